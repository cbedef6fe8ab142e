/** What a person sees while the connection is down, and after: nothing stale that looks current, nothing lost or doubled. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { startGateway } from '../../stories/demo/server/gateway-server.js';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

const anEvent = (action: string) => ({ agentId: 'night-agent', action, risk: 'low', type: 'agent.action' });
const aRequest = (agentId: string) => ({
  agentId,
  action: 'deploy.production',
  risk: 'high',
  params: { service: 'billing' },
});

/** The widgets of the page of elements, each by its heading. */
const widgets = (page: Page): Locator[] =>
  ['Approval queue', 'Approval queue, read-only', 'Security events', 'API tokens'].map((name) =>
    page.getByRole('region', { name, exact: true }),
  );
const rows = (page: Page, action: string) =>
  page.getByRole('table', { name: 'Security events' }).getByRole('row').filter({ hasText: action });
const cards = (page: Page, agentId: string) =>
  page
    .getByRole('region', { name: 'Approval queue', exact: true })
    .getByRole('listitem', { name: new RegExp(`^${agentId}`) });

describe('a connection that is lost', () => {
  const e2e = useGateway();
  const ask = (agentId: string) => e2e.control<{ approvalId: string }>('POST', '/demo/approvals', aRequest(agentId));

  async function openLive(path = '/embed'): Promise<Page> {
    const page = await e2e.open(path, { expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    return page;
  }

  it('is seen in every widget within 2 s, and heals after 10 s without losing or doubling anything', async () => {
    const [before, gone] = [await ask('before-bot'), await ask('gone-bot')];
    const page = await openLive();
    let loads = 0;
    page.on('load', () => loads++);
    await e2e.control('POST', '/demo/events', anEvent('before.outage'));
    await rows(page, 'before.outage').waitFor();
    await cards(page, 'gone-bot').waitFor();

    const lostAt = Date.now();
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 10_000 });
    await Promise.all([
      ...widgets(page).map((widget) => widget.getByText(/^Stale since/).waitFor()),
      page
        .getByText(/^Connection lost at/)
        .first()
        .waitFor(),
    ]);
    assert.ok(Date.now() - lostAt < 2000, `seen after ${String(Date.now() - lostAt)} ms`);
    assert.equal(await rows(page, 'before.outage').count(), 1);

    const during = Array.from({ length: 5 }, (_, index) => `during.outage.${String(index)}`);
    await e2e.control('POST', '/demo/events', during.map(anEvent));
    await ask('during-bot');
    await e2e.control('PATCH', `/demo/approvals/${gone.approvalId}`, { withdraw: true });
    e2e.server.gateway!.tokens.create({ name: 'made-meanwhile', scopes: ['rpc'] });

    await page.getByText('Connected, live').first().waitFor({ timeout: 25_000 });
    assert.ok(Date.now() - lostAt >= 9_000);
    for (const widget of widgets(page)) await widget.getByText(/^Stale since/).waitFor({ state: 'hidden' });
    for (const action of ['before.outage', ...during]) await rows(page, action).waitFor();
    await cards(page, 'during-bot').waitFor();
    await page
      .getByRole('table', { name: 'API tokens' })
      .getByRole('row', { name: /made-meanwhile/ })
      .waitFor();
    await until(
      async () => !/Approve/.test((await cards(page, 'gone-bot').allTextContents()).join()),
      'no decision on what is gone',
    );

    await e2e.control('POST', '/demo/events', anEvent('after.outage'));
    await rows(page, 'after.outage').waitFor();
    for (const action of ['before.outage', ...during, 'after.outage'])
      assert.equal(await rows(page, action).count(), 1, action);
    for (const agent of ['before-bot', 'during-bot']) assert.equal(await cards(page, agent).count(), 1, agent);
    assert.equal(loads, 0);
    await e2e.control('PATCH', `/demo/approvals/${before.approvalId}`, { withdraw: true });
  });

  it('a gateway that falls silent is found out within 40 s', async () => {
    const page = await openLive('/security');
    await e2e.control('POST', '/demo/events', anEvent('before.silence'));
    await rows(page, 'before.silence').waitFor();
    const silentAt = Date.now();
    await e2e.control('POST', '/demo/connections', { stall: true, refuseMs: 60_000 });
    await e2e.control('POST', '/demo/events', anEvent('during.silence'));
    await page
      .getByText(/^Connection lost at/)
      .first()
      .waitFor({ timeout: 42_000 });
    await page
      .getByRole('tabpanel')
      .getByText(/^Stale since/)
      .waitFor({ timeout: 2000 });
    assert.ok(Date.now() - silentAt < 42_000);
    await e2e.control('POST', '/demo/connections', { refuseMs: 0 });
    await page.getByText('Connected, live').first().waitFor({ timeout: 20_000 });
    await rows(page, 'during.silence').waitFor();
    assert.equal(await rows(page, 'during.silence').count(), 1);
  });

  it('survives a gateway that comes back with another token: the page signs in again by itself', async (t) => {
    const first = await startGateway({ port: 0, scenario: 'quiet' });
    t.after(() => first.close());
    const page = await e2e.open(`${first.url}/security`, { expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    await first.close();
    await page.getByText(/^(Connection lost at|Gateway restarting since)/).waitFor();
    const second = await startGateway({ port: Number(new URL(first.url).port), scenario: 'quiet' });
    t.after(() => second.close());
    await page.getByText('Connected, live').first().waitFor({ timeout: 20_000 });
    second.gateway!.approvals.request({ ...aRequest('second-bot'), risk: 'high' });
    await page.getByRole('tab', { name: 'Pending Approvals (1)' }).waitFor();
  });
});
