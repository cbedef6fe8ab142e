/** Bundles test files for Node, with what they share in chunks: a process that reads TypeScript by itself takes a second more to start. */
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { dirname, extname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

/** Runs beside each other have folders of their own. */
const folder = `build/tests/${process.pid}`;

/** Keeps what a module says of its own place true. */
const ownPlace = {
  name: 'own-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.m?[jt]s$/ }, async ({ path }) => {
      if (path.includes(`${sep}node_modules${sep}`)) return undefined;
      const contents = (await readFile(path, 'utf8'))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.filename', JSON.stringify(path));
      return { contents, loader: extname(path).endsWith('ts') ? 'ts' : 'js', resolveDir: dirname(path) };
    });
  },
};

/** What is built is imported as it is. */
const built = {
  name: 'built',
  setup({ onResolve }) {
    onResolve({ filter: /\/dist\// }, ({ path, resolveDir }) =>
      path.startsWith('.') ? { path: pathToFileURL(join(resolveDir, path)).href, external: true } : undefined,
    );
  },
};

/** @returns {Promise<string[]>} the bundles of these files, in their order. */
export async function bundleTests(files) {
  process.once('exit', () => rmSync(join(root, folder), { recursive: true, force: true }));
  await build({
    entryPoints: files.map((file) => join(root, file)),
    outdir: join(root, folder),
    outbase: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [ownPlace, built],
  });
  return files.map(bundleOf);
}

const bundleOf = (file) => `${folder}/${file.replace(/\.ts$/, '.js')}`;

/** @returns the test file that a bundle was made of. */
export const sourceOf = (bundle) => bundle.replace(/^build\/tests\/\d+\//, '').replace(/\.js$/, '.ts');
