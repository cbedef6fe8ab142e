/** The rules and the secret store as a Comis daemon holds them: shown, explained, and not to be changed from here. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { useGateway } from '../../support/e2e.js';
import { openBefore } from './support.js';

const e2e = useGateway();

it('shows each rule as the daemon holds it, disabled, with the reason beside it', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'config' }, { path: '/security?tab=rules' });
  const panel = page.getByRole('tabpanel', { name: 'Approval Rules' });
  const destructive = panel.getByRole('switch', { name: /destructive/ });
  await destructive.waitFor();
  assert.equal(await destructive.isChecked(), true);
  for (const control of await panel.getByRole('switch').all()) assert.equal(await control.isDisabled(), true);
  for (const field of await panel.getByRole('textbox').all()) {
    assert.ok((await field.isDisabled()) || !(await field.isEditable()), 'no field looks as if it could be changed');
  }
  await panel.getByText('memory.search').first().waitFor();
  await panel.getByText('api.example.test').first().waitFor();
  await panel
    .getByText(/The gateway does not use it/)
    .first()
    .waitFor();
  await panel
    .getByText(/edit the configuration file on the gateway’s machine/)
    .first()
    .waitFor();
  await panel.getByText(/approvals\.defaultMode: auto; approvals\.rules: tokens\.\* require/).waitFor();
  assert.equal(await panel.getByRole('button', { name: /^Save/ }).count(), 0);
  assert.ok(!replay.calls.some(({ method }) => /^config\.(get|set|patch|apply)$/.test(method)));
});

it('shows the secret store as declared, and what to do instead of setting one here', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'config' }, { path: '/security?tab=secrets' });
  const panel = page.getByRole('tabpanel', { name: 'Secrets' });
  await panel.getByText('secrets.db').first().waitFor();
  await panel
    .getByText(/comis secrets/)
    .first()
    .waitFor();
  for (const button of await panel.getByRole('button', { name: /^(Set|Delete|Store|Replace)/ }).all()) {
    assert.ok((await button.isDisabled()) || (await button.getAttribute('aria-disabled')) === 'true');
  }
  replay.emit('secret:accessed', {
    secretName: 'STRIPE_API_KEY',
    agentId: 'ops-agent',
    outcome: 'success',
    timestamp: Date.now(),
  });
  await panel.getByRole('rowheader').getByText('STRIPE_API_KEY').waitFor({ timeout: 20_000 });
});
