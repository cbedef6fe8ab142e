/** The direction of the layers, read from the import statements themselves. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
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
