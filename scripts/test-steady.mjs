/**
 * Runs a test file, or an area of unit tests, ten times: `test-steady.mjs <file or area> [how often]`. What fails once in a while
 * waits for a time where it should wait for a state; run it while the machine is busy.
 */
import { spawnSync } from 'node:child_process';
import { root } from './root.mjs';

const [what, times = '10'] = process.argv.slice(2);
if (what === undefined) {
  console.error('Name a test file, or an area of unit tests.');
  process.exit(1);
}
const inBrowser = !what.endsWith('.ts') || /^test\/(data|controllers|ui|elements|dashboard)\//.test(what);
const script = inBrowser ? ['scripts/test-unit.mjs'] : ['scripts/test-node.mjs'];
const options = what.startsWith('test/e2e/') ? ['--e2e', what] : [what];

let failed = 0;
for (let nth = 1; nth <= Number(times); nth++) {
  const { stdout, status } = spawnSync(process.execPath, [...script, ...options], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) failed += 1;
  console.log(status === 0 ? `${nth}: ${stdout.trimEnd().split('\n').at(-1)}` : `${nth}: failed\n${stdout}`);
}
console.log(`${failed} of ${times} runs failed`);
process.exitCode = failed > 0 ? 1 : 0;
