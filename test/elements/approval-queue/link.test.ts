/** A link leads to one request, and says what became of it. */
import { expect, fixture, html } from '@open-wc/testing';
import '../../../src/elements/approvals/define.js';
import type { ComisApprovals } from '../../../src/elements/approvals/approvals.js';
import { deepQueryAll, expectAccessible, expectEvents, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

const noteBox = () => deepQueryAll(desk.queue, '*').find((each) => each.localName.endsWith('linked-request'))!;
const note = () => [...noteBox().shadowRoot!.querySelectorAll<HTMLElement>('p')].map(read).join(' ');
const says = (words: string) => until(() => note().includes(words), `the note to say ${words} (it says ${note()})`);
const link = async (approvalId: string) => {
  desk.queue.setAttribute('request', approvalId);
  await painted();
};
const isInView = (card: HTMLElement) => {
  const { top } = card.getBoundingClientRect();
  return top >= 0 && top < innerHeight / 2;
};

/** Waits until the page has stayed where it is scrolled to for some frames. */
const rested = async () => {
  for (let [frames, at] = [0, NaN]; frames < 8; frames++) {
    await painted();
    if (scrollY !== at) [frames, at] = [0, scrollY];
  }
};

describe('a linked request', () => {
  it('is scrolled to once and marked, also far down among many, and never takes the focus', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => desk.ask({ action: `act.${index}`, createdAt: 1000 + index }));
    await desk.open();
    const before = document.activeElement;
    await link(ids[45]!);
    const card = await desk.card('act.45');
    let armed: boolean | undefined;
    await until(() => isInView(card) && (armed ??= desk.isArmed(card, 'Deny')) !== undefined, 'the card to be in view');
    expect(armed, 'a moment after it came here').to.equal(false);
    expect(read(card)).to.contain('Linked request');
    expect(card.ariaCurrent).to.equal('true');
    expect(document.activeElement).to.equal(before);
    await rested();
    scrollTo(0, 0);
    desk.ask({ action: 'another' });
    await desk.card('another');
    await rested();
    expect(scrollY, 'scrolled once').to.equal(0);
    expect(desk.cards.filter((each) => each.ariaCurrent === 'true')).to.deep.equal([card]);
    await link(ids[3]!);
    const other = await desk.card('act.3');
    await until(() => other.ariaCurrent === 'true', 'the other mark');
    expect(read(card)).to.not.contain('Linked request');
    scrollTo(0, 0);
  });

  it('waits to be scrolled to until its queue is on the page', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => desk.ask({ action: `act.${index}`, createdAt: 1000 + index }));
    await desk.open();
    desk.queue.hidden = true;
    await link(ids[15]!);
    desk.queue.hidden = false;
    const card = await desk.card('act.15');
    await until(() => isInView(card), 'the card to be in view');
    scrollTo(0, 0);
  });

  it('is set and dropped by a button on its card, which tells the host and moves nothing', async () => {
    const approvalId = desk.ask({ action: 'one' });
    desk.ask({ action: 'two' });
    await desk.open();
    const card = await desk.card('one');
    const height = card.offsetHeight;
    const [event] = await expectEvents(desk.queue.parentElement!, 'comis-request-linked', 1, () =>
      desk.click(desk.button(card, 'Link')!),
    );
    expect(event!.detail).to.deep.equal({ approvalId });
    expect(event!.composed).to.equal(true);
    await until(() => read(card).includes('Linked request'), 'the mark');
    expect(desk.queue.getAttribute('request')).to.equal(approvalId);
    expect(card.offsetHeight).to.be.closeTo(height, 1);
    await expectAccessible(card);
    const [dropped] = await expectEvents(desk.queue, 'comis-request-linked', 1, () =>
      desk.click(desk.button(card, 'Unlink')!),
    );
    expect(dropped!.detail).to.deep.equal({ approvalId: '' });
    await until(() => desk.button(card, 'Link'), 'the button Link');
    expect(desk.queue.request).to.equal('');
  });

  it('that ended is said to have, by whom, with its id, from what was seen and from the history', async () => {
    const approvalId = desk.ask({ action: 'one' });
    await desk.open();
    await link(approvalId);
    desk.gateway.approvals.decide({ approvalId, decision: 'deny', comment: 'Not at night.' }, 'bob');
    await says('is no longer pending. Denied by bob');
    expect(note()).to.contain(approvalId).and.to.contain('Comment: Not at night.');
    const old = desk.ask();
    desk.gateway.approvals.decide({ approvalId: old, decision: 'approve' }, 'eve');
    desk.close();
    const { gateway } = desk;
    desk = Object.assign(new Desk(), { gateway, client: gateway.client() });
    await desk.open();
    await link(old);
    await says('is no longer pending. Approved by eve');
    await expectAccessible(noteBox());
  });

  it('says that it is unknown, with the invisible characters of its id shown, until it is dismissed', async () => {
    await desk.open();
    await link('apr_\u202egnp<b>');
    await says('is unknown: it is not pending, and the gateway has no decisions.');
    expect(note()).to.contain('apr_U+202Egnp<b>');
    expect(noteBox().shadowRoot!.querySelector('b')).to.equal(null);
    await link('x'.repeat(5000));
    await until(() => note().includes('(5,000 characters)'), 'the extent');
    const dismiss = [...noteBox().shadowRoot!.querySelectorAll('button')].find((each) => read(each) === 'Dismiss')!;
    const events = await expectEvents(desk.queue, 'comis-request-linked', 1, () => desk.click(dismiss));
    expect(events[0]!.detail).to.deep.equal({ approvalId: '' });
    await until(() => noteBox().hidden, 'the note to go');
  });

  it('whose end cannot be read is said so, and can be tried again', async () => {
    await desk.open();
    desk.gateway.faults.fail('approvals.history', { message: 'Disk unreadable.' });
    await link('apr_gone');
    await says('How it ended could not be read: Disk unreadable.');
    await desk.click([...noteBox().shadowRoot!.querySelectorAll('button')].find((each) => read(each) === 'Retry')!);
    await says('is unknown: it is not pending');
  });

  it('is handed down by the page of approvals, which follows the button inside', async () => {
    document.title = 'Page';
    const approvalId = desk.ask({ action: 'one' });
    const page = await fixture<ComisApprovals>(
      html`<comis-approvals .client=${desk.client} request=${approvalId} attention="title"></comis-approvals>`,
    );
    desk.queue = await until(() => page.shadowRoot!.querySelector('comis-approval-queue'), 'the queue');
    const card = await desk.card('one');
    await until(() => read(card).includes('Linked request'), 'the mark');
    await until(() => document.title === '(1) Page', 'the count in the title');
    // It is scrolled to, until it lies still.
    await until(() => isInView(card), 'the card to be in view');
    await rested();
    await expectEvents(page, 'comis-request-linked', 1, () => desk.click(desk.button(card, 'Unlink')!));
    await painted();
    expect(page.request).to.equal('');
    expect(desk.queue.request).to.equal('');
  });
});
