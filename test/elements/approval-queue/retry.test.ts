/** The error of a decision stands on its own request, and can be tried again with the comment kept. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

const failOnce = () => desk.gateway.faults.fail('approvals.respond', { message: 'Disk full.' });
const failed = (card: HTMLElement) => until(() => read(card).includes('Disk full.'), 'the error');

describe('a decision that failed', () => {
  for (const [name, state] of [
    ['Approve', 'approved'],
    ['Deny', 'denied'],
  ] as const) {
    it(`is tried again as it was, ${name}, with the comment kept`, async () => {
      const approvalId = desk.ask({ action: 'one', risk: 'low' });
      await desk.open();
      const card = await desk.card('one');
      card.querySelector('textarea')!.focus();
      await sendKeys({ type: 'ticket 12' });
      failOnce();
      await desk.press(card, name);
      await failed(card);
      expect(desk.isArmed(card, 'Retry'), 'a moment after it came up').to.equal(false);
      await expectAccessible(card);
      await desk.press(card, 'Retry');
      await until(() => desk.stateOf(approvalId) === state, 'the decision');
      expect(desk.gateway.approvals.agentView(approvalId).comment).to.equal('ticket 12');
    });
  }

  it('shows its error on no other request, whatever arrives or goes', async () => {
    desk.ask({ action: 'one', risk: 'low', timeoutMs: 100_000 });
    const two = desk.ask({ action: 'two', risk: 'low', timeoutMs: 200_000 });
    await desk.open();
    const card = await desk.card('one');
    failOnce();
    await desk.press(card, 'Approve');
    await failed(card);
    desk.ask({ action: 'three', risk: 'low', timeoutMs: 300_000 });
    desk.gateway.approvals.withdraw(two);
    await desk.leave();
    const third = await desk.card('three');
    await painted();
    expect(read(third)).to.not.contain('Disk full.');
    expect(desk.cards.filter((each) => read(each).includes('Disk full.'))).to.deep.equal([card]);
    expect(desk.button(third, 'Retry')).to.equal(undefined);
  });

  it('has to be reviewed before it is tried again when it changed meanwhile', async () => {
    const approvalId = desk.ask({ action: 'one', risk: 'low', params: { path: '/a' } });
    await desk.open();
    const card = await desk.card('one');
    failOnce();
    await desk.press(card, 'Approve');
    await failed(card);
    desk.gateway.approvals.change(approvalId, { path: '/b' });
    await until(() => desk.button(card, 'Reviewed'), 'the review');
    // It must not arm, which takes half a second.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(desk.isArmed(card, 'Retry')).to.equal(false);
    await desk.click(desk.button(card, 'Retry')!);
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    await desk.press(card, 'Reviewed');
    await desk.press(card, 'Retry');
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval');
  });

  it('offers nothing to try again when it was refused as stale', async () => {
    const approvalId = desk.ask({ action: 'one', risk: 'low', params: { path: '/a' } });
    await desk.open();
    const card = await desk.card('one');
    desk.client.dropStream();
    desk.gateway.approvals.change(approvalId, { path: '/b' });
    await desk.press(card, 'Approve');
    await until(() => read(card).includes('Not decided'), 'the refusal');
    expect(desk.button(card, 'Retry')).to.equal(undefined);
    expect(desk.button(card, 'Reviewed')).to.not.equal(undefined);
  });

  it('says nothing of a request that has the same id at another gateway', async () => {
    const approvalId = desk.ask({ approvalId: 'same-id', action: 'one', risk: 'low' });
    const other = new Desk();
    other.ask({ approvalId, action: 'another', risk: 'low' });
    await desk.open();
    failOnce();
    await desk.press(await desk.card('one'), 'Approve');
    await failed(await desk.card('one'));
    // This one stays on its way.
    const letGo = desk.gateway.faults.hold('approvals.respond');
    const before = await desk.card('one');
    await desk.press(before, 'Retry');
    desk.queue.client = other.client;
    const card = await desk.card('another');
    // A card of its own, not the one that stood here before.
    expect(card).not.to.equal(before);
    await desk.armed(card, 'Approve');
    expect(read(card)).to.not.contain('Disk full.');
    expect(desk.button(card, 'Retry')).to.equal(undefined);
    desk.gateway.faults.fail('approvals.respond', { message: 'Disk full.' });
    letGo();
    await painted();
    expect(read(card)).to.not.contain('Disk full.');
    await desk.press(card, 'Approve');
    await until(() => other.stateOf(approvalId) === 'approved', 'the approval');
    other.close();
  });
});
