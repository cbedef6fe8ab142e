/** Builds the stories and serves them under the strict policy: `npm run stories -- --port N`. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { freshPages } from './pages.mjs';
import { strictCsp } from './strict-csp.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
};
const { values } = parseArgs({ options: { port: { type: 'string', default: '5174' } } });
const folder = await freshPages('stories');

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
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
server.on('error', (error) => {
  console.error(`Cannot serve the stories: ${error.message}`);
  process.exitCode = 1;
});
server.listen(Number(values.port), '127.0.0.1', () => {
  console.log(`Stories: http://127.0.0.1:${server.address().port}/`);
});
