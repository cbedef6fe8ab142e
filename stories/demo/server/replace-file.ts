import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

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

/**
 * Removes temporary files of killed writers. Those of running writers are kept.
 *
 * @param path the file that they were about to replace.
 */
export function sweepLeftovers(path: string): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const [, pid] = /^(\d+)\.tmp$/.exec(name.startsWith(prefix) ? name.slice(prefix.length) : '') ?? [];
    if (pid !== undefined && !isOtherProcess(Number(pid))) rmSync(join(dirname(path), name), { force: true });
  }
}

function isOtherProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function withFile(path: string, flags: 'r' | 'w', act: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    act(file);
  } finally {
    closeSync(file);
  }
}
