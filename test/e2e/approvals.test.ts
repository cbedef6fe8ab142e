/** Decisions about waiting agents, as an operator makes them and as the agents see them. What makes them safe: decisions/. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { pressVerdict } from './decisions/support.js';
import { until, useGateway, within } from '../support/e2e.js';

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

describe('approvals', () => {
  it('shows a new request within a second, names it, and lets its agent go on when approved', async () => {
    const page = await pending();
    await within(1000, async (nth) => {
      const approvalId = await ask({ action: `log.rotate.${nth}` });
      await card(page, `log.rotate.${nth}`).waitFor();
      await e2e.control('PATCH', `/demo/approvals/${approvalId}`, { withdraw: true });
    });
    await card(page, 'log.rotate').first().waitFor({ state: 'detached' });
    const approvalId = await ask({ action: 'file.delete', description: 'Delete a folder.', explanation: 'It is old.' });
    const shown = card(page, 'file.delete');
    assert.match((await shown.getAttribute('aria-label')) ?? '', /ops-agent.*file\.delete/);
    for (const text of ['Delete a folder.', 'It is old.', '/srv/data', 'high']) {
      assert.ok(await shown.getByText(text).first().isVisible(), text);
    }
    assert.equal((await agentView(approvalId)).state, 'waiting');
    assert.ok(await page.getByRole('tab', { name: /^Pending Approvals.*1/ }).isVisible());
    await shown.getByRole('textbox', { name: 'Comment' }).fill('ticket 12');
    await pressVerdict(shown.getByRole('button', { name: 'Approve' }));
    await shown.getByText(/^Approved by /).waitFor();
    const view = await agentView(approvalId);
    assert.equal(view.state, 'approved');
    assert.equal(view.comment, 'ticket 12');
    assert.ok(view.by, 'attributed to the token that decided');
    // A pointer that rests on a card keeps it.
    await page.mouse.move(1275, 5);
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
});
