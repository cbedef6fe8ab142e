/**
 * Runs the unit tests in the browser: `test-unit.mjs [--watch] [areas]`. An area is a folder below test (`approval-queue`,
 * `ui/table`), a test file or the beginning of its name (`audit-log`, `host-styles`); without any, all of them run.
 *
 * Many files are run by several runners side by side. Each has a browser of its own: a page behind another one of the same
 * browser gets no frames, no focus and no pointer.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { filesBelow } from './files.mjs';
import { root } from './root.mjs';
import { keepSeconds, secondsOf } from './test-seconds.mjs';

/** A runner takes seconds to start: with fewer files than this for each, it costs more than it saves. */
const filesPerRunner = 8;
/** What the page of a file takes to load, in s. */
const startSeconds = 1;
/** One more each than cores makes tests of guards and frames late: their pages need the time that they wait for. */
const mostRunners = availableParallelism();

const args = process.argv.slice(2);
const isWatching = args.includes('--watch');
const areas = args.filter((arg) => !arg.startsWith('--'));
const inBrowser = /^test\/(data|context|controllers|ui|elements|dashboard)\/.*\.test\.ts$/;
const isIn = (file) => (area) =>
  file === area || `/${file}`.includes(`/${area}/`) || basename(file).startsWith(`${area}.`);
const files = filesBelow('test').filter(
  (file) => inBrowser.test(file) && (areas.length === 0 || areas.some(isIn(file))),
);
if (files.length === 0) {
  console.error(`No unit test belongs to ${areas.join(', ')}.`);
  process.exit(1);
}

if (isWatching) {
  process.exitCode = (await run([...files, '--watch'], 'inherit')).code;
} else {
  const runners = Math.max(1, Math.min(mostRunners, Math.floor(files.length / filesPerRunner)));
  const ports = await Promise.all(Array.from({ length: runners }, freePort));
  const results = await Promise.all(
    dealt(files, runners).map((share, index) => run([...share, `--port=${ports[index]}`], 'pipe')),
  );
  const sum = (count) => results.reduce((total, result) => total + result[count], 0);
  process.exitCode = Math.max(...results.map(({ code }) => code));
  keepSeconds(Object.fromEntries(results.flatMap(({ seconds }) => seconds)));
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

/** Shares files out by the time that they take. */
function dealt(files, runners) {
  const seconds = new Map(files.map((file) => [file, secondsOf(file) + startSeconds]));
  const shares = Array.from({ length: runners }, () => ({ files: [], seconds: 0 }));
  for (const [file, taken] of [...seconds].sort(([, a], [, b]) => b - a)) {
    const least = shares.reduce((best, each) => (each.seconds < best.seconds ? each : best));
    least.files.push(file);
    least.seconds += taken;
  }
  return shares.map((share) => share.files);
}

/** Runners that start together would each find the same port free. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function run(share, output) {
  return new Promise((resolve) => {
    const options = share.flatMap((each) => (each.startsWith('--') ? [each] : ['--files', each]));
    const child = spawn(process.execPath, ['node_modules/@web/test-runner/dist/bin.js', ...options], {
      cwd: root,
      stdio: ['inherit', output, 'inherit'],
    });
    let counts = { passed: 0, failed: 1 };
    const seconds = [];
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (data) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        // The runner colours and moves the cursor whatever it is told.
        const plain = line.replaceAll(/\x1b\[[0-9;]*[A-Za-z]/g, '');
        const found = /^(\d+) passed, (\d+) failed$/.exec(plain);
        const file = /^(?:ok|FAILED)  (\S+)  \d+  \(([\d.]+) s\)$/.exec(plain);
        if (file) seconds.push([file[1], Number(file[2])]);
        if (found) counts = { passed: Number(found[1]), failed: Number(found[2]) };
        else if (plain.trim() !== '') console.log(plain);
      }
    });
    child.on('close', (code) => resolve({ ...counts, seconds, code: code ?? 1 }));
  });
}
