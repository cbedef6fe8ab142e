/**
 * Runs the unit tests in the browser: `test-unit.mjs [--watch] [areas]`. An area is a folder below test (`approval-queue`,
 * `ui/table`), a test file or the beginning of its name (`audit-log`, `host-styles`); without any, all of them run.
 */
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { filesBelow } from './files.mjs';
import { root } from './root.mjs';

const args = process.argv.slice(2);
const areas = args.filter((arg) => !arg.startsWith('--'));
const inBrowser = /^test\/(data|context|controllers|ui|elements|dashboard)\/.*\.test\.ts$/;
const isIn = (file) => (area) =>
  file === area || `/${file}`.includes(`/${area}/`) || basename(file).startsWith(`${area}.`);
const files = filesBelow('test').filter((file) => inBrowser.test(file) && areas.some(isIn(file)));
if (areas.length > 0 && files.length === 0) {
  console.error(`No unit test belongs to ${areas.join(', ')}.`);
  process.exit(1);
}
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/@web/test-runner/dist/bin.js',
    ...files.flatMap((file) => ['--files', file]),
    ...(args.includes('--watch') ? ['--watch'] : []),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
