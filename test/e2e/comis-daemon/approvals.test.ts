/** What an operator reads and does in the queue and the history when the gateway is a Comis daemon. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { until, useGateway } from '../../support/e2e.js';
import { openBefore } from './support.js';

const e2e = useGateway();

const cards = (page: Page) => page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem');
const card = (page: Page, action: string) => cards(page).filter({ hasText: action });
const history = (page: Page) => page.getByRole('table', { name: /history|decisions/i });

it('shows what is true of a request, and approves it with a reason', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'approvals' });
  await page.getByText('No pending requests').waitFor();
  const requestId = replay.request({ agentId: 'u-1042', action: 'agents.delete', trustLevel: 'guest' });
  const asked = card(page, 'agents.delete');
  await asked.waitFor();
  const text = (await asked.innerText()).replace(/\s+/g, ' ');
  assert.match(text, /high/);
  assert.match(text, /derived from what agents\.delete can do \(deletes\), by a table of the tools of Comis 1\.0\.34/);
  assert.match(text, /Requested by u-1042/);
  assert.match(text, /Trust level guest/);
  assert.match(text, /also decides any other agents\.delete in this session for 30 s/);
  assert.doesNotMatch(text, /Agent u-1042/);
  await asked.getByRole('textbox', { name: 'Comment' }).fill('the owner knows');
  await approve(page, 'agents.delete');
  await asked.getByText(/Approved by operator/).waitFor();
  assert.deepEqual(replay.calls.find(({ method }) => method === 'admin.approval.resolve')?.params, {
    requestId,
    approved: true,
    reason: 'the owner knows',
  });
  const row = history(page).getByRole('row').filter({ hasText: 'agents.delete' });
  await newest(page);
  await row.getByText('the owner knows').waitFor();
});

it('denies with a reason that the agent gets', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'approvals' });
  replay.request({ action: 'memory.flush', toolName: 'memory_manage' });
  const asked = card(page, 'memory.flush');
  await asked.getByRole('textbox', { name: 'Comment' }).fill('not today');
  await decide(page, 'memory.flush', 'Deny');
  await asked.getByText(/Denied by operator/).waitFor();
  const { params } = replay.calls.find(({ method }) => method === 'admin.approval.resolve') ?? {};
  assert.deepEqual(Object.entries(params ?? {}).slice(1), [
    ['approved', false],
    ['reason', 'not today'],
  ]);
});

it('reads timeouts, decisions elsewhere and the cache as what they are', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'approvals' });
  await page.getByText('No pending requests').waitFor();
  await replay.playTo('6');
  await newest(page);
  const rows = history(page).getByRole('row');
  const words = async () => (await rows.allInnerTexts()).map((each) => each.replace(/\s+/g, ' '));
  await until(
    async () => (await words()).some((row) => /memory\.flush.*(expired|timed out)/i.test(row)),
    'the timeout',
  );
  const all = await words();
  assert.ok(
    all.some((row) => /agents\.delete/.test(row) && /denied/i.test(row) && /cache|earlier decision/i.test(row)),
    all.join('\n'),
  );
  assert.ok(
    all.some((row) => /tokens\.revoke/.test(row) && /approved/i.test(row) && /cache|earlier decision/i.test(row)),
    all.join('\n'),
  );
  assert.ok(all.some((row) => /bob/.test(row) && /not today/.test(row)));
  await page
    .getByText(/keeps no history of approvals/)
    .first()
    .waitFor();
});

it('hides secrets in parameters until they are asked for, and escapes the rest', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'approvals' });
  await page.getByText('No pending requests').waitFor();
  replay.request({
    action: 'mcp.connect',
    params: {
      env: { GITHUB_TOKEN: 'ghp_FAKE0123456789' },
      nested: { password: 'hunter2-fake', html: '<img src=x onerror=alert(1)>' },
    },
  });
  const asked = card(page, 'mcp.connect');
  await asked.waitFor();
  const hidden = await asked.innerText();
  assert.doesNotMatch(hidden, /ghp_FAKE|hunter2/);
  assert.match(hidden, /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  await asked.getByRole('button', { name: /Show .*hidden/i }).click();
  await asked.getByText('hunter2-fake').waitFor();
});

it('real use 15: says after a restart that nobody waits for what was restored, without a doubt where it is known', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'approvals' });
  replay.request({ action: 'agents.create', timeoutMs: 600_000 });
  await card(page, 'agents.create').waitFor();
  const restarted = replay.restart();
  await page
    .getByText(/gateway restarting/i)
    .first()
    .waitFor();
  await restarted;
  await card(page, 'agents.create')
    .getByText(/^Restored after a restart.*call that waited for it no longer exists/)
    .first()
    .waitFor({ timeout: 20_000 });
  await page.getByText('Connected, live').waitFor();
});

/** Presses Approve or Deny once the card lets it. */
async function decide(page: Page, action: string, verdict: 'Approve' | 'Deny'): Promise<void> {
  const button = card(page, action).getByRole('button', { name: new RegExp(`^${verdict}`) });
  await until(async () => (await button.getAttribute('aria-disabled')) !== 'true', `${verdict} to be armed`);
  await button.click();
}
const approve = (page: Page, action: string) => decide(page, action, 'Approve');

/** Lets in what the history holds back, if it does. */
async function newest(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: /\d+ new/ }).last();
  if (await more.isVisible()) await more.click();
}
