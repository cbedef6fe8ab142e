/** The direction of the layers, read from the import statements themselves. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { chains } from '../eslint.config.mjs';
import { filesBelow } from '../scripts/files.mjs';
import { mayImport } from '../scripts/layers.mjs';
import { root } from '../scripts/root.mjs';

const sources = filesBelow('src').filter((file) => file.endsWith('.ts'));
const layerOf = (file: string) => file.split('/')[1] ?? '';

/** What a file imports, exports from or loads, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const statements = text.matchAll(/(?:from\s+|import\s+|import\(\s*)'([^']+)'/g);
  return [...statements].flatMap(([, specifier]) => (specifier === undefined ? [] : [specifier]));
}

/** Local imports as paths from the root. */
function localImportsOf(file: string): string[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(dirname(file), specifier).replace(/\.js$/, '.ts'));
}

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
    const known = [...Object.keys(mayImport), 'index.ts', 'define.ts', 'elements.ts', 'cdn.ts'];
    assert.deepEqual(
      [...new Set(sources.map(layerOf))].filter((layer) => !known.includes(layer)),
      [],
    );
  });

  for (const [layer, allowed] of Object.entries(mayImport)) {
    it(`${layer} imports only ${[layer, ...allowed].join(', ')}`, () => {
      const wrong = sources
        .filter((file) => layerOf(file) === layer)
        .flatMap((file) => localImportsOf(file).map((path) => ({ file, path })))
        .filter(({ path }) => ![layer, ...allowed].includes(layerOf(path)));
      assert.deepEqual(wrong, []);
    });
  }

  it('every local import ends in .js and leads to a file', () => {
    const wrong = sources
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter(({ file, specifier }) => {
        const path = join(root, dirname(file), specifier.replace(/\.js$/, '.ts'));
        return !specifier.endsWith('.js') || !existsSync(path);
      });
    assert.deepEqual(wrong, []);
  });

  it('uses zod only as zod/mini, and dependencies that package.json names', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const named = Object.keys(dependencies);
    const wrong = sources
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .filter(({ specifier }) => {
        const scoped = specifier.startsWith('@') ? 2 : 1;
        const name = specifier.split('/').slice(0, scoped).join('/');
        return !named.includes(name) || (name === 'zod' && specifier !== 'zod/mini');
      });
    assert.deepEqual(wrong, []);
  });

  it('protocol, client, data and testing load where there is no DOM', async () => {
    const files = sources.filter((file) => ['protocol', 'client', 'data', 'testing'].includes(layerOf(file)));
    const loads = files.map((file) => `await import(${JSON.stringify(pathToFileURL(join(root, file)).href)});`);
    // A process of its own, so that nothing that another test set up stands in for a DOM.
    const args = ['--import', 'tsx', '--input-type=module', '--eval', loads.join('\n')];
    await promisify(execFile)(process.execPath, args, { cwd: root });
  });
});
