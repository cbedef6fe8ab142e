/** The reporter of the tests in Node: failures in full, one line per file, `N passed, N failed` last. */
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { sourceOf } from './bundle-tests.mjs';
import { root } from './root.mjs';
import { keepSeconds } from './test-seconds.mjs';

export default async function* nodeReporter(source) {
  let passed = 0;
  let failed = 0;
  const files = new Map();
  const path = [];

  for await (const { type, data } of source) {
    if (type === 'test:start') path[data.nesting] = data.name;
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isSuite = data.details?.type === 'suite';
    const error = data.details?.error;
    const file = data.file ? sourceOf(relative(root, data.file)) : '';
    const count = files.get(file) ?? { passed: 0, failed: 0, ms: 0 };
    if (data.nesting === 0) count.ms += data.details?.duration_ms ?? 0;
    files.set(file, count);
    // A suite fails because of its tests, which are counted; or by itself, which has to count too.
    if (isSuite && (type === 'test:pass' || error?.failureType === 'subtestsFailed')) continue;
    if (data.skip !== undefined || data.todo !== undefined) continue;

    // Node reports a file without tests as one test that passes.
    const isFile = data.nesting === 0 && /\.test\.[jt]s$/.test(data.name);
    if (type === 'test:pass' && !isFile) {
      passed += 1;
      count.passed += 1;
      continue;
    }
    failed += 1;
    count.failed += 1;
    const name = [...path.slice(0, data.nesting), data.name].join(' \u203a ');
    yield `FAILED  ${file}  ${name}\n${indent(isFile && !error ? 'The file holds no test.' : describe(error))}\n`;
  }
  for (const [file, { passed, failed, ms }] of files) {
    yield `${failed > 0 ? 'FAILED' : 'ok'}  ${file}  ${passed}  (${(ms / 1000).toFixed(1)} s)\n`;
  }
  keepSeconds(Object.fromEntries([...files].map(([file, { ms }]) => [file, Math.round(ms / 100) / 10])));
  if (passed + failed === 0) failed = 1;
  yield `${passed} passed, ${failed} failed\n`;
}

function describe(error) {
  const cause = error?.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : typeof cause === 'string' ? cause : inspect(cause);
}

const indent = (text) => text.replaceAll(/^/gm, '    ');
