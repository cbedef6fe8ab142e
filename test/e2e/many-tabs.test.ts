/** Ten real tabs of one browser window on one gateway, over HTTP/1.1, where a browser keeps six connections to an address. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';
import { StreamProxy } from '../support/stream-proxy.js';

describe('many tabs', () => {
  const e2e = useGateway();

  /**
   * Lets a test say whether a tab is shown: in a headless browser under Playwright every tab is told that it is in front.
   * The tabs, their connections and the limit of six are the browser's own.
   */
  async function sayWhoIsShown(context: BrowserContext): Promise<void> {
    // As text: what the test's compiler makes of a function is not known in the page.
    await context.addInitScript(`
      let state = location.hash === '#behind' ? 'hidden' : 'visible';
      Object.defineProperty(document, 'visibilityState', { get: () => state });
      addEventListener('test:visibility', (event) => {
        state = event.detail;
        document.dispatchEvent(new Event('visibilitychange'));
      });
    `);
  }
  const tell = (page: Page, state: 'visible' | 'hidden') =>
    page.evaluate((detail) => void dispatchEvent(new CustomEvent('test:visibility', { detail })), state);

  it('real use 18: ten tabs load and connect; only the one that is shown keeps its stream, and it goes on where it was', async (t) => {
    const proxy = await StreamProxy.start(e2e.server.url);
    t.after(() => proxy.close());
    const address = new URL('/security?tab=pending', proxy.url).href;
    const first = await e2e.open('/embed', { expected: connectionErrors });
    await sayWhoIsShown(first.context());
    await first.goto(address);
    const tabs = [first];
    for (;;) {
      await tabs.at(-1)!.getByText('Connected, live', { exact: true }).first().waitFor({ timeout: 60_000 });
      if (tabs.length === 10) break;
      await tell(tabs.at(-1)!, 'hidden');
      const tab = await first.context().newPage();
      await tab.goto(address, { timeout: 60_000 });
      tabs.push(tab);
    }
    await until(() => proxy.openStreams === 1, 'the hidden tabs to hand back their streams', 30_000);

    await e2e.control('POST', '/demo/events', { agentId: 'bot', action: 'while.hidden', risk: 'low', type: 'tool' });
    await e2e.control('POST', '/demo/connections', { drop: true });
    await tell(tabs.at(-1)!, 'hidden');
    await tell(first, 'visible');
    await first.getByText('Connected, live', { exact: true }).first().waitFor({ timeout: 30_000 });
    await first.getByRole('tab', { name: 'Security Events' }).click();
    const row = first.getByRole('row').filter({ hasText: 'while.hidden' });
    await row.waitFor();
    assert.equal(await row.count(), 1);
  });

  it('real use 18: a tab that was never shown opens no stream until it is', async (t) => {
    const proxy = await StreamProxy.start(e2e.server.url);
    t.after(() => proxy.close());
    const behind = await e2e.open('/embed');
    await sayWhoIsShown(behind.context());
    await behind.goto(new URL('/embed#behind', proxy.url).href);
    await behind.getByText('live updates paused while this page is hidden').first().waitFor({ state: 'attached' });
    assert.equal(proxy.openStreams, 0);
    await tell(behind, 'visible');
    await behind.getByText('Connected, live', { exact: true }).first().waitFor();
    assert.equal(proxy.openStreams, 1);
  });
});
