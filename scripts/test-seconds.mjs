/** How long each test file took the last time, so that those that take longest begin first: one that begins last holds up all. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const path = join(root, '.cache/test-seconds.json');

/** The seconds of a file's last run; without one, a guess from its length and whether it plays every story. */
export function secondsOf(file) {
  const known = read()[file];
  if (known !== undefined) return known;
  const source = readFileSync(join(root, file), 'utf8');
  return source.length / 1000 + (source.includes('allStories') ? 100 : 0);
}

/** Sorts files by the seconds of their last run. */
export function longestFirst(files) {
  return [...files].sort((a, b) => secondsOf(b) - secondsOf(a));
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
