/** Real tabs that are really hidden: they hand back their stream, read over the socket what is needed, and resume. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until, useGateway } from '../support/e2e.js';
import { RealTabs } from '../support/real-tabs.js';
import { StreamProxy } from '../support/stream-proxy.js';

describe('a hidden tab', () => {
  const e2e = useGateway();
  let tabs: RealTabs;
  before(async () => (tabs = await RealTabs.start()));
  after(() => tabs.close());

  const live = (page: Page) => page.getByText('Connected, live', { exact: true }).first().waitFor();
  const isHidden = (page: Page) => page.evaluate(() => document.visibilityState === 'hidden');

  /** Opens a tab of its own proxy, and notes when it asks which requests wait. @param prepare runs once it is live. */
  async function openTab(prepare: string) {
    const proxy = await StreamProxy.start(e2e.server.url);
    const page = await tabs.context.newPage();
    const reads: number[] = [];
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"approvals.list"')) reads.push(Date.now());
      }),
    );
    await page.goto(new URL('/embed', proxy.url).href);
    await live(page);
    // What else stands on this page may read the same.
    await page.evaluate(`for (const each of document.querySelectorAll('comis-gateway > section')) {
      if (!/^(connection|events|queue)\$/.test(each.getAttribute('aria-labelledby'))) each.remove();
    } ${prepare}`);
    assert.equal(proxy.openStreams, 1);
    return { page, proxy, reads };
  }

  it('real use 18: hands its stream back after 10 s, reads over the socket for attention and listeners alone, and resumes', async (t) => {
    const byAttention = await openTab(
      `document.querySelector('comis-approval-queue').setAttribute('attention', 'title')`,
    );
    const byListener = await openTab(`document.querySelector('comis-gateway').addEventListener('comis-pending-changed',
      ({ detail }) => (document.documentElement.dataset.waiting = detail.count))`);
    const byNobody = await openTab('');
    const all = [byAttention, byListener, byNobody];
    t.after(() => Promise.all(all.map(({ proxy }) => proxy.close())));
    const left = Date.now();
    const front = await tabs.open('about:blank');
    for (const { page } of all) await until(() => isHidden(page), 'the tab to be hidden');
    await until(() => byNobody.proxy.openStreams === 0, 'the last tab to hand back its stream', 30_000);
    assert.ok(Date.now() - left > 9500, `handed back after ${String(Date.now() - left)} ms`);
    await until(() => all.every(({ proxy }) => proxy.openStreams === 0), 'all streams to be handed back');

    const asked = Date.now();
    await e2e.control('POST', '/demo/events', { agentId: 'bot', action: 'while.hidden', risk: 'low' });
    await e2e.control('POST', '/demo/approvals', { agentId: 'bot', action: 'disk.clean', risk: 'high', params: {} });
    await until(async () => (await byAttention.page.title()).includes('1'), 'the title', 40_000);
    await until(
      async () => (await byListener.page.locator('html').getAttribute('data-waiting')) === '1',
      'the count',
      40_000,
    );
    // A second round of both: the third one had as much time.
    for (const { reads } of [byAttention, byListener]) {
      await until(() => reads.filter((at) => at > asked).length >= 2, 'the next read', 40_000);
    }
    assert.deepEqual(
      byNobody.reads.filter((at) => at > asked),
      [],
    );
    for (const { proxy, page } of all) {
      assert.equal(proxy.openStreams, 0);
      assert.equal(await isHidden(page), true);
    }

    await byNobody.page.bringToFront();
    await live(byNobody.page);
    assert.match(byNobody.proxy.resumedFrom.at(-1) ?? '', /./, 'it asks for what it missed');
    const row = byNobody.page.getByRole('row').filter({ hasText: 'while.hidden' });
    await row.waitFor();
    assert.equal(await row.count(), 1);
    await byNobody.page
      .getByRole('listitem', { name: /disk\.clean/ })
      .first()
      .waitFor();
    assert.equal(byAttention.proxy.openStreams, 0);
    await front.close();
  });

  it('real use 18: that was never shown opens no stream until it is', async (t) => {
    const proxy = await StreamProxy.start(e2e.server.url);
    t.after(() => proxy.close());
    const behind = await tabs.openBehind(new URL('/embed', proxy.url).href);
    await behind.getByText('live updates paused while this page is hidden').first().waitFor({ state: 'attached' });
    assert.equal(await isHidden(behind), true);
    assert.deepEqual(proxy.resumedFrom, []);
    await behind.bringToFront();
    await live(behind);
    assert.deepEqual(proxy.resumedFrom, [undefined]);
  });
});
