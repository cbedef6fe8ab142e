/** What the log, the audit log and the health of providers say of a Comis daemon's own events. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { until, useGateway } from '../../support/e2e.js';
import { openBefore, readText } from './support.js';

const e2e = useGateway();

const words = (page: Page, tab: string) => readText(page.getByRole('tabpanel', { name: tab }));

it('puts every security event into the log, with its risk and its agent, and folds the noise', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'events' }, { path: '/security?tab=events' });
  await page.getByText('Connected, live').waitFor();
  await replay.play();
  const log = page.getByRole('tabpanel', { name: 'Security Events' });
  for (const text of [/injection/i, /memory/i, /STRIPE_API_KEY/, /degraded/i])
    await log.getByText(text).first().waitFor();
  const text = await words(page, 'Security Events');
  assert.match(text, /ops-agent/);
  assert.match(text, /high/);
  assert.match(text, /CANARY_SECRET/);
  assert.match(text, /since/i);
  const problems = await page.getByText(/could not be read/).count();
  assert.equal(problems, 0, 'every event was read');
});

it('merges the live audit events with what the daemon still remembers, and says since when it knows', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'events' }, { path: '/security?tab=events' });
  await page.getByText('Connected, live').waitFor();
  const entry = (actionType: string) => ({
    timestamp: Date.now(),
    agentId: 'system',
    tenantId: 'acme',
    actionType,
    classification: 'destructive',
    outcome: 'success',
    metadata: { entityId: 'ops-bot' },
  });
  // Told while nobody reads the audit log here, and kept by the daemon: it comes both ways.
  replay.emit('audit:event', entry('tokens.rotate'));
  await page.reload();
  await page.getByRole('textbox', { name: 'Token' }).fill(replay.adminToken);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('tab', { name: 'Audit Log' }).click();
  const row = (action: string) =>
    page.getByRole('table', { name: 'Audit log' }).getByRole('row').filter({ hasText: action });
  await row('tokens.rotate').waitFor();
  replay.emit('audit:event', entry('channels.restart'));
  await row('channels.restart').waitFor();
  assert.deepEqual([await row('tokens.rotate').count(), await row('channels.restart').count()], [1, 1]);
  assert.match(await words(page, 'Audit Log'), /since/i);
});

it('shows providers that fail without flickering, and says that breakers are not reported', async (t) => {
  const { page, replay } = await openBefore(t, e2e, { file: 'events' }, { path: '/security?tab=health' });
  await page.getByText('Connected, live').waitFor();
  const flap = (event: string) =>
    replay.emit(event, { provider: 'anthropic', failingAgents: 2, timestamp: Date.now() });
  flap('provider:degraded');
  const panel = page.getByRole('tabpanel', { name: 'Provider Health' });
  await panel
    .getByText(/Degraded/)
    .first()
    .waitFor();
  let flickers = 0;
  for (let i = 0; i < 10; i++) {
    flap('provider:recovered');
    await page.waitForTimeout(20);
    flap('provider:degraded');
    await page.waitForTimeout(80);
    if ((await panel.getByText(/Degraded/).count()) === 0) flickers++;
  }
  assert.equal(flickers, 0);
  assert.match(await words(page, 'Provider Health'), /not reported/i);
  assert.match(await words(page, 'Provider Health'), /since/i);
  flap('provider:recovered');
  await until(async () => (await panel.getByText(/Degraded since/).count()) === 0, 'the recovery', 15_000);
});
