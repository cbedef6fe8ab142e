/** Serves built host apps under the strict policy, on a port of their own. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { strictCsp } from '../../src/server/strict-csp.mjs';

const mimeTypes = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json' };

/** The strict policy, with what the framework of a host needs; `NONCE` stands for the nonce of a request. */
function policyOf({ trustedTypes = [], nonce }) {
  const policy = strictCsp().replace('trusted-types lit-html', ['trusted-types lit-html', ...trustedTypes].join(' '));
  return nonce ? policy.replaceAll(/(script|style)-src 'self'/g, "$& 'nonce-NONCE'") : policy;
}

/**
 * @param {import('./table.mjs').Host} host
 * @param {string} project the folder in which it was built.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serve(host, project) {
  const policy = policyOf(host);
  return host.command ? serveByCommand(host.command, project, policy) : serveFiles(join(project, 'dist'), policy);
}

async function serveFiles(folder, policy) {
  const server = createServer(({ url }, response) => {
    const path = new URL(url, 'http://x').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    const type = mimeTypes[extname(file)] ?? 'application/octet-stream';
    const nonce = randomUUID();
    const body = readFileSync(file);
    response
      .writeHead(200, { 'content-type': type, 'content-security-policy': policy.replaceAll('NONCE', nonce) })
      .end(type === 'text/html' ? body.toString().replaceAll('NONCE', nonce) : body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, stop };
}

async function serveByCommand(command, cwd, policy) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(port), HOST_POLICY: policy, NODE_ENV: 'production' };
  const child = spawn(process.execPath, command, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    const answers = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`The app does not answer:\n${output}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
