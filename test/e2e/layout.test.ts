/** Room for what matters: what stands above the content, and that nothing jumps while a page loads. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until, useGateway } from '../support/e2e.js';

const tabs = ['events', 'audit', 'tokens', 'secrets', 'rules', 'pending', 'health'];
const request = { agentId: 'deploy-bot', action: 'deploy.production', risk: 'high', params: { service: 'billing' } };

/** A phone's network and processor. */
async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 80,
    downloadThroughput: 400_000,
    uploadThroughput: 400_000,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 3 });
}

describe('the layout of the dashboard', () => {
  const e2e = useGateway({ scenario: 'busy' });

  for (const width of [1280, 390])
    for (const tab of tabs) {
      it(`shifts by at most 0.02 while ${tab} loads, ${String(width)} px wide`, async () => {
        const page = await e2e.open('/security', { viewport: { width, height: 800 } });
        await page.goto('about:blank');
        await slowDown(page);
        await page.addInitScript(`
          globalThis.shifts = [];
          new PerformanceObserver((list) => {
            for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value);
          }).observe({ type: 'layout-shift', buffered: true });
        `);
        await page.goto(`${e2e.server.url}/security?tab=${tab}`);
        const live = page.getByRole('tabpanel').getByText('Live', { exact: true }).first();
        await live.waitFor({ timeout: 30_000 });
        // Measured as long as what comes later may push: comparisons, the history, live rows.
        await page.waitForTimeout(3000);
        const shifts = await page.evaluate<number[]>('shifts');
        const sum = shifts.reduce((all, each) => all + each, 0);
        assert.ok(sum <= 0.02, `${String(sum)}: ${shifts.join(', ')}`);
      });
    }

  it('begins the first request at 200 px at most, 390 px wide', async () => {
    const page = await e2e.open('/security?tab=pending', { viewport: { width: 390, height: 844 } });
    await e2e.control('POST', '/demo/approvals', request);
    const card = page.getByRole('listitem', { name: /: / }).first();
    await card.waitFor();
    const top = (await card.boundingBox())?.y ?? NaN;
    assert.ok(top <= 200, `at ${String(top)} px`);
  });

  it('puts heading, links, policy and tools in two lines beside the tabs, 1280 px wide', async () => {
    await e2e.control('POST', '/demo/approvals', request);
    const page = await e2e.open('/security?tab=pending');
    await page.getByRole('listitem', { name: /: / }).first().waitFor();
    const middles = await Promise.all(
      [
        page.getByRole('heading', { level: 1 }),
        page.getByText('Connected, live').first(),
        page.getByRole('link', { name: 'Config Editor' }),
        page.getByRole('button', { name: 'Emergency brake' }),
        page.getByText(/^\d+ waiting$/).first(),
        page.getByRole('button', { name: 'Keyboard' }),
      ].map(async (each) => {
        const { y, height } = (await each.boundingBox())!;
        return y + height / 2;
      }),
    );
    const isOneLine = (all: number[]) => Math.max(...all) - Math.min(...all) <= 8;
    assert.ok(isOneLine(middles.slice(0, 3)) && isOneLine(middles.slice(3)), middles.join(', '));
  });

  it('says the state of the connection once, and again in a panel only what differs', async () => {
    const page = await e2e.open('/security');
    await page.getByText('Connected, live').first().waitFor();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      const live = page.getByRole('tabpanel').getByText('Live', { exact: true }).first();
      const box = await until(() => live.boundingBox(), 'the state for assistive technology');
      assert.ok(box.width <= 1 && box.height <= 1, JSON.stringify(box));
    }
  });
});
