import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a file as a whole: whoever reads it, also after a power cut, finds what was there or what is there now.
 *
 * Only the user that runs this can read it.
 *
 * @throws the error of the file system; the file is then as it was.
 */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    withFile(beside, 'w', (file) => {
      writeFileSync(file, text);
      fsyncSync(file);
    });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  // The new name is on disk only when its folder is; Windows opens no folders.
  if (process.platform !== 'win32') withFile(dirname(path), 'r', fsyncSync);
}

function withFile(path: string, flags: 'r' | 'w', act: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    act(file);
  } finally {
    closeSync(file);
  }
}
