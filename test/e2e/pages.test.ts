/** The pages: their addresses, the sidebar, the tabs, signing in. As a person finds them: by role and name. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

const waiting = { agentId: 'deploy-bot', action: 'deploy.production', risk: 'high', params: { service: 'billing' } };

const currentLink = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]').textContent();
const address = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

/** Waits until the page shows a tab, and checks that address, sidebar and title agree with it. */
async function expectTab(page: Page, words: string, at: string): Promise<void> {
  await page.getByRole('tab', { name: words, selected: true }).waitFor();
  assert.equal(address(page), at);
  await page.getByRole('tabpanel', { name: words }).waitFor();
  assert.match((await currentLink(page)) ?? '', words === 'Pending Approvals' ? /^Approvals/ : /^Security/);
  assert.ok((await page.title()).startsWith(words));
}

describe('the standalone page', () => {
  const e2e = useGateway();

  it('opens Security Events at /security, signed in by itself', async () => {
    const page = await e2e.open('/security');
    await expectTab(page, 'Security Events', '/security');
    await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor();
    await page.getByText('Connected, live').first().waitFor();
    await page.getByRole('table', { name: 'Security events' }).waitFor();
    assert.equal(await page.getByLabel('Token', { exact: true }).count(), 0);
  });

  it('has an address for each tab, which a reload keeps', async () => {
    const page = await e2e.open('/security?tab=tokens');
    await expectTab(page, 'API Tokens', '/security?tab=tokens');
    await page.reload();
    await expectTab(page, 'API Tokens', '/security?tab=tokens');
    await page.getByRole('tab', { name: 'Pending Approvals' }).click();
    await expectTab(page, 'Pending Approvals', '/security?tab=pending');
    await page.reload();
    await expectTab(page, 'Pending Approvals', '/security?tab=pending');
  });

  it('opens the first tab for one that it does not know', async () => {
    const page = await e2e.open('/security?tab=nonsense');
    await page.getByRole('tab', { name: 'Security Events', selected: true }).waitFor();
  });

  it('goes back and forward through the tabs that were open, without signing in again', async () => {
    const page = await e2e.open('/security');
    let sessions = 0;
    page.on('request', (request) => (sessions += Number(request.url().endsWith('/session'))));
    await page.getByText('Connected, live').first().waitFor();
    sessions = 0;
    await page.getByRole('tab', { name: 'API Tokens' }).click();
    await page.getByRole('tab', { name: 'Pending Approvals' }).click();
    await page.goBack();
    await expectTab(page, 'API Tokens', '/security?tab=tokens');
    await page.goBack();
    await expectTab(page, 'Security Events', '/security');
    await page.goForward();
    await expectTab(page, 'API Tokens', '/security?tab=tokens');
    assert.equal(sessions, 0);
  });

  it('the sidebar leads to the approvals and back, and counts those that wait', async () => {
    const page = await e2e.open('/security');
    const sidebar = page.getByRole('navigation', { name: 'Main' });
    const { approvalId } = await e2e.control<{ approvalId: string }>('POST', '/demo/approvals', waiting);
    await sidebar.getByRole('link', { name: 'Approvals (1)', exact: true }).click();
    await expectTab(page, 'Pending Approvals', '/security?tab=pending');
    await page.getByRole('tab', { name: 'Pending Approvals (1)', exact: true }).waitFor();
    await e2e.control('PATCH', `/demo/approvals/${approvalId}`, { withdraw: true });
    await sidebar.getByRole('link', { name: 'Approvals', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Pending Approvals', exact: true }).waitFor();
    await sidebar.getByRole('link', { name: 'Security', exact: true }).click();
    await expectTab(page, 'Security Events', '/security');
  });

  it('/approvals is the Pending Approvals tab', async () => {
    const page = await e2e.open('/approvals');
    await expectTab(page, 'Pending Approvals', '/security?tab=pending');
    await page.getByRole('navigation').getByRole('link', { name: 'Security', exact: true }).click();
    await page.goBack();
    await expectTab(page, 'Pending Approvals', '/security?tab=pending');
  });

  it('works by keyboard: skip link, then the tabs by arrow keys', async () => {
    const page = await e2e.open('/security');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
    await page.getByRole('tab', { name: 'Security Events' }).focus();
    await page.keyboard.press('ArrowRight');
    await expectTab(page, 'Audit Log', '/security?tab=audit');
    await page.keyboard.press('End');
    await expectTab(page, 'Provider Health', '/security?tab=health');
    assert.ok(await page.getByRole('tab', { selected: true }).evaluate((tab) => tab.matches(':focus')));
  });

  it('fits 320 pixels: no sideways scrolling, the open tab in view', async () => {
    const page = await e2e.open('/security?tab=pending', { viewport: { width: 320, height: 640 } });
    await page.getByText('Connected, live').first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const box = await page.getByRole('tab', { name: 'Pending Approvals' }).boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
  });

  it('real use 32: fits 280 pixels in every tab', async () => {
    const page = await e2e.open('/security', { viewport: { width: 280, height: 640 } });
    await page.getByText('Connected, live').first().waitFor();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 280, `${String(width)} px at ${(await tab.textContent()) ?? ''}`);
    }
  });

  it('has no empty room below, however long the queue', async () => {
    for (let index = 0; index < 8; index++) await e2e.control('POST', '/demo/approvals', waiting);
    const page = await e2e.open('/security?tab=pending');
    await page.getByRole('listitem', { name: waiting.action }).nth(7).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
  });

  it('takes another token for a session of its own, and says when that one is revoked', async () => {
    const { token, secret } = e2e.server.gateway!.tokens.create({ name: 'viewer', scopes: ['rpc', 'ws'] });
    const page = await e2e.open('/security?tab=tokens', { expected: connectionErrors });
    await page.getByRole('button', { name: 'Change token' }).click();
    await page.getByLabel('Token', { exact: true }).fill(secret);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('Not allowed: tokens.list needs a token with the scope admin.').waitFor();
    assert.equal(await page.getByLabel('Token', { exact: true }).count(), 0);
    await until(async () => !(await page.content()).includes(secret), 'the secret to be gone from the page');

    e2e.server.gateway!.tokens.revoke(token.id);
    await page.getByRole('alert').filter({ hasText: 'The gateway does not accept the token' }).first().waitFor();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByRole('table', { name: 'API tokens' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Sign in again' }).count(), 0);
  });
});

describe('the standalone page before another gateway', () => {
  const behind = useGateway();

  it('asks for its token, says when it is wrong, and keeps it in memory only', async (t) => {
    const proxy = await startGateway({ port: 0, gateway: new URL(behind.server.url) });
    t.after(() => proxy.close());
    const page = await behind.open(`${proxy.url}/security`, { expected: connectionErrors });
    // Not exact: nothing else on the page may be called so yet.
    const field = page.getByLabel('Token');
    await field.fill('no-such-token');
    assert.equal(await page.getByRole('tab').count(), 0);
    assert.deepEqual([await field.getAttribute('type'), await field.getAttribute('autocomplete')], ['password', 'off']);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('alert').filter({ hasText: 'does not accept the token' }).waitFor();
    await field.fill(behind.server.adminToken!);
    await field.press('Enter');
    await page.getByText('Connected, live').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Connect' }).count(), 0);
    await page.getByRole('tab', { name: 'API Tokens' }).click();
    await page.getByRole('table', { name: 'API tokens' }).waitFor();
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    assert.equal(kept, '[{},{},""]');
    assert.ok(!page.url().includes(behind.server.adminToken!));
    await page.reload();
    await field.waitFor();
  });
});

describe('the page of the elements alone', () => {
  const e2e = useGateway();

  it('shares one connection and, between all queues, one call', async () => {
    const page = await e2e.open('about:blank');
    const sockets: string[] = [];
    const streams: string[] = [];
    const frames: string[] = [];
    page.on('websocket', (socket) => {
      sockets.push(socket.url());
      socket.on('framesent', ({ payload }) => frames.push(String(payload)));
    });
    page.on('request', (request) => request.url().includes('/api/events') && streams.push(request.url()));
    await e2e.control('POST', '/demo/approvals', waiting);
    await page.goto(`${e2e.server.url}/embed`);
    const cards = page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem', { name: /deploy-bot/ });
    await until(async () => (await cards.count()) === 3, 'the request in the two queues and on the Approvals page');
    await page.getByRole('table', { name: 'Security events' }).waitFor();
    await page.getByRole('table', { name: 'API tokens' }).waitFor();
    await page.getByText('Connected, live').first().waitFor();
    assert.deepEqual([sockets.length, streams.length], [1, 1]);
    assert.equal(frames.filter((frame) => frame.includes('"approvals.list"')).length, 1);
  });
});
