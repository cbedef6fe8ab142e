/** The direction of the layers, read from the import statements themselves. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { chains } from '../eslint.config.mjs';
import { circles, importsOf, layerOf, modules, specifiersOf } from '../scripts/imports.mjs';
import { mayImport } from '../scripts/layers.mjs';
import { root } from '../scripts/root.mjs';

describe('architecture', () => {
  it('real use 48: lint refuses promise chains that one rejection stops for good', () => {
    const problems = (code: string) =>
      new Linter()
        .verify(
          code,
          [
            {
              files: ['**/*.ts'],
              languageOptions: { parser: tseslint.parser },
              rules: { 'no-restricted-syntax': ['error', ...chains] },
            },
          ],
          'a.ts',
        )
        .map(({ ruleId, message }) => ruleId ?? message);
    const stopping = [
      'last = last.then(() => read());',
      'class A { #last = Promise.resolve(); add() { this.#last = this.#last.then(() => read()); } }',
      'void read().then(() => show());',
      'read().then(show).finally(() => done());',
    ];
    for (const code of stopping) assert.deepEqual(problems(code), ['no-restricted-syntax'], code);
    const fine = [
      'last = last.then(task).catch(onFailure);',
      'reading = read().then(show, fail);',
      'read().then(show, fail);',
      'async function both() { await read(); show(); }',
    ];
    for (const code of fine) assert.deepEqual(problems(code), [], code);
  });

  it('has no layer but the named ones', () => {
    const known = [
      ...Object.keys(mayImport),
      'index.ts',
      'define.ts',
      'elements.ts',
      'element-loaders.ts',
      'autoloader.ts',
      'cdn.ts',
    ];
    assert.deepEqual(
      [...new Set(modules.map(layerOf))].filter((layer) => !known.includes(layer)),
      [],
    );
  });

  for (const [layer, allowed] of Object.entries(mayImport)) {
    it(`${layer} imports only ${[layer, ...allowed].join(', ')}`, () => {
      const wrong = modules
        .filter((file) => layerOf(file) === layer)
        .flatMap((file) => importsOf(file).map((path) => ({ file, path })))
        .filter(({ path }) => ![layer, ...allowed].includes(layerOf(path)));
      assert.deepEqual(wrong, []);
    });
  }

  it('has no circle of imports, types included', () => {
    assert.deepEqual(circles(), []);
  });

  it('an element imports of another one only its class, and names it in its parts', () => {
    const elementOf = (file: string) => /^src\/elements\/([^/]+)\//.exec(file)?.[1];
    const wrong = modules.flatMap((file) =>
      importsOf(file)
        .filter((path) => elementOf(file) && elementOf(path) && elementOf(path) !== elementOf(file))
        .filter((path) => {
          const isClass = basename(path, '.ts') === elementOf(path);
          return !isClass || !readFileSync(join(root, file), 'utf8').includes('static override readonly parts');
        })
        .map((path) => ({ file, path })),
    );
    assert.deepEqual(wrong, []);
  });

  it('no folder holds more than 25 modules beside each other, and docs/architecture.md says what each is', () => {
    const counts = new Map<string, number>();
    for (const file of modules) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > 25),
      [],
    );
    const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const said = [...text.matchAll(/^\| `(src[^`]*)` +\| [A-Z<`].*\. +\|$/gm)].map(([, folder]) => folder!);
    const isEmpty = (folder: string) => ![...counts.keys()].some((each) => `${each}/`.startsWith(`${folder}/`));
    assert.deepEqual([...counts.keys()].filter((folder) => !said.includes(folder)).sort(), [], 'not named');
    assert.deepEqual(said.filter(isEmpty), [], 'named and gone');
  });

  it('every local import ends in .js or .mjs and leads to a file', () => {
    const wrong = modules
      .flatMap((file) => specifiersOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter(({ file, specifier }) => {
        const path = join(root, dirname(file), specifier.replace(/\.js$/, '.ts'));
        // What tools without TypeScript load too stays JavaScript.
        return !/\.m?js$/.test(specifier) || !existsSync(path);
      });
    assert.deepEqual(wrong, []);
  });

  it('uses zod only as zod/mini, and dependencies that package.json names', () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
      peerDependencies: Record<string, string>;
    };
    const peers = Object.keys(peerDependencies);
    const named = (file: string) => [...Object.keys(dependencies), ...(layerOf(file) === 'frameworks' ? peers : [])];
    const wrong = modules
      .flatMap((file) => specifiersOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .filter(({ file, specifier }) => {
        const scoped = specifier.startsWith('@') ? 2 : 1;
        const name = specifier.split('/').slice(0, scoped).join('/');
        // The command brings what it needs in dist/cli.
        if (layerOf(file) === 'server' && (specifier.startsWith('node:') || specifier === 'ws')) return false;
        return !named(file).includes(name) || (name === 'zod' && specifier !== 'zod/mini');
      });
    assert.deepEqual(wrong, []);
  });

  it('protocol, client, data and testing load where there is no DOM', async () => {
    const files = modules.filter((file) => ['protocol', 'client', 'data', 'testing'].includes(layerOf(file)));
    const loads = files.map((file) => `await import(${JSON.stringify(pathToFileURL(join(root, file)).href)});`);
    // A process of its own, so that nothing that another test set up stands in for a DOM.
    const args = ['--import', 'tsx', '--input-type=module', '--eval', loads.join('\n')];
    await promisify(execFile)(process.execPath, args, { cwd: root });
  });
});
