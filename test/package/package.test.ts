/** The package as it is published: its entries are there, load, and hold what they promise. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { findElements } from '../../scripts/elements.js';
import { filesBelow } from '../../scripts/files.mjs';
import { root } from '../../scripts/root.mjs';

const run = promisify(execFile);
const { name, exports, sideEffects } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string;
  exports: Record<string, string | { types: string; default: string }>;
  sideEffects: string[];
};
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const targetsOf = (entry: string) => {
  const target = exports[entry];
  assert.ok(target, `no entry ${entry}`);
  return typeof target === 'string' ? [target] : Object.values(target);
};

/** Loads entries by the package's own name, as a host does, in a plain Node; prints what the last one exports. */
async function load(...entries: string[]): Promise<string[]> {
  const imports = entries.map((entry) => `exported = Object.keys(await import('${name}${entry.slice(1)}'));`);
  const script = `let exported; ${imports.join('\n')} console.log(JSON.stringify(exported));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  return JSON.parse(stdout) as string[];
}

describe('package', () => {
  for (const entry of Object.keys(exports)) {
    it(`has the files of ${entry}`, () => {
      const names = entry.includes('*') ? findElements().map((element) => element.name) : [''];
      const files = names.flatMap((element) => targetsOf(entry).map((file) => file.replace('*', element)));
      assert.deepEqual(
        files.filter((file) => !existsSync(join(root, file))),
        [],
      );
    });
  }

  for (const entry of ['./client.js', './protocol.js', './testing.js']) {
    it(`${entry} loads where there is no DOM, and brings no Lit`, async () => {
      assert.ok((await load(entry)).length > 0);
      assert.deepEqual(
        dependenciesOf(`dist/${entry.slice(2)}`).filter((specifier) => /^@?lit\b/.test(specifier)),
        [],
      );
    });
  }

  it('. gives every class and the client, and registers nothing', async () => {
    const exported = await load('.');
    const expected = [...findElements().map(({ className }) => className), 'createClient', 'GatewayError'];
    assert.deepEqual(
      expected.filter((each) => !exported.includes(each)),
      [],
    );
    const script = `import '${name}'; console.log(typeof customElements === 'undefined' ? 0 : '${findElements()
      .map(({ tag }) => tag)
      .join()}'.split(',').filter((tag) => customElements.get(tag)).length)`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
    assert.equal(stdout.trim(), '0');
  });

  it('has types that hold by themselves, for hosts that check their libraries', async () => {
    const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--module', 'nodenext'];
    const entries = ['index', 'define', 'client/index', 'protocol/index', 'testing/index'].map(
      (each) => `dist/${each}.d.ts`,
    );
    await run(join(root, 'node_modules/.bin/tsc'), ['--ignoreConfig', ...strict, ...entries], { cwd: root });
  });

  it('names all its modules that do something when imported', () => {
    assert.ok(sideEffects.includes('./dist/define.js'));
    assert.ok(sideEffects.includes('./dist/elements/*/define.js'));
    assert.ok(sideEffects.includes('./dist/browser/**/*.js'));
    const isListed = (file: string) => /^dist\/(cdn|all|define|browser\/.*|elements\/[^/]+\/define)\.js$/.test(file);
    // No entry leads into the command's files.
    const importable = filesBelow('dist').filter((file) => !file.startsWith('dist/cli/'));
    const others = importable.filter((file) => file.endsWith('.js') && !isListed(file));
    assert.deepEqual(
      others.filter((file) => /\.define\(\)/.test(read(file))),
      [],
    );
  });

  it('real use 21: <comis-gateway> loads the list of what waits when it is first asked for, not before', () => {
    const fromTheStart = modulesOf('dist/elements/gateway/define.js');
    const later = fromTheStart.flatMap((file) =>
      [...read(file).matchAll(/\bimport\(["'`]([^"'`]+)["'`]\)/g)].map(([, to = '']) => join(file, '..', to)),
    );
    const lists = later.filter((file) => /["'`]approvals\.list["'`]/.test(read(file)));
    assert.equal(lists.length, 1, later.join());
    assert.ok(!fromTheStart.includes(lists[0]!), 'it is not loaded from the start');
  });

  it('loads the translation of a daemon only where one answers', () => {
    const fromTheStart = modulesOf('dist/client.js');
    assert.deepEqual(
      fromTheStart.filter((file) => /comis-daemon\/(?!index\.js|errors\.js)/.test(file)),
      [],
    );
    assert.deepEqual(
      fromTheStart.flatMap((file) => importsOf(read(file))).filter((specifier) => /^zod\b/.test(specifier)),
      [],
    );
  });

  it('cdn.js is one file that imports nothing', () => {
    assert.deepEqual(importsOf(read('dist/cdn.js')), []);
  });

  it('needs no policy looser than the documented one', () => {
    const own = filesBelow('dist').filter((file) => file.endsWith('.js'));
    const wrong = own.filter((file) => /\beval\(|new Worker\(|createPolicy\("(?!lit-html")/.test(read(file)));
    assert.deepEqual(wrong, []);
  });
});

/** The specifiers that a built module imports. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}$\s,]*?\bfrom\s*)?["']([^"']+)["']/g)].map(
    ([, specifier]) => specifier ?? '',
  );
}

/** A built module and all that it imports from the start. */
function modulesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imported = importsOf(read(file)).filter((specifier) => specifier.startsWith('.'));
  return [file, ...imported.flatMap((specifier) => modulesOf(join(file, '..', specifier), seen))];
}

/** All packages that a built module needs, through its chunks. */
function dependenciesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return importsOf(read(file)).flatMap((specifier) =>
    specifier.startsWith('.') ? dependenciesOf(join(file, '..', specifier), seen) : [specifier],
  );
}
