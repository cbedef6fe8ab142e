/** Runs test files in Node in the order given, two at a time: `run-files.mjs <timeout in ms> <files>`. `node --test` sorts them. */
import { run } from 'node:test';
import nodeReporter from './node-reporter.mjs';

const [timeout, ...files] = process.argv.slice(2);
const events = run({ files, concurrency: 2, timeout: Number(timeout) });
events.on('test:fail', () => (process.exitCode = 1));
events.compose(nodeReporter).pipe(process.stdout);
