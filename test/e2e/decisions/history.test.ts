/** The history of decisions: filtered by the gateway, told apart, in full, and exported as it stands. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../support/e2e.js';
import { button, cards, pressVerdict, leave, useQueue } from './support.js';

const { ask, agentView, decided, pending } = useQueue();

const rows = (page: Page, text?: string) =>
  page
    .getByRole('table', { name: 'Approval history' })
    .getByRole('row')
    .filter(text === undefined ? {} : { hasText: text });

async function decide(page: Page, request: object, action: string, verdict: 'Approve' | 'Deny'): Promise<void> {
  const id = await ask({ action, ...request });
  await cards(page, action).getByRole('textbox', { name: 'Comment' }).fill(`why ${action}`);
  await pressVerdict(button(cards(page, action), verdict));
  await decided(id);
  await leave(page);
}

describe('the history', () => {
  it('is filtered by the gateway: outcome, agent, action, decider, time; what nobody decided says so', async () => {
    const page = await pending();
    await decide(
      page,
      { agentId: 'builder', params: { target: 'staging', apiKey: 'hunter2' } },
      'deploy.run',
      'Approve',
    );
    await decide(page, { agentId: 'mailer' }, 'letter.send', 'Deny');
    const expired = await ask({ agentId: 'builder', action: 'deploy.late', timeoutMs: 200 });
    await until(async () => (await agentView(expired)).state === 'expired', 'the timeout');
    const calls: unknown[] = [];
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const call = JSON.parse(String(payload)) as { method?: string; params?: unknown };
        if (call.method === 'approvals.history') calls.push(call.params);
      }),
    );
    await page.reload();
    await rows(page, 'deploy.run').waitFor();
    assert.match(await rows(page, 'deploy.late').innerText(), /Expired[^]*automatic: timeout/);
    const filter = async (name: string, value: string, stays: string, goes: string) => {
      await page
        .getByRole('combobox', { name, exact: true })
        .or(page.getByRole('textbox', { name, exact: true }))
        .fill(value);
      await rows(page, goes).waitFor({ state: 'detached' });
      await rows(page, stays).waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await rows(page, goes).waitFor();
    };
    await filter('Agent', 'builder', 'deploy.run', 'letter.send');
    await filter('Action', 'letter.send', 'letter.send', 'deploy.run');
    const decider = (await agentView(expired)).by ?? '';
    const person = (await rows(page, 'deploy.run').getByRole('cell').last().innerText()).trim();
    assert.notEqual(person, decider);
    await filter('Resolved by', person, 'deploy.run', 'deploy.late');
    await page.getByLabel('From', { exact: true }).fill('2100-01-01T00:00');
    await page.getByText('No decision matches the filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('Outcome').selectOption('Denied');
    await rows(page, 'deploy.run').waitFor({ state: 'detached' });
    const asked = JSON.stringify(calls);
    for (const param of [
      '"agentId":"builder"',
      '"action":"letter.send"',
      '"resolvedBy"',
      '"from":',
      '"outcome":"denied"',
    ]) {
      assert.ok(asked.includes(param), `the gateway was asked for ${param}`);
    }
  });

  it('exports exactly the filtered rows, without what looks like a secret', async () => {
    const page = await pending();
    await rows(page, 'deploy.run').waitFor();
    await page.getByLabel('Outcome').selectOption('Approved');
    await rows(page, 'letter.send').waitFor({ state: 'detached' });
    const words = await page
      .getByText(/^(\d+ of )?\d+ decisions$/)
      .first()
      .innerText();
    const all = /(\d+) decisions$/.exec(words)?.[1] ?? '';
    for (const [name, read] of [
      ['Export JSON', (text: string) => JSON.stringify(JSON.parse(text))],
      ['Export CSV', (text: string) => text],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      const text = read(await readFile(await download.path(), 'utf8'));
      assert.ok(text.includes('deploy.run') && text.includes('staging'), name);
      assert.ok(!text.includes('letter.send') && !text.includes('deploy.late') && !text.includes('hunter2'), name);
      await page.getByText(new RegExp(`Exported ${all} decisions?\\.`)).waitFor();
    }
  });

  it('shows the parameters as they were decided', async () => {
    const page = await pending();
    await rows(page, 'deploy.run').getByRole('button', { name: 'Details' }).click();
    await page.getByLabel('Parameters as decided').filter({ hasText: 'staging' }).first().waitFor();
    await page.getByText('By a person.').waitFor();
  });

  it('pages through many decisions', async () => {
    const ids = await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        ask({ agentId: 'busy', action: `busy.${String(index)}`, timeoutMs: 1 }),
      ),
    );
    await until(async () => (await agentView(ids.at(-1) ?? '')).state === 'expired', 'the last timeout');
    const page = await pending();
    await rows(page, 'busy.').first().waitFor();
    const before = await rows(page).count();
    await page.getByRole('button', { name: 'Show more' }).first().click();
    await until(async () => (await rows(page).count()) > before, 'the next page');
  });
});
