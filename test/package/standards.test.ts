/** What the tools of the field say of the package and its manifest. Reads dist/. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify, stripVTControlCharacters } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { findElements } from '../../scripts/elements.js';
import { filesBelow } from '../../scripts/files.mjs';
import { root } from '../../scripts/root.mjs';
import { installStrictly, pack, temporaryFolder } from '../support/packed.js';

const run = promisify(execFile);
const manifest = JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as {
  schemaVersion: string;
  modules: readonly {
    path: string;
    declarations: readonly { name: string }[];
    exports: readonly { kind: string; name: string; declaration: { name: string; module: string } }[];
  }[];
};
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  'web-types': string;
  exports: Record<string, string | { types: string }>;
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
};
const entries = Object.entries(packageJson.exports).flatMap(([entry, target]) =>
  typeof target === 'string'
    ? []
    : entry.includes('*')
      ? findElements().map(({ name }) => entry.replace('*', name))
      : [entry],
);

describe('manifest', () => {
  it('passes cem-validator without an error or a warning', async () => {
    const script = `import { validateCem } from '@wc-toolkit/cem-validator';
      import { readFileSync } from 'node:fs';
      await validateCem(JSON.parse(readFileSync('custom-elements.json', 'utf8')), { debug: true });`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
    assert.match(stdout, /All rules passed\. No issues found\./, stripVTControlCharacters(stdout));
  });

  it('has the schema 2.1.0, and modules that are shipped and that hosts can import', () => {
    assert.equal(manifest.schemaVersion, '2.1.0');
    for (const { path } of manifest.modules) {
      assert.ok(existsSync(join(root, path)), path);
      const entry = path === 'dist/index.js' ? '.' : path.replace('dist', '.');
      assert.ok(entries.includes(entry), `${path} is no entry`);
    }
  });

  it('names no class, type or module that the named module does not export', () => {
    const module = join(root, 'dist/index.d.ts');
    const program = ts.createProgram([module], { skipLibCheck: true, module: ts.ModuleKind.NodeNext });
    const checker = program.getTypeChecker();
    const symbol = checker.getSymbolAtLocation(program.getSourceFile(module)!)!;
    const exported = checker.getExportsOfModule(symbol).map(({ name }) => name);
    const references = manifest.modules.flatMap((each) => each.exports.map(({ declaration }) => declaration));
    assert.deepEqual([...new Set(references.map((each) => each.module))], ['dist/index.js']);
    assert.deepEqual(
      references.map(({ name }) => name).filter((name) => !exported.includes(name)),
      [],
    );
    const text = readFileSync(join(root, 'custom-elements.json'), 'utf8');
    assert.doesNotMatch(text, /src\//);
  });
});

describe('data for editors', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as unknown;
  interface Listed {
    name: string;
    description?: unknown;
    attributes?: Listed[];
  }
  /** The names, with those of the attributes. Each is described. */
  const namesOf = (elements: readonly Listed[]) =>
    elements.map(({ name, description, attributes = [] }) => {
      for (const each of attributes) assert.ok(each.description, each.name);
      assert.ok(description, name);
      return [name, ...attributes.map((each) => each.name)];
    });
  const declarations = manifest.modules.flatMap(
    (each) => each.declarations as unknown as (Listed & { tagName: string })[],
  );
  const expected = declarations.map(({ tagName, attributes = [] }) => [tagName, ...attributes.map(({ name }) => name)]);

  it("names every tag and attribute, for VS Code's HTML", () => {
    const { tags } = read('dist/vscode.html-custom-data.json') as { tags: Listed[] };
    assert.deepEqual(namesOf(tags), expected);
  });

  it("names every CSS property and part once, for VS Code's CSS", () => {
    const css = read('dist/vscode.css-custom-data.json') as { properties: Listed[]; pseudoElements: Listed[] };
    for (const list of [css.properties, css.pseudoElements]) {
      const names = namesOf(list).flat();
      assert.equal(new Set(names).size, names.length);
      assert.ok(names.length > 20);
    }
  });

  it('are where package.json says, for JetBrains, and name every tag and attribute', () => {
    const { contributions, ...rest } = read(packageJson['web-types']) as {
      name: string;
      contributions: { html: { elements: Listed[] } };
    };
    assert.equal(rest.name, 'comis-security-elements');
    assert.deepEqual(namesOf(contributions.html.elements), expected);
  });
});

describe('package', () => {
  let tarball = '';
  let folder = { path: '', remove: () => Promise.resolve() };
  before(async () => {
    folder = await temporaryFolder('standards');
    tarball = await pack(folder.path);
  });
  after(() => folder.remove());

  it('passes publint --strict', async () => {
    const data = await readFile(tarball);
    const { messages, pkg } = await publint({ pack: { tarball: data.buffer }, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it('passes "are the types wrong" for modules, at every entry', async () => {
    const result = await checkPackage(createPackageFromTarballData(await readFile(tarball)), { entrypoints: entries });
    assert.ok(result.types);
    // The profile "esm-only": no require(), no resolution of before `exports`.
    const ignored = ['node10', 'node16-cjs'];
    const problems = result.problems.filter(
      (each) => !('resolutionKind' in each && ignored.includes(each.resolutionKind)),
    );
    assert.deepEqual(problems, []);
    const kinds = Object.values(result.entrypoints).map(({ resolutions }) => resolutions.bundler);
    assert.ok(kinds.length >= entries.length);
    assert.deepEqual(
      kinds.filter(({ resolution }) => !resolution?.isTypeScript),
      [],
    );
  });

  it('has types that name only packages that it lists', () => {
    const listed = Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies });
    const wrong = filesBelow('dist')
      .filter((file) => file.endsWith('.d.ts'))
      .flatMap((file) => {
        const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
        return [...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => ({ file, specifier: fileName }));
      })
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .filter(({ specifier }) => !listed.includes(/^(?:@[^/]+\/)?[^/]+/.exec(specifier)![0]));
    assert.deepEqual(wrong, []);
  });

  it('compiles in a host whose packages see only what they list, with skipLibCheck off', async () => {
    await installStrictly(folder.path, tarball, []);
    // The types for a framework need that framework: frameworks.test.ts has a host for each.
    const isForFramework = (entry: string) =>
      JSON.stringify(packageJson.exports[entry] ?? '').includes('dist/frameworks/');
    const names = entries
      .filter((entry) => !isForFramework(entry))
      .map((entry) => `comis-security-elements${entry.slice(1)}`);
    assert.ok(names.length > 10);
    await writeFile(join(folder.path, 'host.ts'), names.map((name) => `import '${name}';`).join('\n'));
    const options = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--module', 'nodenext'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, '--ignoreConfig', ...options, 'host.ts'], { cwd: folder.path }).catch(
      (error: unknown) => assert.fail((error as { stdout: string }).stdout),
    );
  });
});
