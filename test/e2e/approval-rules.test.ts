/** The rules as an operator sets them, and as the agents then meet them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { connectionErrors, until, useGateway } from '../support/e2e.js';

interface Acted {
  readonly decision: string;
  readonly rule: string;
}

const e2e = useGateway({ scenario: 'quiet' });

/** What becomes of an agent's action now. */
const act = async (action: object) => {
  const { decision, rule } = await e2e.control<Acted>('POST', '/demo/actions', {
    agentId: 'planner',
    action: 'file.read',
    class: 'read',
    risk: 'low',
    params: {},
    ...action,
  });
  return `${decision} by ${rule}`;
};
const open = async (expected?: RegExp): Promise<Page> => {
  const page = await e2e.open('/security?tab=rules', expected ? { expected } : {});
  await group(page, 'Approval Mode').waitFor();
  return page;
};
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const toggle = (page: Page, name: string) => page.getByRole('switch', { name });
const draft = (page: Page) => page.getByRole('region', { name: 'Draft' });
const add = async (page: Page, list: string, entry: string) => {
  await group(page, list).getByRole('textbox').fill(entry);
  await group(page, list).getByRole('button', { name: 'Add' }).click();
};
const save = async (page: Page) => {
  await draft(page).getByRole('button', { name: 'Save' }).click();
  const saved = draft(page).getByText('Saved and read back');
  const dialog = page.getByRole('dialog');
  await saved.or(dialog).first().waitFor();
  if (await dialog.isVisible()) {
    // Nobody would be asked any more: that takes a phrase.
    const words = /Type “(.*)” to save/.exec(await dialog.innerText())?.[1] ?? '';
    await dialog.getByRole('textbox').fill(words);
    await dialog.getByRole('button', { name: 'Save' }).click();
  }
  await saved.waitFor();
};

