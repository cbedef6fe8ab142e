/** The tokens of a Comis daemon: what an operator reads before, while and after they change one. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { until, useGateway } from '../../support/e2e.js';
import { openBefore, readText } from './support.js';

const e2e = useGateway();

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'API Tokens' });
const row = (page: Page, id: string) =>
  panel(page).getByRole('table', { name: 'API tokens' }).getByRole('row').filter({ hasText: id });
const path = '/security?tab=tokens';

it('says before the click what a change does, and shows no age that is none', async (t) => {
  const { page } = await openBefore(t, e2e, { file: 'tokens' }, { path });
  await row(page, 'viewer').waitFor();
  assert.match(await row(page, 'viewer').innerText(), /not known/);
  const form = await readText(panel(page));
  assert.match(form, /gateway restarts/);
  assert.match(form, /GATEWAY_TOKEN_/);
  assert.match(form, /lock everybody out/);
  assert.match(form, /do not expire/);
  await row(page, 'viewer').getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  assert.match(await readText(dialog), /restarts/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

it('creates a token with the exact line for the environment, and waits for the restart before the next change', async (t) => {
  const { page, replay } = await openBefore(
    t,
    e2e,
    { file: 'approvals', secretsIn: 'environment', restartAfterMs: 2000, downMs: 1500 },
    { path },
  );
  await row(page, 'viewer').waitFor();
  const form = panel(page).getByRole('form', { name: 'Create Token' });
  await form.getByRole('textbox', { name: 'Name' }).fill('ops-bot');
  await form.getByRole('checkbox', { name: 'rpc', exact: true }).check();
  await form.getByRole('button', { name: 'Generate' }).click();
  const dialog = page.getByRole('dialog', { name: 'New token' });
  const line = /GATEWAY_TOKEN_OPS_BOT=([\w-]{64})/.exec(await dialog.innerText());
  assert.ok(line?.[1], 'the line for the environment');
  replay.setSecret('ops-bot', line[1]);
  await dialog.getByRole('button', { name: /^Copy/ }).first().click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.ok(!(await page.content()).includes(line[1]), 'the secret is gone');

  await row(page, 'viewer').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await until(async () => /restarts after each change/.test(await readText(panel(page))), 'why it waits');
  const revoked = () => replay.calls.filter(({ method }) => method === 'tokens.revoke').length;
  assert.equal(revoked(), 0, 'it waits for the restart');
  await until(() => revoked() === 1, 'the change after the restart', 30_000);
  await until(async () => (await row(page, 'ops-bot').count()) === 1, 'the new token to have survived', 20_000);
});
