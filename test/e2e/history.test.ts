/** The history of approvals, as an operator reads it after the agents were answered. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

const e2e = useGateway({ scenario: 'empty' });

const ask = async (request: object) => {
  const { approvalId } = await e2e.control<{ approvalId: string }>('POST', '/demo/approvals', {
    risk: 'high',
    class: 'destructive',
    params: { path: '/srv/data' },
    ...request,
  });
  return approvalId;
};
const table = (page: Page) => page.getByRole('table', { name: 'Approval history' });
const row = (page: Page, action: string): Locator => table(page).getByRole('row').filter({ hasText: action });
const pending = async (options: Parameters<typeof e2e.open>[1] = {}) => {
  const page = await e2e.open('/security?tab=pending', options);
  await page.getByRole('heading', { name: 'History', exact: true }).waitFor();
  return page;
};
const decide = async (page: Page, action: string, verdict: 'Approve' | 'Deny', comment: string) => {
  const card = page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem', { name: action });
  await card.getByRole('textbox', { name: 'Comment' }).fill(comment);
  await card.getByRole('button', { name: verdict }).click();
  await card.getByText(verdict === 'Deny' ? /^Denied by / : /^Approved by /).waitFor();
};

describe('the history of approvals', () => {
  it('holds what was decided here: who, when, why, with the parameters as they were', async () => {
    const page = await pending();
    await ask({ agentId: 'ops-agent', action: 'file.delete' });
    await decide(page, 'file.delete', 'Deny', 'not on a Friday');
    await until(async () => (await row(page, 'file.delete').count()) === 1 || (await showNewIfAny(page)), 'the row');
    assert.deepEqual(await table(page).getByRole('columnheader').allInnerTexts(), [
      'Agent',
      'Action',
      'Risk',
      'Outcome',
      'Reason',
      'Resolved at',
      'Resolved by',
    ]);
    const cells = (await row(page, 'file.delete').getByRole('cell').allInnerTexts()).map((text) => text.trim());
    assert.deepEqual(cells.slice(0, 5), ['ops-agent', 'file.delete', 'high', 'Denied', 'not on a Friday']);
    assert.ok(cells[6], 'says who');
    await row(page, 'file.delete').getByRole('button', { name: 'Details' }).click();
    await page.getByLabel('Parameters as decided').filter({ hasText: '/srv/data' }).waitFor();
  });

  it('tells what nobody decided from what people decided', async () => {
    await ask({ agentId: 'slow-agent', action: 'to.expire', timeoutMs: 300 });
    const page = await pending();
    await until(async () => (await row(page, 'to.expire').count()) === 1 || (await showNewIfAny(page)), 'the row');
    assert.match(await row(page, 'to.expire').innerText(), /Expired[^]*automatic: timeout/);
  });

  it('is filtered by the gateway, by outcome and by agent', async () => {
    const page = await pending();
    await ask({ agentId: 'mail-agent', action: 'message.send', risk: 'low' });
    await decide(page, 'message.send', 'Approve', 'fine');
    await page.getByLabel('Outcome').selectOption('Approved');
    await row(page, 'message.send').waitFor();
    assert.deepEqual(await outcomes(page), ['Approved']);
    await page.getByLabel('Outcome').selectOption('Denied');
    await row(page, 'file.delete').waitFor();
    assert.ok((await outcomes(page)).every((outcome) => outcome === 'Denied'));
    await page.getByRole('combobox', { name: 'Agent' }).fill('mail-agent');
    await page.getByText('No decision matches the filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row(page, 'file.delete').waitFor();
    await row(page, 'message.send').waitFor();
  });

  it('survives ten seconds without connections: old rows stay and say so, what was missed is announced', async () => {
    const page = await pending({ expected: connectionErrors });
    await row(page, 'file.delete').waitFor();
    // Who reads is not disturbed.
    await row(page, 'file.delete').getByRole('button').first().focus();
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 10_000 });
    const history = page.locator('section', { has: page.getByRole('heading', { name: 'History', exact: true }) });
    await history.getByText(/^Stale since/).waitFor({ timeout: 3000 });
    assert.equal(await row(page, 'file.delete').count(), 1);
    await ask({ agentId: 'night-agent', action: 'while.away', timeoutMs: 100 });
    await history.getByText('Live', { exact: true }).waitFor({ timeout: 25_000 });
    await history.getByRole('button', { name: '1 new' }).click();
    await row(page, 'while.away').waitFor();
    assert.equal(await row(page, 'while.away').count(), 1);
  });
});

async function showNewIfAny(page: Page): Promise<false> {
  const button = page.getByTitle('Show new decisions');
  if (await button.isVisible()) await button.click();
  return false;
}

async function outcomes(page: Page): Promise<string[]> {
  const rows = await table(page).getByRole('row').all();
  return Promise.all(rows.slice(1).map(async (each) => (await each.getByRole('cell').nth(3).innerText()).trim()));
}
