/** A card under the pointer stays where it is, whatever is said around it, in windows of any width. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectionErrors, useGateway } from '../support/e2e.js';

describe('the card under the pointer', () => {
  const e2e = useGateway({ scenario: 'quiet' });

  for (const width of [320, 700, 900, 1280]) {
    it(`does not move when a request arrives and the connection drops and heals, ${String(width)} px wide`, async () => {
      const agentId = `agent-${String(width)}`;
      const ask = (action: string, timeoutMs: number) =>
        e2e.control('POST', '/demo/approvals', { agentId, action, timeoutMs, risk: 'low', params: {} });
      const page = await e2e.open('/security?tab=pending', {
        expected: connectionErrors,
        viewport: { width, height: 800 },
      });
      await ask('held.one', 400_000);
      const card = page.getByRole('listitem', { name: `${agentId}: held.one` });
      await card.getByRole('button', { name: 'Approve' }).hover();
      const top = async () => (await card.boundingBox())?.y ?? NaN;
      const before = await top();
      const stays = async (when: string) => {
        const now = await top();
        assert.ok(Math.abs(now - before) <= 1, `${when}: moved by ${String(now - before)} px`);
      };
      await ask('urgent.one', 100_000);
      await page.getByRole('button', { name: '1 new' }).waitFor();
      await stays('an arrival');
      await e2e.control('POST', '/demo/connections', { drop: true, refuseMs: 600_000 });
      await page
        .getByRole('tabpanel')
        .getByText(/^Stale since/)
        .first()
        .waitFor();
      await stays('the connection dropped');
      await e2e.control('POST', '/demo/connections', { refuseMs: 0 });
      await page.getByText('Connected, live').first().waitFor();
      await stays('the connection is back');
    });
  }
});
