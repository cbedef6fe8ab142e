/** The command of the packed package in a real browser, before a real gateway. Needs dist/. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { anApproval } from '../../src/testing/index.js';
import { connectionErrors, until, useGateway } from '../support/e2e.js';
import { HostSite } from '../support/host-site.js';
import { PackedCommand } from '../support/packed-command.js';
import { press } from './decisions/support.js';

const request = { agentId: 'deploy-bot', action: 'shell.run', risk: 'low', params: { command: 'ls' }, timeoutMs: 0 };

describe('the command in a browser', () => {
  const e2e = useGateway();
  let packed: PackedCommand;
  before(async () => {
    packed = await PackedCommand.unpack();
  });
  after(() => packed.close());

  /** Starts the command before the gateway, signed in unless told otherwise. */
  function serve(args: readonly string[] = [], env: Readonly<Record<string, string>> = signedIn()) {
    return packed.run(['--gateway', e2e.server.url, '--port', '0', ...args], env);
  }
  const signedIn = () => ({ COMIS_TOKEN: e2e.server.adminToken ?? '' });
  const live = (page: Page) => page.getByText('Connected, live', { exact: true }).first().waitFor();
  /** Approves the only request of the queue. */
  async function approve(page: Page): Promise<void> {
    await press(page.getByRole('button', { name: 'Approve' }));
    await until(() => e2e.server.gateway!.approvals.waiting().length === 0, 'the decision');
  }
  const askFor = (input: object) =>
    e2e.server.gateway!.approvals.request(anApproval({ ...request, risk: 'low', ...input })).request;
  const ask = () => e2e.control<{ approvalId: string }>('POST', '/demo/approvals', request);

  it('signs its page in with COMIS_TOKEN, and leaves the token in no address, page or output', async () => {
    const token = e2e.server.adminToken ?? '';
    const { address, output } = serve();
    const addresses: string[] = [];
    const said: string[] = [];
    const page = await e2e.open('about:blank');
    page.on('request', (each) => addresses.push(each.url()));
    page.on('websocket', (each) => addresses.push(each.url()));
    page.on('console', (each) => said.push(each.text()));
    await page.goto(await address());
    await live(page);
    await ask();
    await page.getByRole('link', { name: /^Approvals/ }).click();
    await approve(page);
    const stored =
      'JSON.stringify([document.documentElement.outerHTML, {...localStorage}, {...sessionStorage}, document.cookie])';
    for (const where of [await page.content(), await page.evaluate(stored), ...addresses, ...said, page.url()])
      assert.ok(!String(where).includes(token) && !String(where).includes(Buffer.from(token).toString('base64url')));
    assert.ok(!(output.out + output.err).includes(token));
    assert.ok(addresses.some((each) => each.startsWith('ws:')) && addresses.length > 5);
  });

  it('leads a link of a chat message to its one request, below a path of its own', async () => {
    await ask();
    const { approvalId } = askFor({ action: 'mail.send' });
    const { address } = serve(['--base', '/comis/']);
    const url = await address();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/comis\/security$/);
    // From a page of another site, as a chat is.
    const chat = await HostSite.start({
      '/': `<!doctype html><title>Chat</title><link rel="icon" href="data:," /><a href="${url}?tab=pending&amp;request=${approvalId}">Please look</a>`,
    });
    const page = await e2e.open(chat.url);
    await page.getByRole('link', { name: 'Please look' }).click();
    await live(page);
    const card = page.getByRole('listitem', { name: /mail\.send/ });
    await card.waitFor();
    assert.equal(new URL(page.url()).searchParams.get('request'), approvalId);
    await press(card.getByRole('button', { name: 'Approve' }));
    await until(() => e2e.server.gateway!.approvals.waiting().length === 1, 'the decision');
    await page.goto(`${new URL(url).origin}/comis/`);
    await live(page);
    assert.equal(new URL(page.url()).pathname, '/comis/security');
    for (const { approvalId: left } of e2e.server.gateway!.approvals.waiting())
      e2e.server.gateway!.approvals.withdraw(left);
    await chat.close();
  });

  it('asks for the token where it has none, and stays at the link meanwhile', async () => {
    const { approvalId } = askFor({});
    const { address, output } = serve([], {});
    const page = await e2e.open(`${await address()}?tab=pending&request=${approvalId}`, { expected: connectionErrors });
    await until(() => output.out.includes('Token: typed in the page'), 'the line');
    await page.getByRole('textbox', { name: 'Token' }).fill(e2e.server.adminToken ?? '');
    await page.getByRole('button', { name: 'Connect' }).click();
    await live(page);
    await approve(page);
  });

  it('signs in with the token of a file as it is then', async () => {
    const file = join(packed.folder, 'operator-token');
    const { gateway } = e2e.server;
    const first = gateway!.tokens.create({ name: 'first', scopes: ['rpc', 'ws', 'admin'] });
    const second = gateway!.tokens.create({ name: 'second', scopes: ['rpc', 'ws', 'admin'] });
    writeFileSync(file, first.secret, { mode: 0o600 });
    const { address } = serve(['--token-file', file], {});
    const page = await e2e.open(await address(), { expected: connectionErrors });
    await live(page);
    await page.getByText('as first').first().waitFor();
    writeFileSync(file, `${second.secret}\n`);
    await page.reload();
    await page.getByText('as second').first().waitFor();
  });

  it('gives nothing to a page of another site: no token, no call, no event, no frame', async () => {
    const { address } = serve();
    const url = new URL(await address());
    const evil = await HostSite.start({
      '/': `<!doctype html><title>Evil</title><link rel="icon" href="data:," /><iframe src="${url.href}"></iframe>
        <form method="post" action="${url.origin}/session"></form>`,
    });
    const page = await e2e.open(evil.url, { expected: /./ });
    const attempt = (script: string) =>
      page.evaluate<string>(`(async () => { try { ${script} } catch (error) { return 'failed'; } })()`);
    for (const name of ['127.0.0.1', 'localhost']) {
      const at = `http://${name}:${url.port}`;
      const read = `const answer = await fetch('${at}/session', { method: 'POST' }); return await answer.text();`;
      assert.equal(await attempt(read), 'failed');
      const blind = `const answer = await fetch('${at}/session', { method: 'POST', mode: 'no-cors' }); return answer.type + await answer.text();`;
      assert.equal(await attempt(blind), 'opaque');
      const events = `const answer = await fetch('${at}/api/events'); return await answer.text();`;
      assert.equal(await attempt(events), 'failed');
      const socket = `return await new Promise((resolve) => { const socket = new WebSocket('ws://${name}:${url.port}/ws', 'comis.v1'); socket.onopen = () => resolve('open'); socket.onerror = () => resolve('failed'); });`;
      assert.equal(await attempt(socket), 'failed');
    }
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    assert.ok(framed && !framed.url().startsWith(url.origin), framed?.url());
    // A form leads away, to a refusal.
    await page.locator('form').evaluate((form: HTMLFormElement) => form.submit());
    await page.waitForURL(`${url.origin}/session`);
    assert.match(await page.content(), /Only pages of this server can sign in/);
    await evil.close();
  });

  it('shows a simulated gateway', async () => {
    const { address } = packed.run(['--demo', '--port', '0']);
    const page = await e2e.open(await address());
    await live(page);
    await page.getByRole('table', { name: 'Security events' }).getByRole('row').nth(2).waitFor();
  });
});
