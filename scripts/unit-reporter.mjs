/** The unit tests' reporter: one line per file, failures in full, `N passed, N failed` last and without colour. */
import { relative } from 'node:path';

/** @returns {import('@web/test-runner').Reporter} */
export function unitReporter() {
  const root = process.cwd();
  let passed = 0;
  let failed = 0;
  let finished = false;

  return {
    reportTestFileResults({ sessionsForTestFile, testFile }) {
      for (const session of sessionsForTestFile) {
        const tests = flatten(session.testResults);
        const bad = tests.filter((test) => !test.passed && !test.skipped);
        const good = tests.filter((test) => test.passed);
        // An error outside a test (a file that does not load, a hook, a violated policy) is a failure of its own.
        const errors =
          session.errors.length > 0 || session.passed === true || bad.length > 0 ? session.errors : [unknown];
        const empty = tests.length === 0 && errors.length === 0 ? [noTests] : [];
        const outside = [...errors, ...empty];
        passed += good.length;
        failed += bad.length + outside.length;

        const seconds = tests.reduce((sum, test) => sum + (test.duration ?? 0), 0) / 1000;
        console.log(
          `${bad.length + outside.length > 0 ? 'FAILED' : 'ok'}  ${relative(root, testFile)}  ${good.length}  (${seconds.toFixed(1)} s)`,
        );
        for (const test of bad) console.log(indent(`${test.path}\n${describe(test.error ?? notRun)}`));
        for (const error of outside) console.log(indent(describe(error)));
        if (bad.length + outside.length > 0) {
          for (const log of session.logs) console.log(indent(`log: ${log.map(printable).join(' ')}`));
          for (const url of session.request404s) console.log(indent(`not found: ${url}`));
        }
      }
    },
    onTestRunFinished() {
      finished = true;
    },
    stop() {
      // A run that ends before its tests do has failed, whatever was counted until then.
      if (!finished || passed + failed === 0) failed += 1;
      if (failed > 0) process.exitCode = 1;
      console.log(`${passed} passed, ${failed} failed`);
    },
  };
}

const unknown = { message: 'The file did not finish, without saying why.' };
const noTests = { message: 'The file holds no test.' };
const notRun = { message: 'Not run, because something before it failed.' };

function flatten(suite, path = []) {
  if (!suite) return [];
  const here = suite.name ? [...path, suite.name] : path;
  return [
    ...suite.tests.map((test) => ({ ...test, path: [...here, test.name].join(' \u203a ') })),
    ...suite.suites.flatMap((inner) => flatten(inner, here)),
  ];
}

function describe({ name, message, stack, expected, actual }) {
  const where = (stack ?? '').split('\n').filter((line) => /\.ts|\.js/.test(line) && !line.includes('node_modules'));
  const both = expected === undefined ? [] : [`expected: ${expected}`, `actual:   ${actual}`];
  return [`${name ? `${name}: ` : ''}${message}`, ...both, ...where.slice(0, 6)].map((line) => `  ${line}`).join('\n');
}

const printable = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
const indent = (text) => text.replaceAll(/^/gm, '    ');
