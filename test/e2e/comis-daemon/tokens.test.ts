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
  assert.match(form, /only once its secret is in the environment/);
  assert.match(form, /are not in the gateway’s config.yaml/);
  assert.match(form, /do not expire/);
  await row(page, 'viewer').getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  assert.match(await readText(dialog), /restarts/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

it('real use 14: offers no change that would lock out who administers, and says the way out', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'tokens', secretsIn: 'config' }, { path });
  await row(page, 'viewer').waitFor();
  const words = await readText(panel(page));
  assert.match(words, /does not offer tokens\.create\. This would lock out all admins/);
  assert.match(words, /secrets of “admin” and “root”/);
  assert.match(words, /GATEWAY_TOKEN_ADMIN, GATEWAY_TOKEN_ROOT/);
  for (const verb of ['Rotate', 'Revoke']) {
    const button = row(page, 'viewer').getByRole('button', { name: verb });
    assert.ok((await button.isDisabled()) || (await button.getAttribute('aria-disabled')) === 'true', verb);
  }
  assert.equal(await panel(page).getByRole('button', { name: 'Generate' }).isEnabled(), false);
  const calls = replay.calls.filter(({ method }) => /^tokens\.(create|rotate|revoke)$/.test(method));
  assert.deepEqual(calls, []);
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
  const generate = form.getByRole('button', { name: 'Generate' });
  // It works once it is seen.
  await generate.scrollIntoViewIfNeeded();
  await generate.click();
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
