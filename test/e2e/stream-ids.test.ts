/** What a person sees when the ids of the event stream start again, as after a restart of a gateway that counts in memory. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';
import { type StreamBending, StreamProxy } from '../support/stream-proxy.js';

describe('an event stream whose ids start again', () => {
  const e2e = useGateway();

  async function openThrough(t: TestContext, bending: StreamBending): Promise<{ page: Page; proxy: StreamProxy }> {
    const proxy = await StreamProxy.start(e2e.server.url, bending);
    t.after(() => proxy.close());
    const page = await e2e.open(new URL('/embed', proxy.url).href, { expected: connectionErrors });
    await page.getByText('Connected, live').first().waitFor();
    return { page, proxy };
  }
  const queue = (page: Page) => page.getByRole('region', { name: 'Approval queue', exact: true });
  const cards = (page: Page, agent: string) => queue(page).getByRole('listitem', { name: new RegExp(`^${agent}`) });
  const ask = (agentId: string) =>
    e2e.control('POST', '/demo/approvals', { agentId, action: 'deploy.production', risk: 'critical', params: {} });

  it('real use 1: of twenty critical requests all are shown, ten before and ten after the ids started again', async (t) => {
    const { page, proxy } = await openThrough(t, { renumber: true });
    for (let n = 0; n < 10; n += 1) await ask(`before-${String(n)}`);
    for (let n = 0; n < 10; n += 1) await cards(page, `before-${String(n)}`).waitFor();
    const gateway = e2e.server.gateway!;
    const call = gateway.call.bind(gateway);
    let reads = 0;
    gateway.call = (caller, method, params) => {
      if (method === 'approvals.list') reads += 1;
      return call(caller, method, params);
    };
    t.after(() => (gateway.call = call));
    proxy.cutStreams();
    await until(() => proxy.openStreams > 0, 'the next stream');
    // The list is read again because the stream came back; what follows comes by the stream alone.
    await until(() => reads > 0, 'the list to be read again');
    await page.getByText('Connected, live').first().waitFor();
    for (let n = 0; n < 10; n += 1) await ask(`after-${String(n)}`);
    for (let n = 0; n < 10; n += 1) await cards(page, `after-${String(n)}`).waitFor();
    assert.equal(await queue(page).getByRole('listitem').count(), 20);
    const status = page.locator('comis-connection-status').first();
    await status.getByText(/\d+ reused IDs/).click();
    await status.getByText(/used the ID of a different message\. This is a fault of the gateway/).waitFor();
  });

  it('real use 1: two different events with one id are two rows, both marked; the same one sent again is none', async (t) => {
    const { page } = await openThrough(t, {});
    const { stream } = e2e.server.gateway!;
    const event = { id: 'twice', timestamp: Date.now(), type: 'tool', agentId: 'bot', risk: 'critical' };
    const rows = page.getByRole('table', { name: 'Security events' }).getByRole('row').filter({ hasText: 'twice.' });
    stream.append('security:event', { ...event, action: 'twice.first' });
    stream.append('security:event', { ...event, action: 'twice.first' });
    stream.append('security:event', { ...event, action: 'twice.second' });
    await rows.filter({ hasText: 'twice.second' }).waitFor();
    await until(async () => (await rows.filter({ hasText: 'ID reused' }).count()) === 2, 'both marked');
    assert.equal(await rows.count(), 2);
    await rows.first().click();
    await page.getByText('Another event with different content has the same ID').waitFor();
  });
});
