/**
 * Runs tests in Node: `test-node.mjs [--e2e] [--all] [files]`. Without files, all that belong to Node; with `--e2e`, those that
 * drive the built pages in a browser. What they need is built first: the pages, and `dist` for files that name it. With
 * `--all`, accessibility.test.ts looks at every story in every language.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bundleTests } from './bundle-tests.mjs';
import { filesBelow } from './files.mjs';
import { freshDist, freshPages } from './pages.mjs';
import { root } from './root.mjs';
import { longestFirst } from './test-seconds.mjs';

const args = process.argv.slice(2);
const e2e = args.includes('--e2e');
if (args.includes('--all')) process.env['COMIS_ALL'] = '1';
const named = args.filter((arg) => !arg.startsWith('--'));
const inNode = /^test\/((protocol|client|testing|gateway|package|replay|seed)\/.*|[^/]+)\.test\.ts$/;
const inBrowser = /^test\/e2e\/.*\.test\.ts$/;
const files = named.length > 0 ? named : filesBelow('test').filter((file) => (e2e ? inBrowser : inNode).test(file));

if (e2e) await freshPages('pages');
if (files.some((file) => readFileSync(join(root, file), 'utf8').includes('dist/'))) freshDist();
// For each test, and for each file as a whole.
const timeoutMs = e2e ? 600_000 : 240_000;
// Each file of pages has a browser of its own: more than cores make its guards and time limits late.
const atOnce = Math.min(8, availableParallelism() + (e2e ? 0 : 1));
const limits = [String(atOnce), String(timeoutMs)];
// Coverage is counted in terms of the sources.
const isCounted = process.env.NODE_V8_COVERAGE !== undefined;
const ordered = longestFirst(files);
const [reader, run] = isCounted ? ['--import=tsx', ordered] : ['--enable-source-maps', await bundleTests(ordered)];
const { status } = spawnSync(
  process.execPath,
  [reader, `--test-timeout=${timeoutMs}`, 'scripts/run-files.mjs', ...limits, ...run],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
