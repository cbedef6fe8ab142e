/** Decisions about waiting agents, as an operator makes them and as the agents see them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { until, useGateway } from '../support/e2e.js';

interface AgentView {
  readonly state: string;
  readonly by?: string;
  readonly comment?: string;
}

const e2e = useGateway({ scenario: 'quiet' });

const ask = async (request: object) => {
  const { approvalId } = await e2e.control<{ approvalId: string }>('POST', '/demo/approvals', {
    agentId: 'ops-agent',
    risk: 'high',
    class: 'destructive',
    params: { path: '/srv/data' },
    ...request,
  });
  return approvalId;
};
const agentView = (approvalId: string) => e2e.control<AgentView>('GET', `/demo/approvals/${approvalId}`);
const pending = async (): Promise<Page> => {
  const page = await e2e.open('/security?tab=pending');
  await page.getByRole('tabpanel').getByText('Live', { exact: true }).first().waitFor();
  return page;
};
const card = (page: Page, action: string): Locator =>
  page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem', { name: action });
/** Away from every card: a pointer that rests on one keeps it. */
const leave = (page: Page) => page.mouse.move(1275, 5);

describe('approvals', () => {
  it('shows a new request within a second, names it, and lets its agent go on when approved', async () => {
    const page = await pending();
    const approvalId = await ask({ action: 'file.delete', description: 'Delete a folder.', explanation: 'It is old.' });
    const asked = Date.now();
    await card(page, 'file.delete').waitFor();
    assert.ok(Date.now() - asked < 1000, `shown after ${Date.now() - asked} ms`);
    const shown = card(page, 'file.delete');
    assert.match((await shown.getAttribute('aria-label')) ?? '', /ops-agent.*file\.delete/);
    for (const text of ['Delete a folder.', 'It is old.', '/srv/data', 'high']) {
      assert.ok(await shown.getByText(text).first().isVisible(), text);
    }
    assert.equal((await agentView(approvalId)).state, 'waiting');
    assert.ok(await page.getByRole('tab', { name: /^Pending Approvals.*1/ }).isVisible());
    await shown.getByRole('textbox', { name: 'Comment' }).fill('ticket 12');
    await shown.getByRole('button', { name: 'Approve' }).click();
    await shown.getByText(/^Approved by /).waitFor();
    const view = await agentView(approvalId);
    assert.equal(view.state, 'approved');
    assert.equal(view.comment, 'ticket 12');
    assert.ok(view.by, 'attributed to the token that decided');
    await leave(page);
    await shown.waitFor({ state: 'detached' });
  });

  it('denies with a comment, from the keyboard alone', async () => {
    const page = await pending();
    const approvalId = await ask({ action: 'shell.exec' });
    const shown = card(page, 'shell.exec');
    await shown.getByRole('textbox', { name: 'Comment' }).focus();
    await page.keyboard.type('not today');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.equal(await shown.getByRole('button', { name: 'Deny' }).evaluate((each) => each.matches(':focus')), true);
    await until(
      async () => (await shown.getByRole('button', { name: 'Deny' }).getAttribute('aria-disabled')) !== 'true',
      'the button',
    );
    await page.keyboard.press('Enter');
    await shown.getByText(/^Denied by /).waitFor();
    const view = await agentView(approvalId);
    assert.equal(view.state, 'denied');
    assert.match(view.comment ?? '', /not today/);
  });

  it('says when a request times out and when its agent withdraws it', async () => {
    const page = await pending();
    const expiring = await ask({ action: 'to.expire', timeoutMs: 2000 });
    const withdrawn = await ask({ action: 'to.withdraw' });
    await card(page, 'to.expire').getByText(/left/).waitFor();
    await card(page, 'to.withdraw').waitFor();
    await e2e.control('PATCH', `/demo/approvals/${withdrawn}`, { withdraw: true });
    await card(page, 'to.withdraw').getByText('Withdrawn').waitFor();
    await card(page, 'to.expire').getByText('Timed out: denied automatically').waitFor();
    assert.equal((await agentView(expiring)).state, 'expired');
    assert.equal((await agentView(withdrawn)).state, 'withdrawn');
  });

  it('sends nothing for a request that changed under the pointer, and decides it after it was read again', async () => {
    const page = await pending();
    const approvalId = await ask({ action: 'file.write' });
    const shown = card(page, 'file.write');
    await shown.getByRole('button', { name: 'Approve' }).hover();
    await e2e.control('PATCH', `/demo/approvals/${approvalId}`, { params: { path: '/etc/passwd' } });
    const [approve, deny] = ['Approve', 'Deny'].map((name) => shown.getByRole('button', { name }));
    const reviewed = shown.getByRole('button', { name: 'Reviewed' });
    await reviewed.waitFor();
    await shown.getByText('/etc/passwd').first().waitFor();
    for (const button of [approve, deny]) {
      assert.equal(await button?.getAttribute('aria-disabled'), 'true');
      // By force: a person can press what is off, too.
      await button?.click({ force: true });
    }
    assert.equal((await agentView(approvalId)).state, 'waiting');
    await reviewed.click();
    await until(async () => (await approve?.getAttribute('aria-disabled')) === 'false', 'Approve to be on again');
    await approve?.click();
    await shown.getByText(/^Approved by /).waitFor();
  });

  it('shows in one window what was decided in another, by name', async () => {
    const [first, second] = [await pending(), await pending()];
    await ask({ action: 'message.send' });
    await card(first, 'message.send').getByRole('textbox', { name: 'Comment' }).fill('still reading');
    await card(second, 'message.send').getByRole('button', { name: 'Deny' }).click();
    await card(first, 'message.send')
      .getByText(/^Denied by /)
      .waitFor();
    const comment = card(first, 'message.send').getByRole('textbox', { name: 'Comment' });
    assert.equal(await comment.inputValue(), 'still reading');
    assert.equal(await comment.evaluate((each) => each.matches(':focus')), true);
  });

  it('holds arrivals back that would move the card under the pointer', async () => {
    const page = await pending();
    await ask({ action: 'held.one', timeoutMs: 300_000 });
    const held = card(page, 'held.one');
    await held.getByRole('button', { name: 'Approve' }).hover();
    const before = await held.boundingBox();
    for (let index = 0; index < 5; index++) await ask({ action: `urgent.${index}`, timeoutMs: 100_000 + index });
    await page.getByRole('button', { name: '5 new' }).waitFor();
    const after = await held.boundingBox();
    assert.ok(Math.abs((after?.y ?? 0) - (before?.y ?? 99)) <= 1);
    await page.getByRole('button', { name: '5 new' }).click();
    await card(page, 'urgent.4').waitFor();
    const names = await page.getByRole('listitem').evaluateAll((cards) => cards.map((each) => each.ariaLabel ?? ''));
    assert.deepEqual(
      names.map((name) => name.split(': ')[1]),
      ['urgent.0', 'urgent.1', 'urgent.2', 'urgent.3', 'urgent.4', 'held.one'],
    );
  });

  it('shows the reason of a refused decision on its own card and keeps the comment', async () => {
    const page = await pending();
    const approvalId = await ask({ action: 'refused.once' });
    await e2e.control('POST', '/demo/faults', {
      method: 'approvals.respond',
      error: { code: -32603, message: 'Disk full.' },
    });
    const shown = card(page, 'refused.once');
    await shown.getByRole('textbox', { name: 'Comment' }).fill('my words');
    await shown.getByRole('button', { name: 'Approve' }).click();
    await shown.getByRole('alert').getByText('Disk full.').waitFor();
    assert.equal(await shown.getByRole('textbox', { name: 'Comment' }).inputValue(), 'my words');
    await shown.getByRole('button', { name: 'Approve' }).click();
    await shown.getByText(/^Approved by /).waitFor();
    assert.equal((await agentView(approvalId)).comment, 'my words');
  });
});
