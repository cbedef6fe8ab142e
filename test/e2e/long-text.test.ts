/** A long text of an agent never freezes the page that shows it: in a real browser, by its own count of work. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { useGateway } from '../support/e2e.js';
import { longTexts, manyKeys } from '../support/long-texts.js';

/**
 * How long the main thread may work for a text until its first page is shown and it is denied, in ms of its own time: what
 * others do on the machine does not count. One that is laid out or looked through whole takes many times as long.
 */
const mostWork = 2000;

/** How long the main thread has worked so far, in ms. */
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
}

describe('long text', () => {
  const e2e = useGateway({ scenario: 'quiet' });
  const cases: Record<string, Record<string, unknown>> = {
    ...Object.fromEntries(Object.entries(longTexts).map(([name, text]) => [name, { text }])),
    '20 000 keys': manyKeys(20_000),
  };

  for (const [name, params] of Object.entries(cases)) {
    it(`real use 23: ${name}: shown in bounded blocks, with bounded work, and Deny answers`, async (t) => {
      const page = await e2e.open('/security?tab=pending');
      await page.getByText('Connected, live').first().waitFor();
      const work = await workOf(page);
      const before = await work();
      await e2e.control('POST', '/demo/approvals', { agentId: 'writer', action: 'x.y', risk: 'low', params });
      const card = page.getByRole('listitem', { name: 'writer: x.y' });
      await card.getByRole('button', { name: 'Show the next' }).first().waitFor();
      await card.locator('.text-block:not(.undrawn)').nth(3).waitFor({ state: 'attached' });
      const blocks = await card.locator('.text-block').evaluateAll((all) => all.map((each) => each.textContent.length));
      assert.ok(blocks.length < 100, `${String(blocks.length)} blocks`);
      assert.ok((await card.locator('*').count()) < 5000, 'the card has few elements');
      await page.locator('comis-approval-queue .deny[aria-disabled=false]').first().click();
      await card.getByText(/^Denied/).waitFor();
      const took = (await work()) - before;
      t.diagnostic(`${String(Math.round(took))} ms`);
      assert.ok(took <= mostWork, `the main thread worked for ${String(Math.round(took))} ms`);
    });
  }
});
