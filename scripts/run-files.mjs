/** Runs test files in Node in the order given, several at a time: `run-files.mjs <how many> <timeout in ms> <files>`. `node --test` sorts them. */
import { run } from 'node:test';
import nodeReporter from './node-reporter.mjs';

const [concurrency, timeout, ...files] = process.argv.slice(2);
const events = run({ files, concurrency: Number(concurrency), timeout: Number(timeout) });
events.on('test:fail', () => (process.exitCode = 1));
events.compose(nodeReporter).pipe(process.stdout);