describe('approval rules', () => {
  it('confirm destructive and sensitive actions, but those on the auto-approve list', async () => {
    const page = await open();
    const deletes = { action: 'db.drop', class: 'destructive', risk: 'high' };
    const reads = { action: 'crm.export', sensitive: true };
    assert.equal(await act(deletes), 'waits by actionConfirmation.requireForDestructive');
    assert.equal(await act(reads), 'waits by actionConfirmation.requireForSensitive');

    await toggle(page, 'Require for destructive actions').click();
    await toggle(page, 'Require for sensitive actions').click();
    await draft(page).getByText('2 changes not saved').waitFor();
    // A draft is not a rule.
    assert.equal(await act(deletes), 'waits by actionConfirmation.requireForDestructive');
    await save(page);
    assert.equal(await act(deletes), 'proceeds by none');
    assert.equal(await act(reads), 'proceeds by none');

    await toggle(page, 'Require for destructive actions').click();
    await add(page, 'Auto-approve list', 'db.*');
    await save(page);
    assert.equal(await act(deletes), 'proceeds by actionConfirmation.autoApprove');
    await group(page, 'Auto-approve list').getByRole('button', { name: 'Remove db.*' }).click();
    await save(page);
    assert.equal(await act(deletes), 'waits by actionConfirmation.requireForDestructive');
  });

  it('let agents write to each other, or only some, or none', async () => {
    const page = await open();
    const writes = { action: 'agent.message', toAgent: 'researcher' };
    assert.equal(await act(writes), 'proceeds by none');
    await add(page, 'Allowed agents', 'planner');
    await save(page);
    assert.equal(await act(writes), 'denied by agentToAgent.allowAgents');
    await add(page, 'Allowed agents', 'researcher');
    await save(page);
    assert.equal(await act(writes), 'proceeds by none');
    await toggle(page, 'Enable cross-agent messaging').click();
    await save(page);
    assert.equal(await act(writes), 'denied by agentToAgent.enabled');
  });

  it('keep paths and hosts to their lists while the permission model is on', async () => {
    const page = await open();
    assert.equal(await act({ path: '/etc/passwd' }), 'proceeds by none');
    await toggle(page, 'Enable Node.js permission model').click();
    await add(page, 'Allowed filesystem paths', '/var/lib/agents');
    await add(page, 'Allowed network hosts', 'api.example.com');
    await save(page);
    assert.equal(await act({ path: '/etc/passwd' }), 'denied by permission.allowedFsPaths');
    assert.equal(await act({ path: '/var/lib/agents/a.txt' }), 'proceeds by none');
    assert.equal(await act({ host: 'example.org' }), 'denied by permission.allowedNetHosts');
    assert.equal(await act({ host: 'api.example.com' }), 'proceeds by none');
  });

  it('approve by risk, ask before everything, and are still there after a reload', async () => {
    const page = await open();
    const deletes = (risk: string) => act({ action: 'file.delete', class: 'destructive', risk });
    const mode = page.getByRole('combobox', { name: 'Default Mode' });
    await mode.selectOption({ label: 'Auto-approve low and medium risk' });
    await page.getByRole('spinbutton', { name: 'Timeout (seconds)' }).fill('0');
    await save(page);
    assert.equal(await deletes('medium'), 'approved by approvalRules.defaultMode');
    assert.equal(await deletes('high'), 'waits by actionConfirmation.requireForDestructive');

    await mode.selectOption({ label: 'Auto-approve everything' });
    await draft(page).getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve everything automatically?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await deletes('critical'), 'waits by actionConfirmation.requireForDestructive');
    await draft(page).getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('textbox', { name: 'Type “approve everything” to save' }).fill('approve everything');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await draft(page).getByText('Saved and read back').waitFor();
    assert.equal(await deletes('critical'), 'approved by approvalRules.defaultMode');

    await page.reload();
    const inForce = page.getByRole('region', { name: 'Rules in force' });
    await inForce.getByText('Everything is approved automatically: no request').waitFor();
    assert.equal(await mode.inputValue(), 'auto-all');
    assert.equal(await page.getByRole('spinbutton', { name: 'Timeout (seconds)' }).inputValue(), '0');
  });

  it('stay what the gateway has when it refuses a change, and say why', async () => {
    const page = await open();
    const messaging = toggle(page, 'Enable cross-agent messaging');
    const before = await messaging.isChecked();
    await e2e.control('POST', '/demo/faults', {
      method: 'config.patch',
      error: { code: -32004, message: 'Set by the host.', data: { path: 'security.agentToAgent' } },
    });
    await messaging.click();
    await draft(page).getByRole('button', { name: 'Save' }).click();
    await draft(page).getByText('Set by the host.').waitFor();
    assert.equal(await messaging.isChecked(), before);
  });

  it('show what somebody else changed, and overwrite nothing', async () => {
    const [mine, theirs] = [await open(), await open()];
    await mine.getByRole('spinbutton', { name: 'Timeout (seconds)' }).fill('90');
    await theirs.getByRole('spinbutton', { name: 'Timeout (seconds)' }).fill('45');
    await toggle(theirs, 'Require for sensitive actions').click();
    await save(theirs);
    await draft(mine).getByText('Changed elsewhere by').waitFor();
    const expected = await toggle(theirs, 'Require for sensitive actions').isChecked();
    assert.equal(await toggle(mine, 'Require for sensitive actions').isChecked(), expected);
    const conflict = group(mine, 'Timeout (seconds)');
    await conflict.getByText('45 s').waitFor();
    await conflict.getByRole('button', { name: 'Keep mine' }).click();
    await save(mine);
    await until(
      async () => (await theirs.getByRole('spinbutton', { name: 'Timeout (seconds)' }).inputValue()) === '90',
      'the other page to follow',
    );
  });

  it('keep a draft through a connection that is refused for a while', async () => {
    const page = await open(connectionErrors);
    const timeout = page.getByRole('spinbutton', { name: 'Timeout (seconds)' });
    await timeout.fill('123');
    await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 600_000 });
    await draft(page).getByText('Not connected').waitFor();
    await e2e.control('POST', '/demo/connections', { refuseMs: 0 });
    await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor({ timeout: 20_000 });
    assert.equal(await timeout.inputValue(), '123');
    await save(page);
  });

  it('show who may call what', async () => {
    const page = await open();
    const grid = page.getByRole('grid', { name: 'Permission matrix' });
    const row = grid.getByRole('row').filter({ hasText: 'config.patch' });
    assert.match(await row.innerText(), /Allowed\s+by scope admin/);
    await grid.getByRole('columnheader', { name: 'Permission' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+End');
    assert.equal(await grid.locator('td:focus').count(), 1);
  });
});
