/** The audit log as an operator reads it: everything that is decided and changed is found in it again. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { pressVerdict } from './decisions/support.js';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

const e2e = useGateway({ scenario: 'quiet', audit: 4100 });

const table = (page: Page): Locator => page.getByRole('table', { name: 'Audit log' });
const rows = (page: Page): Locator => table(page).locator('tbody').getByRole('row');
const log = async (expected?: RegExp): Promise<Page> => {
  const page = await e2e.open('/security?tab=audit', expected ? { expected } : {});
  await table(page).waitFor();
  return page;
};
/** The one panel that is shown: other tabs have fields of the same names. */
const panel = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Audit Log' });

describe('the audit log', () => {
  it('has six columns, and pages that the gateway gives', async () => {
    const page = await log();
    const heads = await table(page).getByRole('columnheader').allTextContents();
    assert.deepEqual(
      heads.map((head) => head.trim()),
      ['Time', 'Agent', 'User', 'Action', 'Classification', 'Outcome'],
    );
    assert.equal(await rows(page).count(), 100);
    for (const shown of [200, 300]) {
      await panel(page).getByRole('button', { name: 'Load more' }).click();
      await until(async () => (await rows(page).count()) === shown, `${shown} rows`);
    }
    assert.ok(
      await panel(page)
        .getByText(/^300 of 4,1\d\d$/)
        .first()
        .isVisible(),
    );
    assert.ok(
      await panel(page)
        .getByText(/^Oldest entry/)
        .isVisible(),
    );
  });

  it('finds a denial by its comment, with all that is known of it', async () => {
    const page = await e2e.open('/security?tab=pending');
    const { approvalId } = await e2e.control<{ approvalId: string }>('POST', '/demo/approvals', {
      agentId: 'ops-agent',
      action: 'db.drop',
      risk: 'critical',
      class: 'destructive',
      params: { database: 'orders' },
      traceId: 'trace-of-the-drop',
    });
    const card = page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem', { name: 'db.drop' });
    await card.getByRole('textbox', { name: 'Comment' }).fill('Ask the owner of Orders first.');
    await pressVerdict(card.getByRole('button', { name: 'Deny' }));
    await card.getByText(/^Denied by /).waitFor();
    await page.getByRole('tab', { name: 'Audit Log' }).click();
    await panel(page).getByRole('searchbox', { name: 'Search' }).fill('owner of orders');
    await until(async () => (await rows(page).count()) === 1, 'the one entry');
    const row = rows(page).first();
    for (const text of ['ops-agent', 'db.drop', 'destructive', 'denied']) {
      assert.ok(await row.getByText(text).isVisible(), text);
    }
    await row.getByRole('button', { name: 'Details' }).click();
    for (const text of ['Ask the owner of Orders first.', 'trace-of-the-drop', approvalId]) {
      assert.ok(await table(page).getByText(text).first().isVisible(), text);
    }
    assert.ok(await table(page).getByRole('button', { name: 'Copy JSON' }).isVisible());
  });

  it('combines filters, shows them, says when nothing matches, and clears them', async () => {
    const page = await log();
    const all = panel(page);
    await e2e.control('POST', '/demo/events', [
      { type: 'policy.denied', agentId: 'combo-agent', action: 'net.connect', risk: 'high', outcome: 'denied' },
      { type: 'agent.action', agentId: 'combo-agent', action: 'net.connect', risk: 'low', outcome: 'success' },
    ]);
    await all.getByRole('textbox', { name: 'Agent' }).fill('combo-agent');
    await all.getByRole('textbox', { name: 'Action' }).fill('net.connect');
    await until(async () => (await rows(page).count()) === 2, 'two entries');
    await all.getByRole('combobox', { name: 'Outcome' }).selectOption('denied');
    await all.getByRole('combobox', { name: 'Days' }).selectOption('1');
    await until(async () => (await rows(page).count()) === 1, 'one entry');
    const active = all.getByRole('list', { name: 'Active filters' });
    assert.equal(await active.getByRole('listitem').count(), 4);
    await all.getByRole('combobox', { name: 'Classification' }).selectOption('read');
    await all.getByText(/No entry matches these filters:.*Agent combo-agent.*Classification read/s).waitFor();
    await all.getByRole('button', { name: 'Clear filters' }).click();
    await until(async () => (await rows(page).count()) === 100, 'all entries');
    assert.equal(await all.getByRole('textbox', { name: 'Agent' }).inputValue(), '');
  });

  it('announces what arrives to whoever reads, and shows it when asked, never before', async () => {
    const page = await log();
    await rows(page).nth(1).getByRole('button').first().focus();
    const first = await rows(page).first().textContent();
    await e2e.control('POST', '/demo/events', {
      type: 'policy.denied',
      agentId: 'late-agent',
      action: 'late.action',
      risk: 'high',
      outcome: 'denied',
    });
    const arrived = panel(page).getByRole('button', { name: '1 new' });
    await arrived.waitFor();
    assert.equal(await rows(page).first().textContent(), first);
    await arrived.click();
    await rows(page).first().getByText('late.action').waitFor();
  });

  it('survives ten seconds without a gateway, and counts what it missed', async () => {
    const page = await log(connectionErrors);
    await rows(page).nth(1).getByRole('button').first().focus();
    const first = await rows(page).first().textContent();
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 10_000 });
    await panel(page)
      .getByText(/Stale since/)
      .waitFor({ timeout: 2000 });
    await e2e.control('POST', '/demo/events', {
      type: 'policy.denied',
      agentId: 'unseen-agent',
      action: 'unseen.action',
      risk: 'high',
      outcome: 'denied',
    });
    await panel(page).getByText('Live', { exact: true }).waitFor({ timeout: 20_000 });
    const arrived = panel(page).getByRole('button', { name: '1 new' });
    await arrived.waitFor();
    assert.equal(await rows(page).first().textContent(), first);
    await arrived.click();
    await rows(page).first().getByText('unseen.action').waitFor();
    assert.equal(await rows(page).getByText('unseen.action').count(), 1);
  });
});
