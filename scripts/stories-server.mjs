/** Serves the built stories, and other built pages, under the strict policy. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { freshPages } from './pages.mjs';
import { strictCsp } from '../src/server/strict-csp.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
};

/**
 * Builds the stories if need be, and serves them on this machine.
 *
 * @param {number} port 0: a free one.
 * @returns {Promise<{url: string, close: () => void}>}
 * @throws {Error} when the port is taken.
 */
export async function serveStories(port) {
  return serveFolder(await freshPages('stories'), port);
}

/**
 * Serves the files of a folder on this machine.
 *
 * @param {string} folder
 * @param {number} port 0: a free one.
 * @returns {Promise<{url: string, close: () => void}>}
 * @throws {Error} when the port is taken.
 */
export async function serveFolder(folder, port) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    const type = types[extname(path)];
    if (!path.startsWith(folder) || !type || !existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end('Not found');
      return;
    }
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': strictCsp(),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
