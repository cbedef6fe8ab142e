/** Rules that an operator can trust: true, linted, proven, made for a time, and stopped by one brake. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { until, useGateway } from '../support/e2e.js';

interface Acted {
  readonly decision: string;
  readonly rule: string;
  readonly approvalId?: string;
}

const e2e = useGateway({ scenario: 'quiet' });

/** What becomes of an agent's action now. */
const act = (action: object) =>
  e2e.control<Acted>('POST', '/demo/actions', {
    agentId: 'planner',
    action: 'memory.write',
    class: 'mutate',
    risk: 'low',
    params: {},
    ...action,
  });
const ask = (request: object) =>
  e2e.control<{ approvalId: string }>('POST', '/demo/approvals', {
    agentId: 'planner',
    action: 'file.write',
    class: 'destructive',
    risk: 'low',
    params: { path: '/srv/work/notes.md' },
    ...request,
  });
const state = async (id: string) => (await e2e.control<{ state: string }>('GET', `/demo/approvals/${id}`)).state;
const rulesInForce = (page: Page) => page.getByRole('region', { name: 'Rules in force' });
const card = (page: Page, action: string) =>
  page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem').filter({ hasText: action });
/** The buttons of a card are inert for half a second, and say so. */
const decide = async (button: Locator) => {
  await button.and(button.page().locator('[aria-disabled="false"]')).click();
};
const openRules = async (): Promise<Page> => {
  const page = await e2e.open('/security?tab=rules');
  await page.getByRole('group', { name: 'Approval Mode', exact: true }).waitFor();
  return page;
};

describe('approval rules that can be trusted', () => {
  it('say in every tab that they concern when nobody is asked', async () => {
    const [rules, pending] = [await openRules(), await e2e.open('/security?tab=pending')];
    await rules.getByRole('combobox', { name: 'Default Mode' }).selectOption({ label: 'Auto-approve everything' });
    await rules.getByRole('button', { name: 'Save', exact: true }).click();
    await rules.getByRole('dialog').getByRole('textbox').fill('approve everything');
    await rules.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    for (const page of [rules, pending]) {
      await rulesInForce(page).getByText('Everything is approved automatically').waitFor();
    }
    await rules
      .getByRole('combobox', { name: 'Default Mode' })
      .selectOption({ label: 'Manual approval for all requests' });
    await rules.getByRole('button', { name: 'Save', exact: true }).click();
    await rulesInForce(pending).getByText('Every request waits for a person').waitFor();
  });

  it('are tried on the past before they are saved', async () => {
    const pending = await e2e.open('/security?tab=pending');
    for (const action of ['cache.drop', 'cache.clear']) {
      const { approvalId } = await ask({ action, timeoutMs: 0 });
      await decide(card(pending, action).getByRole('button', { name: 'Deny', exact: true }));
      await until(async () => (await state(approvalId)) === 'denied', 'the denial');
    }
    const { approvalId } = await ask({ action: 'cache.warm', timeoutMs: 1 });
    await until(async () => (await state(approvalId)) === 'expired', 'the end of its time');
    const page = await openRules();
    const list = page.getByRole('group', { name: 'Auto-approve list', exact: true });
    await list.getByRole('textbox').fill('cache.*');
    await list.getByText('Too broad?').last().waitFor();
    await list.getByRole('button', { name: 'Add' }).click();
    const draft = page.getByRole('region', { name: 'Draft' });
    await draft.getByText(/Would have decided 3 of the last \d+ without a person; you denied 2 of them\./).waitFor();
    await draft.getByText('Show the 3').click();
    await draft.getByRole('listitem').filter({ hasText: 'cache.drop' }).getByText('denied by').waitFor();

    const line = page.getByRole('group', { name: 'Try it' });
    await line.getByRole('textbox', { name: 'Action' }).fill('cache.drop');
    await line.getByText('By the rules in force: Waits for a person, by Require for destructive actions').waitFor();
    await line.getByText('By your draft: Goes ahead without asking, by Auto-approve list cache.*').waitFor();
    await draft.getByRole('button', { name: 'Discard' }).click();
  });

  it('are made from a card, exactly and for a time, and revoked in one step', async () => {
    const page = await e2e.open('/security?tab=pending');
    const { approvalId } = await ask({ action: 'report.send', timeoutMs: 0, params: { to: 'team' } });
    const report = { action: 'report.send', class: 'destructive', params: { to: 'team' } };
    await card(page, 'report.send').getByRole('button', { name: 'Remember this' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remember this?' });
    await dialog.getByText('Choose for how long first.').waitFor();
    await dialog.getByText(/Would have decided none of the last \d+ without a person\./).waitFor();
    await dialog.getByRole('combobox', { name: 'For how long' }).selectOption('1 hour');
    await dialog.getByRole('button', { name: 'Remember', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    // What is remembered is for what comes: the request itself still waits.
    assert.equal(await state(approvalId), 'waiting');
    assert.equal((await act(report)).rule, 'approvalRules.remembered');
    assert.equal((await act({ ...report, params: { to: 'everybody' } })).decision, 'waits');
    assert.equal((await act({ ...report, agentId: 'researcher' })).decision, 'waits');

    const rules = await openRules();
    const rule = rules.getByRole('list', { name: 'Remembered rules in force' }).getByRole('listitem');
    await rule.getByText(/Made .* ago by .*\. Used once, last .* ago\. Ends in (1:00:00|59:\d\d), at/).waitFor();
    const revoke = rule.getByRole('button', { name: 'Revoke' });
    // It works once it is seen.
    await revoke.scrollIntoViewIfNeeded();
    await revoke.click();
    await rule.waitFor({ state: 'detached' });
    assert.equal((await act(report)).decision, 'waits');
    const audit = await e2e.open('/security?tab=audit');
    for (const action of ['rules.create', 'rules.revoke']) await audit.getByText(action).first().waitFor();
  });

  it('give way to the brake: one click makes everything ask, and only a dialog lets go', async () => {
    assert.equal((await act({})).decision, 'proceeds');
    const [pending, rules] = [await e2e.open('/security?tab=pending'), await openRules()];
    await rulesInForce(pending).getByRole('button', { name: 'Emergency brake' }).click();
    for (const page of [pending, rules]) {
      await rulesInForce(page)
        .getByText(/The emergency brake is on, engaged by .+, since \d\d:\d\d/)
        .waitFor();
    }
    for (const action of [{}, { class: 'read', action: 'file.read' }, { class: 'destructive', risk: 'critical' }]) {
      const { decision, rule } = await act(action);
      assert.deepEqual([decision, rule], ['waits', 'approvalRules.brake']);
    }
    await rulesInForce(rules).getByRole('button', { name: 'Release the brake' }).click();
    const dialog = rules.getByRole('dialog', { name: 'Release the brake?' });
    await dialog.getByText('memory.*').waitFor();
    await rules.keyboard.press('Escape');
    assert.equal((await act({})).decision, 'waits');
    await rulesInForce(rules).getByRole('button', { name: 'Release the brake' }).click();
    await dialog.getByRole('button', { name: 'Release', exact: true }).click();
    await rulesInForce(pending).getByText('Every request waits for a person').waitFor();
    assert.equal((await act({})).decision, 'proceeds');
    const audit = await e2e.open('/security?tab=audit');
    await audit.getByText('config.patch').first().waitFor();
  });
});
