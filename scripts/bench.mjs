/** Builds the pages and runs the benchmarks in test/bench; they read the options and print the tables. */
import { freshPages } from './pages.mjs';

await freshPages('pages');
await import('../test/bench/bench.ts');
await import('../test/bench/queue.ts');
await import('../test/bench/long-text.ts');
