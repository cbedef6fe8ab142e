import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root.mjs';

/**
 * All files in a folder and below, from the root, with slashes whatever the system, sorted. Empty if there is no such
 * folder.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => slashed(relative(root, join(entry.parentPath, entry.name))))
    .sort();
}

/**
 * A path with slashes, whatever the system.
 *
 * @param {string} path
 */
export const slashed = (path) => path.replaceAll('\\', '/');
