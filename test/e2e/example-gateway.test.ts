/** The page for docs/example-gateway.mjs: an agent asks, a person approves, the agent goes on. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startExample } from '../gateway/support/example-gateway.js';
import { EndToEnd } from '../support/e2e.js';
import { pressVerdict } from './decisions/support.js';

describe('the example gateway', () => {
  const e2e = new EndToEnd();
  const ends: (() => unknown)[] = [];
  let example: Awaited<ReturnType<typeof startExample>>;
  before(async () => {
    example = await startExample({ after: (end) => void ends.push(end as () => unknown) });
    await e2e.start({ gateway: new URL(example.url) });
  });
  afterEach(() => e2e.closePages());
  after(async () => {
    await e2e.stop();
    for (const end of ends) end();
  });

  it('has its request approved in the page, and answers the agent', async () => {
    const page = await e2e.open('/security?tab=pending');
    await page.getByLabel('Token').fill(example.token);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('Connected, live').first().waitFor();
    const asked = example.ask({
      agentId: 'deploy-bot',
      action: 'deploy.start',
      risk: 'low',
      params: { to: 'staging' },
    });
    const card = page.getByRole('listitem', { name: 'deploy-bot: deploy.start' });
    await pressVerdict(card.getByRole('button', { name: 'Approve' }));
    const { body } = await asked;
    assert.equal(body['outcome'], 'approved');
    assert.equal(body['resolvedBy'], 'operator');
    // What the gateway does not have says so.
    await page.getByRole('tab', { name: 'Audit Log' }).click();
    await page.getByText('security.audit').first().waitFor();
  });
});
