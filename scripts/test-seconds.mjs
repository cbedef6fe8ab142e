/** How long each test file took the last time, so that those that take longest begin first: one that begins last holds up all. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const path = join(root, '.cache/test-seconds.json');

/** Sorts files by the seconds of their last run; one that is not known counts a second for each 100 bytes. */
export function longestFirst(files) {
  const known = read();
  const seconds = (file) => known[file] ?? statSync(join(root, file)).size / 100;
  return [...files].sort((a, b) => seconds(b) - seconds(a));
}

/** Keeps how long files took. */
export function keepSeconds(taken) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(path, JSON.stringify({ ...read(), ...taken }, undefined, 1));
}

function read() {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
