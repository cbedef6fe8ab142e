/** A translator on the real page: a request that changes meanwhile is not approved by what stood there before. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { until, useGateway } from '../../support/e2e.js';
import { translatePage } from '../../support/translator.js';
import { decisionsOf } from './support.js';

const e2e = useGateway({ scenario: 'quiet' });

it('real use 4: on a page that a translator altered, Approve sends nothing, the card says so, and the countdown goes on', async () => {
  const { approvalId } = await e2e.control<{ approvalId: string }>('POST', '/demo/approvals', {
    agentId: 'pay-agent',
    action: 'payment.send',
    risk: 'low',
    timeoutMs: 600_000,
    params: { to: 'ada@example.org', amount: '100 euro' },
  });
  const page = await e2e.open('/security?tab=pending');
  const sent = await decisionsOf(page);
  const card = page.getByRole('list', { name: 'Pending approvals' }).getByRole('listitem', { name: 'payment.send' });
  const approve = card.getByRole('button', { name: 'Approve' });
  await until(async () => (await approve.getAttribute('aria-disabled')) === 'false', 'Approve');
  // The compiler of the tests names functions by this.
  await page.evaluate('globalThis.__name = (named) => named');
  await page.evaluate(
    `(${translatePage.toString()})(document, { polite: false })`.replaceAll(
      'createElement(tag)',
      "createElement('font')",
    ),
  );
  await e2e.control('PATCH', `/demo/approvals/${approvalId}`, { params: { to: 'mallory', amount: '999999 euro' } });
  await card.getByText('999999 euro').first().waitFor();
  const box = (await card.locator('.verdict > .approve').boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await card.getByText('Another program, such as a translator').waitFor();
  const time = card.locator('.time-left strong');
  const before = await time.innerText();
  await until(async () => (await time.innerText()) !== before, 'the next second');
  await until(
    async () => (await page.getByRole('list', { name: 'Pending approvals' }).innerText()).includes('mallory'),
    'the change',
  );
  assert.doesNotMatch(await card.innerText(), /Approved by/);
  // What went over the socket counts, not what the card says of it.
  await e2e.control('GET', `/demo/approvals/${approvalId}`);
  assert.deepEqual(sent, [], 'no approvals.respond');
  assert.equal(await card.getByRole('button', { name: 'Approve' }).count(), 1, 'it still waits');
  assert.ok(await page.getByText('Connected, live').first().isVisible(), 'the state of the connection');
});
