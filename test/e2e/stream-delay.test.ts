/** What a person reads, and still gets to see, when something between the page and the gateway holds the stream back. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';
import { type StreamBending, StreamProxy } from '../support/stream-proxy.js';

describe('an event stream behind a proxy that holds it back', () => {
  const e2e = useGateway();

  async function openThrough(t: TestContext, bending: StreamBending): Promise<{ page: Page; proxy: StreamProxy }> {
    const proxy = await StreamProxy.start(e2e.server.url, bending);
    t.after(() => proxy.close());
    const page = await e2e.open(new URL('/embed', proxy.url).href, { expected: connectionErrors });
    return { page, proxy };
  }
  const status = (page: Page) => page.locator('comis-connection-status').first();
  const card = (page: Page, agent: string) =>
    page
      .getByRole('region', { name: 'Approval queue', exact: true })
      .getByRole('listitem', { name: new RegExp(`^${agent}`) });
  const ask = (agentId: string) =>
    e2e.control('POST', '/demo/approvals', { agentId, action: 'deploy.production', risk: 'high', params: {} });
  const words = /live updates are delayed by \d+ s: something between this page and the gateway buffers the stream/;

  it('real use 16: says by how much it is late while 8 kB are held back, and reads the requests over the socket', async (t) => {
    const { page, proxy } = await openThrough(t, { holdBytes: 8192 });
    await status(page).getByText(words).waitFor({ timeout: 30_000 });
    assert.equal(await page.getByText('Connected, live', { exact: true }).count(), 0);
    const gateway = e2e.server.gateway!;
    const call = gateway.call.bind(gateway);
    const reads: number[] = [];
    gateway.call = (caller, method, params) => {
      if (method === 'approvals.list') reads.push(performance.now());
      return call(caller, method, params);
    };
    t.after(() => (gateway.call = call));
    await ask('held-bot');
    await card(page, 'held-bot').waitFor({ timeout: 25_000 });
    await until(() => reads.length >= 3, 'three reads', 60_000);
    // Two queues on this page share one client, and with it the reading.
    const between = reads.slice(1).map((at, index) => at - reads[index]!);
    assert.ok(Math.min(...between) > 5000, `read after ${between.join(', ')} ms`);
    await page
      .getByRole('region', { name: 'Approval queue', exact: true })
      .getByText(/^Delayed by \d+ s/)
      .waitFor();
    proxy.bending = {};
    proxy.cutStreams();
    await page.getByText('Connected, live').first().waitFor({ timeout: 20_000 });
  });

  it('real use 16: says by how much it is late when what came is passed on now and then only', async (t) => {
    const { page } = await openThrough(t, { flushMs: 9000 });
    await page.getByText('Connected, live').first().waitFor({ timeout: 30_000 });
    // Its first bytes have just been passed on: what is asked now waits for the next time.
    await ask('late-bot');
    await card(page, 'late-bot').waitFor({ timeout: 30_000 });
    await status(page).getByText(words).waitFor({ timeout: 30_000 });
  });

  for (const [how, refuse] of [
    ['refused as if it had no token', 401],
    ['not allowed', 403],
    ['blocked', 451],
  ] as const) {
    it(`real use 16: reads the requests over the socket where the stream is ${how}`, async (t) => {
      const { page } = await openThrough(t, { refuse });
      await status(page)
        .getByText(/^Connected, (but|not)/)
        .waitFor();
      await page.getByRole('region', { name: 'Approval queue', exact: true }).getByText(/live/i).first().waitFor();
      await ask(`unseen-${String(refuse)}`);
      await card(page, `unseen-${String(refuse)}`).waitFor({ timeout: 25_000 });
    });
  }
});
