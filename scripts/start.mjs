/** Serves the standalone page and the reference gateway; the server reads the options. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freshPages } from './pages.mjs';
import { root } from './root.mjs';

await freshPages('pages');
const server = join(root, 'stories/demo/server/main.ts');
process.argv[1] = server;
await import(pathToFileURL(server).href);
