/** The live log, watched, paused and resumed while events pour in over a real stream. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until, useGateway, within } from '../support/e2e.js';

const e2e = useGateway({ scenario: 'quiet' });

const emit = (events: object | object[]) => e2e.control<{ ids: string[] }>('POST', '/demo/events', events);
const event = (action: string, more: object = {}) => ({
  agentId: 'ops-agent',
  type: 'test',
  action,
  risk: 'low',
  user: 'maria',
  ...more,
});
const live = async (): Promise<Page> => {
  const page = await e2e.open('/security');
  await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
  return page;
};
const table = (page: Page) => page.getByRole('table', { name: 'Security events' });
const rowTexts = (page: Page) => table(page).getByRole('row').allInnerTexts();
/** Sends events at a steady rate until told to stop; each batch is a tenth of a second's worth. */
function pour(perSecond: number) {
  let sent = 0;
  let stopped = false;
  const done = (async () => {
    while (!stopped) {
      const next = Date.now() + 100;
      await emit(Array.from({ length: perSecond / 10 }, () => event(`pour.${sent++}`)));
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
    }
  })();
  return {
    get sent() {
      return sent;
    },
    stop: () => ((stopped = true), done),
  };
}
/** Every action in the log, read as a person would: by scrolling through all of it. */
async function allActions(page: Page): Promise<string[]> {
  const seen = new Map<number, string>();
  const read = async () => {
    const rows = await table(page)
      .getByRole('row')
      .evaluateAll((each) =>
        each.map((row): [number, string] => [
          Number(row.getAttribute('aria-rowindex')),
          row.querySelectorAll('[role=cell], td')[2]?.textContent.trim() ?? '',
        ]),
      );
    for (const [index, action] of rows) if (action) seen.set(index, action);
    return rows.length;
  };
  await page.getByRole('tabpanel').locator('[aria-rowindex]').last().scrollIntoViewIfNeeded();
  const total = Number(await table(page).getAttribute('aria-rowcount'));
  await page.getByRole('tabpanel').getByRole('table').hover();
  for (let turns = 0; seen.size < total - 1 && turns < 3000; turns++) {
    await read();
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(20);
  }
  return [...seen].sort(([a], [b]) => a - b).map(([, action]) => action);
}

describe('security events', () => {
  it('shows an event within a second, in five columns', async () => {
    const page = await live();
    assert.deepEqual(await table(page).getByRole('columnheader').allInnerTexts(), [
      'Time',
      'Agent',
      'Action',
      'Risk',
      'User',
    ]);
    const row = (action: string) => table(page).getByRole('row').filter({ hasText: action });
    await within(1000, async (nth) => {
      await emit(event(`vault.open.${nth}`, { risk: 'critical' }));
      await row(`vault.open.${nth}`).waitFor();
    });
    const cells = await row('vault.open.1').getByRole('cell').allInnerTexts();
    assert.deepEqual(
      cells.slice(1).map((text) => text.trim()),
      ['ops-agent', 'vault.open.1', 'critical', 'maria'],
    );
    assert.match(cells[0] ?? '', /\d\d:\d\d:\d\d/);
  });

  it('freezes while paused at 1000 events a second, counts what waits, and loses nothing on resume', async () => {
    const page = await live();
    await emit(event('before.pause'));
    await table(page).getByText('before.pause').waitFor();
    const flow = pour(1000);
    await until(async () => (await rowTexts(page)).some((text) => text.includes('pour.')), 'the flow');
    const clicked = Date.now();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    const took = Date.now() - clicked;
    const frozen = await rowTexts(page);
    // No row must change, while 5000 events arrive.
    await page.waitForTimeout(5000);
    assert.deepEqual(await rowTexts(page), frozen);
    await flow.stop();
    const waiting = /([\d,]+) waiting/.exec(await page.getByText(/^[\d,]+ waiting/).innerText())?.[1];
    assert.ok(Number(waiting?.replaceAll(',', '')) > 2000, `${waiting} waiting; the click took ${took} ms`);
    await page.getByRole('button', { name: 'Resume' }).click();
    await table(page)
      .getByText(`pour.${flow.sent - 1}`, { exact: true })
      .waitFor();
    const poured = (await allActions(page)).filter((action) => action.startsWith('pour.'));
    assert.deepEqual(
      poured.map((action) => Number(action.slice(5))),
      Array.from({ length: flow.sent }, (_, index) => flow.sent - 1 - index),
    );
  });

  it('counts on the screen what had to be cut beyond 100 000 waiting', async () => {
    const page = await live();
    await page.getByRole('button', { name: 'Pause' }).click();
    for (let batch = 0; batch < 53; batch++) {
      await emit(Array.from({ length: 2000 }, (_, index) => event(`many.${batch * 2000 + index}`)));
    }
    await page.getByText('100,000 waiting').waitFor();
    await page.getByText('6,000 older events dropped').waitFor();
  });

  it('tells everything about an event and copies it as JSON', async () => {
    const page = await live();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const { ids } = await emit(event('config.patch', { details: { key: 'a.b', from: 1 }, extra: 'unknown to us' }));
    await table(page).getByText('config.patch').click();
    const details = page.getByRole('tabpanel');
    for (const text of [ids[0] ?? '', 'a.b', 'unknown to us']) await details.getByText(text).first().waitFor();
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    await page.getByText('Copied').first().waitFor();
    const copied: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.deepEqual(
      { ...(copied as object), timestamp: 0 },
      {
        ...event('config.patch'),
        details: { key: 'a.b', from: 1 },
        extra: 'unknown to us',
        id: ids[0],
        timestamp: 0,
      },
    );
  });

  it('folds what is routine, lets it in on request, and filters without hiding that it does', async () => {
    const page = await live();
    await emit([
      ...Array.from({ length: 14 }, (_, index) => event(`canary.${index}`, { routine: 'CANARY_SECRET read' })),
      event('vault.close', { agentId: 'vault-bot', risk: 'high' }),
    ]);
    const action = (name: string) => table(page).getByRole('cell', { name, exact: true });
    await action('vault.close').waitFor();
    await page.getByText(/Routine, folded:\s+CANARY_SECRET read ×14/).waitFor();
    assert.equal(await table(page).getByText('canary.').count(), 0);
    await page.getByRole('button', { name: 'Show routine events' }).click();
    await action('canary.13').waitFor();
    await page.getByRole('button', { name: 'Fold routine events' }).click();
    await action('canary.13').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('tabpanel').getByLabel('Agent').fill('vault-bot');
    await page.getByText(/^1 of [\d,]+ events shown/).waitFor();
    await action('vault.close').waitFor();
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await page.getByText(/events shown/).waitFor({ state: 'detached' });
  });
});
