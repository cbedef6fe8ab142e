/** What is under the pointer, or has the focus, stays where it is: whatever happens below it, above it and to the page. */
import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { painted, until } from '../../support/browser.js';
import { Desk } from './desk.js';

const minutes = 60_000;

describe('<comis-approval-queue>: what is about to be clicked', () => {
  let desk: Desk;
  beforeEach(async () => {
    await setViewport({ width: 900, height: 1000 });
    desk = new Desk();
  });
  afterEach(async () => {
    desk.close();
    await setViewport({ width: 800, height: 600 });
  });

  const middleOf = (target: Element): [number, number] => {
    const { left, top, width, height } = target.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
  };
  const hover = (target: Element) => sendMouse({ type: 'move', position: middleOf(target) });
  const approveByKey = async () => {
    await sendKeys({ down: 'Alt' });
    await sendKeys({ press: 'a' });
    await sendKeys({ up: 'Alt' });
  };
  const topOf = (of: Element) => of.getBoundingClientRect().top;
  /** Three requests, and the page scrolled to its end. */
  const three = async () => {
    const ids = ['a.one', 'b.two', 'c.three'].map((action, index) =>
      desk.ask({ action, risk: 'low', timeoutMs: 9 * minutes + index }),
    );
    await desk.open();
    const cards = [await desk.card('a.one'), await desk.card('b.two'), await desk.card('c.three')] as const;
    // What is on the screen counts as seen from the second frame on.
    await painted();
    await painted();
    scrollTo(0, document.documentElement.scrollHeight);
    await until(() => cards[1].innerText.includes('nothing to compare'), 'the comparison');
    scrollTo(0, document.documentElement.scrollHeight);
    await painted();
    return { ids, cards };
  };
  const deny = (approvalId: string) => desk.gateway.approvals.decide({ approvalId, decision: 'deny' }, 'bob');

  it('stays when a card below has ended and the page would become too short for where it is', async () => {
    const { ids, cards } = await three();
    const approve = await desk.armed(cards[1], 'Approve');
    await hover(approve);
    const before = [topOf(approve), scrollY];
    deny(ids[2]!);
    await until(() => desk.cards.length === 2, 'the card to fold', 8000);
    await painted();
    expect([topOf(approve), scrollY]).to.deep.equal(before);
    await sendMouse({ type: 'click', position: middleOf(approve) });
    await until(() => desk.stateOf(ids[1]!) === 'approved', 'the approval');
    expect(desk.stateOf(ids[0]!)).to.equal('waiting');
  });

  it('stays for who types, too', async () => {
    const { ids, cards } = await three();
    const comment = cards[1].querySelector('textarea')!;
    comment.focus({ preventScroll: true });
    const before = topOf(comment);
    deny(ids[2]!);
    await until(() => desk.cards.length === 2, 'the card to fold', 8000);
    await painted();
    expect(topOf(comment)).to.equal(before);
  });

  it('does not work for a moment after the page was scrolled by no one', async () => {
    const spacer = document.createElement('div');
    spacer.style.height = '400px';
    desk.ask({ action: 'a.one' });
    await desk.open();
    desk.queue.style.display = 'block';
    desk.queue.style.paddingBlockStart = '1200px';
    desk.queue.after(spacer);
    const card = await desk.card('a.one');
    scrollTo(0, document.documentElement.scrollHeight);
    await painted();
    const approve = await desk.armed(card, 'Approve');
    const before = topOf(approve);
    let wasShielded = false;
    new MutationObserver(() => (wasShielded ||= approve.ariaDisabled === 'true')).observe(approve, {
      attributes: true,
    });
    spacer.remove();
    await until(() => Math.abs(topOf(approve) - before) > 100, 'the page to scroll');
    await until(() => wasShielded, 'the shield');
    await desk.armed(card, 'Approve');
    wasShielded = false;
    scrollBy(0, -50);
    await painted();
    expect(wasShielded, 'after people have scrolled').to.equal(false);
  });

  it('stays under a pointer that goes down, though the card has more to say than when it was reached', async () => {
    await setViewport({ width: 900, height: 1800 });
    const ids = [1, 2, 3].map((index) =>
      desk.ask({
        action: 'log.rotate',
        risk: 'low',
        params: { file: `/var/log/${index}`, keep: index, note: `${index}` },
        timeoutMs: 9 * minutes + index,
      }),
    );
    await desk.open();
    await desk.press(desk.cards[0]!, 'Approve');
    await until(() => desk.stateOf(ids[0]!) === 'approved', 'the approval');
    const second = desk.cards[1]!;
    const compared = () => second.querySelector<HTMLElement>('[part=comparison]')?.innerText.includes('/var/log/1');
    await until(compared, 'what it is compared with now');
    const approve = await desk.armed(second, 'Approve');
    const position = middleOf(approve);
    await sendMouse({ type: 'move', position });
    await desk.armed(second, 'Approve');
    const before = topOf(approve);
    await sendMouse({ type: 'down' });
    await painted();
    await painted();
    expect(topOf(approve)).to.equal(before);
    await sendMouse({ type: 'up' });
    await until(() => desk.stateOf(ids[1]!) === 'approved', 'the approval');
    expect(desk.stateOf(ids[2]!)).to.equal('waiting');
  });

  it('stays at 320 px when the line above has more to say', async () => {
    await setViewport({ width: 320, height: 800 });
    desk.ask({ action: 'a.one' });
    await desk.open();
    const approve = await desk.armed(await desk.card('a.one'), 'Approve');
    approve.scrollIntoView({ block: 'center' });
    await painted();
    await hover(approve);
    await painted();
    const before = topOf(approve);
    desk.client.drop('restarting');
    await until(() => desk.queue.shadowRoot!.querySelector('.stale'), 'the loss');
    await painted();
    expect(Math.abs(topOf(approve) - before)).to.be.lessThan(1.01);
  });

  it('is decided by a key only where it can be seen, also in a box that scrolls', async () => {
    const approvalId = desk.ask({ action: 'a.one', risk: 'low' });
    for (const action of ['b.two', 'c.three']) desk.ask({ action });
    await desk.open();
    const box = document.createElement('div');
    Object.assign(box.style, { height: '260px', overflow: 'auto', marginBlockStart: '300px' });
    desk.queue.before(box);
    box.append(desk.queue);
    const card = await desk.card('a.one');
    await desk.armed(card, 'Approve');
    card.focus();
    box.scrollBy(0, card.getBoundingClientRect().bottom - box.getBoundingClientRect().top + 10);
    await painted();
    const { bottom } = card.getBoundingClientRect();
    expect(bottom, 'it is above the box').to.be.lessThan(box.getBoundingClientRect().top);
    expect(bottom, 'and in the window').to.be.greaterThan(0);
    await approveByKey();
    await until(() => card.getBoundingClientRect().bottom > box.getBoundingClientRect().top, 'the card to be shown');
    expect(desk.stateOf(approvalId)).to.equal('waiting');
    await desk.armed(card, 'Approve');
    await approveByKey();
    await until(() => desk.stateOf(approvalId) === 'approved', 'the approval');
  });
});
