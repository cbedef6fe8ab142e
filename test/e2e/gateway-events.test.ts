/** What <comis-gateway> tells a host's page: README's badge, word for word, and a token that is refused. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/root.mjs';
import { anApproval } from '../../src/testing/index.js';
import { connectionErrors, until, useGateway } from '../support/e2e.js';
import { StreamProxy } from '../support/stream-proxy.js';

const bundle = join(root, 'dist/cdn.js');
const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```javascript\n([\s\S]*?)^```$/gm)];
const badgeLines = blocks.map(([, code = '']) => code).filter((code) => code.includes('comis-pending-changed'));

const library = '<script type="module" src="/cdn.js"></script>';
const badge = `<script type="module">\n${badgeLines[0] ?? ''}</script>`;
const signIn = `<script type="module">
  document.addEventListener('comis-auth-required', ({ target, detail }) => {
    (window.refusals ??= []).push([target.localName, detail.reason]);
  });
  document.querySelector('comis-gateway').getToken = async () =>
    window.token ?? (await (await fetch('/session', { method: 'POST' })).json()).token;
</script>`;
const page = (...scripts: string[]) => `<!doctype html>
<title>A host with a badge</title>
<link rel="icon" href="data:," />
<p>Waiting: <b id="badge"></b></p>
<comis-gateway></comis-gateway>
${scripts.join('\n')}`;

describe('what <comis-gateway> tells a page', () => {
  const e2e = useGateway();

  async function open(t: TestContext, html: string): Promise<Page> {
    assert.ok(existsSync(bundle), 'dist/cdn.js is missing: run npm run build first');
    const pages = { '/host': html, '/cdn.js': readFileSync(bundle, 'utf8') };
    const proxy = await StreamProxy.start(e2e.server.url, { pages });
    t.after(() => proxy.close());
    return e2e.open(new URL('/host', proxy.url).href, { expected: connectionErrors });
  }

  it('real use 21: README has a badge in three lines', () => {
    assert.equal(badgeLines.length, 1);
    assert.equal(badgeLines[0]!.trimEnd().split('\n').length, 3);
  });

  for (const [when, scripts] of [
    ['after', [library, signIn, badge]],
    ['before', [badge, library, signIn]],
  ] as const) {
    it(`real use 21: README's badge counts what waits, run ${when} the library`, async (t) => {
      const { approvals } = e2e.server.gateway!;
      for (const { approvalId } of approvals.waiting()) approvals.withdraw(approvalId);
      const tab = await open(t, page(...scripts));
      const shows = (text: string) =>
        until(async () => (await tab.locator('#badge').textContent()) === text, `the badge to show ${text}`);
      await shows('0');
      const first = approvals.request(anApproval({ timeoutMs: 0 })).request.approvalId;
      await shows('1');
      approvals.request(anApproval({ timeoutMs: 0 }));
      await shows('2');
      approvals.withdraw(first);
      await shows('1');
    });
  }

  it('real use 21: a refused token is told once, with the reason and no token, and a new one ends it', async (t) => {
    const { token, secret } = e2e.server.gateway!.tokens.create({ name: 'short', scopes: ['rpc', 'ws', 'admin'] });
    const tab = await open(t, page(`<script>window.token = '${secret}'</script>`, library, signIn));
    const status = () =>
      tab.evaluate(
        () =>
          (
            document.querySelector('comis-gateway') as HTMLElement & {
              activeClient?: { connection: { status: string } };
            }
          ).activeClient?.connection.status,
      );
    await until(async () => (await status()) === 'connected', 'the connection');
    const refusals = () => tab.evaluate(() => (window as { refusals?: [string, string][] }).refusals ?? []);
    assert.deepEqual(await refusals(), []);
    e2e.server.gateway!.tokens.revoke(token.id);
    const told = await until(async () => ((await refusals()).length > 0 ? refusals() : undefined), 'the event');
    assert.equal(told.length, 1);
    assert.equal(told[0]![0], 'comis-gateway');
    assert.match(told[0]![1], /token/);
    assert.ok(!told[0]![1].includes(secret));
    assert.equal(await status(), 'refused');

    await tab.evaluate(`delete window.token; document.querySelector('comis-gateway').reconnect()`);
    await until(async () => (await status()) === 'connected', 'the connection with another token');
    assert.equal((await refusals()).length, 1);
  });
});
