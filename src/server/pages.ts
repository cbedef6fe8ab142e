/** Serves the built pages: files of one folder, and nothing else. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { redirect, sendError } from './respond.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Addresses that stand for others. */
const redirects: Readonly<Record<string, string>> = { '/': 'security', '/approvals': 'security?tab=pending' };

/** Built files below this carry a hash in their names, so they never change. */
const immutable = '/assets/';

/**
 * Answers a GET or HEAD request for a page or one of its files. `/security` is `security.html` in the folder.
 *
 * @param folder where the built pages are.
 * @param at the path of the address below the base, as it came, and the base.
 */
export async function servePage(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
  { path, base }: { readonly path: string; readonly base: string },
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    sendError(response, 405, `${path} can only be read.`);
    return;
  }
  const elsewhere = redirects[path];
  if (elsewhere !== undefined) {
    redirect(response, `${base}${elsewhere}`);
    return;
  }
  const file = await find(folder, path);
  if (!file) {
    sendError(response, 404, `There is no page ${path}.`);
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(file.path)] ?? 'application/octet-stream',
    'content-length': file.size,
    'cache-control': path.startsWith(immutable) ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file.path)
      .on('error', () => response.destroy())
      .pipe(response);
}

async function find(folder: string, path: string): Promise<{ path: string; size: number } | undefined> {
  let name: string;
  try {
    name = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const candidates = extname(name) === '' ? [`${name}.html`, `${name}/index.html`] : [name];
  for (const candidate of candidates) {
    try {
      // Resolved before it is compared: neither `..` nor a symbolic link leads out of the folder.
      const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, candidate))]);
      const { size, ...info } = await stat(real).then((s) => ({ size: s.size, isFile: s.isFile() }));
      if (info.isFile && real.startsWith(root + sep)) return { path: real, size };
    } catch {
      // Not there, or not a name that a file can have: for a visitor the same.
    }
  }
  return undefined;
}
