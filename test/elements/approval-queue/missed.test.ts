import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk } from './desk.js';

/** Hides the page, or shows it again, as far as it can tell. */
function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('what was missed while away', () => {
  let desk: Desk;
  const panel = () => desk.queue.shadowRoot!.querySelector('comis-approval-missed')!.shadowRoot!;
  const words = () => panel().textContent.replaceAll(/\s+/g, ' ');

  beforeEach(async () => {
    desk = new Desk();
    await desk.open();
  });
  afterEach(() => {
    setHidden(false);
    desk.close();
  });

  it('lists what came and ended while the page was hidden, with its outcome, until it is dismissed', async () => {
    setHidden(true);
    const denied = desk.ask({ agentId: 'ops-agent', action: 'file.delete' });
    desk.gateway.approvals.decide({ approvalId: denied, decision: 'deny' }, 'bob');
    desk.gateway.approvals.withdraw(desk.ask({ action: 'mail.send' }));
    await painted();
    expect(words()).to.not.contain('ended while you were away');
    setHidden(false);
    await until(() => words().includes('2 requests ended while you were away'), 'the list');
    expect(words()).to.contain('ops-agent').and.contain('file.delete').and.contain('Denied by bob');
    expect(words()).to.contain('mail.send').and.contain('Withdrawn by');
    expect(desk.cards, 'none of it is a pending approval').to.have.length(0);
    await expectAccessible(desk.queue);
    await desk.click(panel().querySelector('button')!);
    await until(() => !words().includes('ended while you were away'), 'the list to go');
  });

  it('asks the history for what it was cut off from', async () => {
    desk.client.drop();
    const approvalId = desk.ask({ action: 'file.delete' });
    desk.gateway.approvals.decide({ approvalId, decision: 'approve' }, 'bob');
    desk.gateway.stream.forget();
    desk.client.restore();
    await until(() => words().includes('1 request ended while you were away'), 'the list');
    expect(words()).to.contain('file.delete').and.contain('Approved by bob');
  });

  it('leaves out what ended just before the queue was opened', async () => {
    desk.close();
    desk = new Desk();
    desk.gateway.approvals.decide({ approvalId: desk.ask({ action: 'before.me' }), decision: 'deny' }, 'bob');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await desk.open();
    desk.client.drop();
    desk.gateway.approvals.withdraw(desk.ask({ action: 'mail.send' }));
    desk.gateway.stream.forget();
    desk.client.restore();
    await until(() => words().includes('1 request ended while you were away'), 'the list');
    expect(words()).to.contain('mail.send').and.not.contain('before.me');
  });

  it('lists what ended after the last sign of life, long before the loss was noticed', async () => {
    const seen = desk.ask({ action: 'seen.one' });
    await desk.card('seen.one');
    desk.gateway.approvals.decide({ approvalId: seen, decision: 'deny' }, 'bob');
    const approvalId = desk.ask({ action: 'file.delete' });
    await desk.card('file.delete');
    // The stream is half open: nothing arrives any more, and nobody knows.
    const receive = desk.client.receive.bind(desk.client);
    desk.client.receive = () => undefined;
    desk.gateway.approvals.decide({ approvalId, decision: 'deny' }, 'bob');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    desk.client.drop();
    desk.client.receive = receive;
    desk.client.restore();
    await until(() => words().includes('1 request ended while you were away'), 'the list');
    expect(words()).to.contain('file.delete').and.not.contain('seen.one');
    await desk.click(panel().querySelector('button')!);
    await until(() => !words().includes('ended while you were away'), 'the list to go');
    // What was seen is not missed when the connection is lost again at once.
    desk.client.drop();
    desk.client.restore();
    setHidden(true);
    desk.gateway.approvals.withdraw(desk.ask({ action: 'mail.send' }));
    await painted();
    setHidden(false);
    await until(() => words().includes('1 request ended while you were away'), 'the next list');
    expect(words()).to.contain('mail.send').and.not.contain('file.delete');
  });

  it('says that there may be more when the history cannot be read', async () => {
    desk.gateway.faults.fail('approvals.history', { code: -32603, message: 'no disk' }, 9);
    desk.client.drop();
    desk.client.restore();
    await until(() => words().includes('There may be more'), 'the words');
  });

  it('is silent when nothing ended, and about what was decided here or by a policy', async () => {
    desk.ask({ action: 'mine', risk: 'low' });
    await desk.press(await desk.card('mine'), 'Approve');
    setHidden(true);
    desk.ask({ action: 'waits' });
    desk.gateway.approvals.approveByPolicy({ action: 'by.policy', params: {}, risk: 'low' });
    await painted();
    setHidden(false);
    await painted();
    expect(words()).to.not.contain('ended while you were away');
  });

  it('keeps what ended in place until somebody has looked again', async function () {
    this.timeout(15_000);
    const approvalId = desk.ask({ action: 'file.delete' });
    const card = await desk.card('file.delete');
    setHidden(true);
    desk.gateway.approvals.decide({ approvalId, decision: 'deny' }, 'bob');
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(card.isConnected, 'not folded while nobody could see it').to.equal(true);
    setHidden(false);
    await painted();
    expect(card.innerText).to.contain('Denied by bob');
    await until(() => !card.isConnected, 'the card to fold', 6000);
  });

  it('does not push down a card that somebody points at', async () => {
    desk.ask({ action: 'held' });
    const card = await desk.card('held');
    const { left, top } = card.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + 40), Math.round(top + 10)] });
    setHidden(true);
    desk.gateway.approvals.withdraw(desk.ask({ action: 'gone' }));
    await painted();
    setHidden(false);
    await until(() => words().includes('1 request ended while you were away'), 'the list');
    await painted();
    expect(Math.abs(card.getBoundingClientRect().top - top)).to.be.lessThan(1.01);
    await desk.leave();
    await until(() => card.getBoundingClientRect().top > top + 20, 'the list to take its place');
  });
});
