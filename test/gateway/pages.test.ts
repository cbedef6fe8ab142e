import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { start, type TestServer } from './support/gateway.js';

const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self' ws:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
];

async function startWithPages(t: TestContext): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'comis-pages-'));
  t.after(() => rm(folder, { recursive: true }));
  const pages = join(folder, 'pages');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await writeFile(join(pages, 'security.html'), '<!doctype html><title>Security</title>');
  await writeFile(join(pages, 'embed.html'), '<!doctype html><title>Embed</title>');
  await writeFile(join(pages, 'assets/app-1a2b.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(pages, 'assets/link.txt'));
  return start(t, { pages });
}

/** A request whose path nobody tidies up. */
function rawStatus(
  server: TestServer,
  path: string,
  headers: Record<string, string> = {},
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${server.url}/`, { path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

it('serves each page under the strict policy', async (t) => {
  const server = await startWithPages(t);
  for (const path of ['/security', '/security?tab=pending', '/embed', '/assets/app-1a2b.js', '/nothing', '/session']) {
    const { headers } = await fetch(server.url + path);
    const policy = headers.get('content-security-policy')?.split('; ') ?? [];
    for (const directive of directives) assert.ok(policy.includes(directive), `${path}: ${directive}`);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
  }
});

it('gives files their types and lets browsers keep what never changes', async (t) => {
  const server = await startWithPages(t);
  const [page, script] = [await fetch(`${server.url}/security`), await fetch(`${server.url}/assets/app-1a2b.js`)];
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.match(script.headers.get('cache-control') ?? '', /immutable/);
  assert.ok(!(await page.text()).includes(server.adminToken));
});

it('leads to where things are', async (t) => {
  const server = await startWithPages(t);
  const locationOf = async (path: string) => {
    const response = await fetch(server.url + path, { redirect: 'manual' });
    return [response.status, response.headers.get('location')];
  };
  assert.deepEqual(await locationOf('/approvals'), [302, '/security?tab=pending']);
  assert.deepEqual(await locationOf('/'), [302, '/security']);
});

it('gives nothing outside its folder', async (t) => {
  const server = await startWithPages(t);
  const paths = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/link.txt',
    '/%00',
    '/%E0',
  ];
  for (const path of paths) assert.equal(await rawStatus(server, path), 404, path);
});

it('answers under the names of this machine only', async (t) => {
  const server = await startWithPages(t);
  assert.equal(await rawStatus(server, '/security', { host: `localhost:${new URL(server.url).port}` }), 200);
  assert.equal(await rawStatus(server, '/security', { host: 'rebound.example' }), 421);
});

it('signs in pages of its own only', async (t) => {
  const server = await startWithPages(t);
  const signIn = (headers: Record<string, string>, method = 'POST') =>
    fetch(`${server.url}/session`, { method, headers }).then(async (response) => ({
      status: response.status,
      cache: response.headers.get('cache-control'),
      cookie: response.headers.get('set-cookie'),
      text: await response.text(),
    }));
  const own = await signIn({ origin: server.url, 'sec-fetch-site': 'same-origin' });
  assert.deepEqual(own, {
    status: 200,
    cache: 'no-store',
    cookie: null,
    text: JSON.stringify({ mode: 'reference', token: server.adminToken }),
  });
  for (const headers of [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: server.url, 'sec-fetch-site': 'cross-site' },
    { origin: server.url, 'sec-fetch-site': 'same-site' },
  ]) {
    const refused = await signIn(headers);
    assert.equal(refused.status, 403, JSON.stringify(headers));
    assert.ok(!refused.text.includes(server.adminToken));
  }
  assert.equal((await signIn({ origin: server.url }, 'GET')).status, 405);
});
