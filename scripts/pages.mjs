/** Builds the pages that we serve, and the package, unless nothing that they are made of has changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './files.mjs';
import { root } from './root.mjs';

/**
 * Makes sure that `build/pages` or `build/stories` is what the sources say.
 *
 * @param {'pages' | 'stories'} target
 * @returns {Promise<string>} the folder.
 */
export async function freshPages(target) {
  const folder = join(root, 'build', target);
  const stampFile = join(root, 'build', `${target}.stamp`);
  const stamp = stampOf(['src', 'stories', 'scripts']);
  if (existsSync(folder) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return folder;
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), mode: target });
  writeFileSync(stampFile, stamp);
  return folder;
}

/** Makes sure that `dist` is what the sources say. */
export function freshDist() {
  const stampFile = join(root, 'build/dist.stamp');
  if (existsSync(join(root, 'dist/cdn.js')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === distStamp())
    return;
  const { status } = spawnSync(process.execPath, ['--import=tsx', 'scripts/build.mjs'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('dist/ could not be built.');
}

/** Notes what `dist` was built from. */
export function stampDist() {
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(join(root, 'build/dist.stamp'), distStamp());
}

const distStamp = () => stampOf(['src', 'stories', 'scripts']);

/** What says whether files changed, without reading them. */
function stampOf(folders) {
  const hash = createHash('sha256');
  for (const file of [...folders.flatMap(filesBelow), 'vite.config.ts', 'package-lock.json']) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
