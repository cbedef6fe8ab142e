/** Scrolling past the end of a list or a dialog leaves the page around it where it is. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { until, useGateway } from '../support/e2e.js';

/** Turns the wheel over an element until it has reached its end, and a good deal further. */
async function wheelPastEnd(page: Page, element: Locator): Promise<void> {
  await element.hover();
  await element.evaluate((each) => each.scrollTo(0, each.scrollHeight));
  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, 300);
  // The wheel is handled by the compositor: what it did is there two frames later.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

const pageOffset = (page: Page) => page.evaluate(() => document.scrollingElement?.scrollTop ?? NaN);

/** Makes the page around the element longer than the window. */
const lengthen = (page: Page) =>
  page.evaluate(() => {
    document.documentElement.style.cssText = document.body.style.cssText = 'block-size: auto; overflow: visible';
    const room = document.createElement('div');
    room.style.blockSize = '5000px';
    document.body.append(room);
  });

describe('scroll chaining', () => {
  const e2e = useGateway({ scenario: 'quiet' });

  it('real use 11: the log and its details keep the wheel to themselves', async () => {
    const page = await e2e.open('/security?tab=events');
    const events = Array.from({ length: 200 }, (_, index) => ({
      timestamp: Date.now() - index,
      type: 'tool_call',
      risk: 'low',
      agentId: 'agent-1',
      action: `n.${String(index)}`,
      message: 'A long message. '.repeat(200),
    }));
    await e2e.control('POST', '/demo/events', events);
    const table = page.getByRole('table', { name: 'Security events' });
    await table.getByText('n.3', { exact: true }).click();
    const details = page.locator('comis-security-events .details');
    await details.waitFor();
    await lengthen(page);
    for (const each of [table, details]) {
      await wheelPastEnd(page, each);
      assert.equal(await pageOffset(page), 0);
    }
  });

  it('real use 11: a dialog keeps the wheel to itself, also one that does not scroll', async () => {
    const page = await e2e.open('/security?tab=tokens');
    await page
      .getByRole('button', { name: /^Rotate/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog').first();
    await dialog.waitFor();
    await lengthen(page);
    await until(async () => (await dialog.boundingBox()) !== null, 'the dialog');
    await wheelPastEnd(page, dialog);
    assert.equal(await pageOffset(page), 0);
  });
});
