/** The Security view as its description has it: what no other end-to-end test looks at. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { pressVerdict } from './decisions/support.js';
import { until, useGateway } from '../support/e2e.js';

const e2e = useGateway({ scenario: 'quiet' });

const tab = async (page: Page, name: string) => {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
};
const act = (action: object) =>
  e2e.control<{ decision: string; approvalId?: string }>('POST', '/demo/actions', {
    agentId: 'ops-agent',
    class: 'destructive',
    risk: 'high',
    params: { path: '/srv/data' },
    ...action,
  });

describe('the Security view', () => {
  it('has seven tabs, in order, the first one open', async () => {
    const page = await e2e.open('/security');
    const names = await page.getByRole('tab').allInnerTexts();
    assert.deepEqual(
      names.map((name) => name.replace(/\s*\(\d+\)$/, '').trim()),
      [
        'Security Events',
        'Audit Log',
        'API Tokens',
        'Secrets',
        'Approval Rules',
        'Pending Approvals',
        'Provider Health',
      ],
    );
    assert.equal(await page.getByRole('tab', { name: 'Security Events' }).getAttribute('aria-selected'), 'true');
  });

  it('has an audit log of decisions, denials and administrative changes, searched and filtered', async () => {
    const page = await e2e.open('/security');
    const { approvalId } = await act({ action: 'file.delete' });
    assert.ok(approvalId);
    await page.getByRole('tab', { name: 'Pending Approvals' }).click();
    const card = page.getByRole('listitem', { name: 'file.delete' });
    await card.getByRole('textbox', { name: 'Comment' }).fill('wrong folder, see ticket 4711');
    await pressVerdict(card.getByRole('button', { name: 'Deny' }));
    await card.getByText(/^Denied by /).waitFor();

    const panel = await tab(page, 'Audit Log');
    const table = panel.getByRole('table', { name: 'Audit log' });
    assert.deepEqual(
      (await table.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()).filter(Boolean),
      ['Time', 'Agent', 'User', 'Action', 'Classification', 'Outcome'],
    );
    await panel.getByRole('searchbox', { name: 'Search' }).fill('ticket 4711');
    await table.getByRole('row').filter({ hasText: 'file.delete' }).filter({ hasText: 'denied' }).waitFor();
    await until(async () => (await table.getByRole('row').count()) === 2, 'the header and the one decision');
    await panel.getByLabel('Outcome').selectOption('success');
    await table.getByRole('row').filter({ hasText: 'file.delete' }).waitFor({ state: 'detached' });
  });

  it('says whether the secrets store is enabled and where it is', async () => {
    const page = await e2e.open('/security');
    const panel = await tab(page, 'Secrets');
    await panel.getByText('Enabled', { exact: true }).waitFor();
    await panel
      .getByText(/secrets\.db/)
      .first()
      .waitFor();
  });

  it('has the rules in four groups, by the names of their controls', async () => {
    const page = await e2e.open('/security');
    const panel = await tab(page, 'Approval Rules');
    for (const name of ['Action Confirmation', 'Agent-to-Agent Policy', 'Permissions', 'Approval Mode']) {
      await panel.getByRole('group', { name, exact: true }).or(panel.getByRole('heading', { name })).first().waitFor();
    }
    for (const name of [
      'Require for destructive actions',
      'Require for sensitive actions',
      'Enable cross-agent messaging',
      'Enable Node.js permission model',
    ]) {
      assert.equal(await panel.getByRole('switch', { name }).count(), 1, name);
    }
    for (const name of ['Auto-approve list', 'Allowed agents', 'Allowed filesystem paths', 'Allowed network hosts']) {
      const list = panel.getByRole('group', { name });
      assert.equal(await list.getByRole('textbox').count(), 1, name);
      assert.equal(await list.getByRole('button', { name: 'Add' }).count(), 1, name);
    }
    assert.equal(await panel.getByLabel('Default Mode').locator('option').count(), 4);
    assert.equal(await panel.getByLabel('Timeout (seconds)').count(), 1);
  });

  it('saves a rule, enforces it, and has it after a reload', async () => {
    const page = await e2e.open('/security?tab=rules');
    assert.equal((await act({ action: 'log.rotate' })).decision, 'waits');
    const list = page.getByRole('group', { name: 'Auto-approve list' });
    await list.getByRole('textbox').fill('log.rotate');
    await list.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('tabpanel').getByText(/saved/i).first().waitFor();
    assert.equal((await act({ action: 'log.rotate' })).decision, 'proceeds');
    await page.reload();
    await page.getByRole('group', { name: 'Auto-approve list' }).getByText('log.rotate').first().waitFor();
  });

  it('has a history of decisions with reason, time and decider, filtered by outcome and agent', async () => {
    const page = await e2e.open('/security?tab=pending');
    await act({ action: 'db.drop', agentId: 'data-steward' });
    const card = page.getByRole('listitem', { name: 'db.drop' });
    await card.getByRole('textbox', { name: 'Comment' }).fill('not on production');
    await pressVerdict(card.getByRole('button', { name: 'Deny' }));
    await card.getByText(/^Denied by /).waitFor();
    await page.mouse.move(2, 2);
    const table = page.getByRole('table', { name: 'Approval history' });
    assert.deepEqual(
      (await table.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()).filter(Boolean),
      ['Agent', 'Action', 'Risk', 'Outcome', 'Reason', 'Resolved at', 'Resolved by'],
    );
    await page.getByLabel('Outcome').selectOption('denied');
    const row = table.getByRole('row').filter({ hasText: 'db.drop' });
    await row.waitFor();
    for (const text of ['data-steward', 'high', 'denied', 'not on production']) {
      assert.ok((await row.innerText()).toLowerCase().includes(text), text);
    }
    await page.getByLabel('Outcome').selectOption('approved');
    await row.waitFor({ state: 'detached' });
  });

  it('shows breaker, errors and latency of each provider, live', async () => {
    const page = await e2e.open('/security?tab=health');
    await e2e.control('POST', '/demo/providers', { provider: 'anthropic', outcome: 'ok', latencyMs: 420, count: 20 });
    const card = page.getByRole('article', { name: 'anthropic' });
    await card
      .getByText(/closed/)
      .first()
      .waitFor();
    await card.getByText(/p50/).first().waitFor();
    await e2e.control('POST', '/demo/providers', { provider: 'anthropic', outcome: 'error', count: 10 });
    await card.getByText(/open/).first().waitFor();
    await card
      .getByText(/10 errors|errors/)
      .first()
      .waitFor();
  });

  it('leads to the documentation and the config editor', async () => {
    const page = await e2e.open('/security');
    for (const name of ['Security Documentation', 'Config Editor']) {
      assert.ok(await page.getByRole('link', { name }).getAttribute('href'), name);
    }
  });
});
