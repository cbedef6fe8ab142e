/**
 * Everything that must pass. The last line is `N passed, N failed`; a stage that does not finish counts as failed.
 *
 * Most tests run on real time, sockets and frames, and a machine that stands still for a moment can fail one. The files
 * of a few that failed are run once more, by themselves; what passes then is counted, and named as unsteady at the end.
 */
import { spawn } from 'node:child_process';
import { root } from './root.mjs';

const node = process.execPath;
/** Each with the longest time that it may take, in minutes, and for tests what names the files to run. */
const stages = [
  { name: 'verify', command: [node, 'scripts/verify.mjs'], minutes: 10 },
  { name: 'build', command: [node, '--import=tsx', 'scripts/build.mjs'], minutes: 10 },
  { name: 'size', command: [node, 'scripts/size.mjs'], minutes: 10 },
  {
    name: 'unit tests in the browser',
    command: [node, 'scripts/test-unit.mjs'],
    only: [],
    minutes: 40,
  },
  { name: 'tests in Node', command: [node, 'scripts/test-node.mjs'], only: [], minutes: 15 },
  { name: 'end-to-end tests', command: [node, 'scripts/test-node.mjs', '--e2e'], only: [], minutes: 30 },
  { name: 'host apps', command: [node, '--import=tsx', 'scripts/test-hosts.mjs'], minutes: 10 },
];
/** More files than this do not fail by chance. */
const retriedFiles = 3;

let passed = 0;
let failed = 0;
let interrupted = false;
const unsteady = [];
for (const stage of stages) {
  if (interrupted) break;
  const began = Date.now();
  console.log(`\n## ${stage.name}`);
  const result = await retryFew(stage, await run(stage));
  passed += result.passed;
  failed += result.failed;
  console.log(`(${Math.round((Date.now() - began) / 1000)} s)`);
}
process.exitCode = failed > 0 ? 1 : 0;
for (const file of unsteady) console.log(`\nUNSTEADY  ${file} failed, and passed when it ran again: see above`);
console.log(`\n${passed} passed, ${failed} failed`);

/** Runs the files that failed once more, when they are few and nothing else is wrong. */
async function retryFew(stage, result) {
  const { failedFiles } = result;
  if (!stage.only || interrupted || result.broken) return result;
  if (failedFiles.length === 0 || failedFiles.length > retriedFiles) return result;
  console.log(`\n## once more: ${failedFiles.join(', ')}`);
  const again = await run({ ...stage, command: [...stage.command, ...stage.only, ...failedFiles] });
  if (again.failed > 0) return result;
  unsteady.push(...failedFiles);
  return { passed: result.passed + result.failed, failed: 0 };
}

function run({ command: [file, ...args], minutes }) {
  return new Promise((resolve) => {
    // A group of its own, so that a stage that hangs takes its browsers with it.
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: process.platform !== 'win32',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      console.log(`Not finished after ${minutes} minutes.`);
      end(child);
    }, minutes * 60_000);
    const stop = () => {
      interrupted = true;
      end(child);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);

    child.stdout.setEncoding('utf8').on('data', (data) => {
      // Some tools colour and move the cursor whatever they are told.
      const plain = data.replaceAll(/\x1b\[[0-9;]*[A-Za-z]/g, '');
      process.stdout.write(plain);
      output += plain;
    });
    child.on('error', (error) => console.log(error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      const counts = /(\d+) passed, (\d+) failed\s*$/.exec(output);
      const failedFiles = [...output.matchAll(/^FAILED  (\S+\.test\.ts)  \d+  \(/gm)].map(([, file]) => file);
      // A stage without a closing count (the build) is one test.
      const result = counts ? { passed: +counts[1], failed: +counts[2] } : { passed: code === 0 ? 1 : 0, failed: 0 };
      const unsaid = (code !== 0 || late) && result.failed === 0;
      resolve({ ...result, failed: result.failed + (unsaid ? 1 : 0), failedFiles, broken: late || unsaid });
    });
  });
}

function end(child) {
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGKILL');
}
