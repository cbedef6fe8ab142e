/** Similar requests: the table of what differs between them, selecting from it, and standing together. */
import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

const minute = 60_000;

describe('similar requests', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  const ask = (params: ApprovalRequest['params'], more: Partial<ApprovalRequest> = {}) =>
    desk.ask({ agentId: 'mail-agent', action: 'file.send', risk: 'low', params, timeoutMs: 5 * minute, ...more });
  const root = () => desk.queue.shadowRoot!;
  const bar = () => root().querySelector<HTMLElement>('.triage')!;
  const cardWith = (text: string) =>
    until(() => desk.cards.find((card) => card.querySelector('.params')?.textContent.includes(text)), `card ${text}`);
  const details = (card: HTMLElement) => card.querySelector<HTMLDetailsElement>('details.similar');
  const line = (card: HTMLElement) => until(() => details(card), 'the line of similar requests');
  const table = (card: HTMLElement) =>
    until(() => card.querySelector<HTMLTableElement>('.similar-rows table'), 'table');
  const open = async (card: HTMLElement) => {
    await desk.click((await line(card)).querySelector('summary')!);
    return table(card);
  };
  const rows = (card: HTMLElement) => [...card.querySelectorAll<HTMLElement>('.similar-rows tbody tr')];
  const picks = (card: HTMLElement) => rows(card).map((row) => row.querySelector<HTMLInputElement>('input')!);
  const headers = (card: HTMLElement) =>
    [...card.querySelectorAll<HTMLElement>('.similar-rows th.param')].map((each) => read(each));
  const acts = (card: HTMLElement) => read(card.querySelector<HTMLElement>('.similar-acts')!);
  const hover = async (target: Element) => {
    target.scrollIntoView({ block: 'nearest' });
    await painted();
    const { left, top, width, height } = target.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
    await painted();
  };

  it('are counted on each of their cards, and drawn only when opened', async () => {
    ask({ path: '/a' });
    ask({ path: '/b' });
    ask({ path: '/c' }, { risk: 'medium' });
    desk.ask({ action: 'other.act' });
    await desk.open();
    const card = await cardWith('/a');
    expect(read(await line(card))).to.equal('1 similar pending request');
    expect(read(await line(await cardWith('/b')))).to.equal('1 similar pending request');
    expect(details(await cardWith('/c'))).to.equal(null);
    expect(details(await desk.card('other.act'))).to.equal(null);
    expect(details(card)!.open).to.equal(false);
    expect(card.querySelector('.similar table')).to.equal(null);
  });

  it('are told apart by just the parameters that differ, nearest deadline first', async () => {
    ask({ path: '/b', force: true, note: null }, { timeoutMs: 6 * minute });
    ask({ path: '/a', force: true, note: null, headers: { accept: 'x' } });
    ask({ path: '/c', force: true }, { timeoutMs: 7 * minute });
    await desk.open();
    const card = await cardWith('/b');
    const { caption } = await open(card);
    expect(read(caption!)).to.contain('3 requests of the same agent, action and risk').and.contain('3 parameters');
    expect(headers(card)).to.deep.equal(['path', 'note', 'headers']);
    const values = rows(card).map((row) => [...row.querySelectorAll<HTMLElement>('td.param')].map(read));
    expect(values.map(([path, note]) => [path, note])).to.deep.equal([
      ['/a', 'null'],
      ['/b', 'null'],
      ['/c', 'nothing'],
    ]);
    expect(values.map(([, , header]) => header === 'nothing')).to.deep.equal([false, true, true]);
    expect(rows(card).map((row) => read(row).includes('this request'))).to.deep.equal([false, true, false]);
    for (const th of card.querySelectorAll('.similar-rows th'))
      expect(th.getAttribute('scope')).to.be.oneOf(['col', 'row']);
    await expectAccessible(desk.queue);
  });

  it('say that their parameters are the same', async () => {
    ask({ path: '/a' });
    ask({ path: '/a' });
    await desk.open();
    const card = await desk.card('file.send');
    expect(read((await open(card)).caption!)).to.contain('Their parameters are the same.');
    expect(headers(card)).to.deep.equal([]);
    expect(rows(card)).to.have.length(2);
  });

  it('tell a text from what it looks like', async () => {
    ask({ n: 'null' });
    ask({ n: null }, { timeoutMs: 6 * minute });
    ask({}, { timeoutMs: 7 * minute });
    ask({ n: 'nothing' }, { timeoutMs: 8 * minute });
    ask({ n: 5 }, { timeoutMs: 9 * minute });
    ask({ n: '5' }, { timeoutMs: 10 * minute });
    await desk.open();
    const card = await cardWith('null');
    await open(card);
    const values = rows(card).map((row) => read(row.querySelector<HTMLElement>('td.param')!));
    expect(values).to.deep.equal(['"null"', 'null', 'nothing', '"nothing"', '5', '"5"']);
  });

  it('tell apart what differs in its spaces alone', async () => {
    ask({ path: '/srv/a b' });
    ask({ path: '/srv/a  b' }, { timeoutMs: 6 * minute });
    await desk.open();
    const card = await cardWith('/srv/a b');
    await open(card);
    const values = rows(card).map((row) => row.querySelector<HTMLElement>('td.param')!.innerText);
    expect(values).to.deep.equal(['/srv/a b', '/srv/a  b']);
  });

  it('show secrets masked, and what cannot be seen as tokens', async () => {
    ask({ path: '/home/\u202egnp.exe', 'a\u200bb': 1, password: 'hunter2' });
    ask({ path: '/home/me', password: 'hunter33' });
    await desk.open();
    const card = await cardWith('/home/me');
    const shown = await open(card);
    expect(headers(card).some((each) => /^a\S+b$/.test(each.replaceAll(' ', '')) && each !== 'a\u200bb')).to.equal(
      true,
    );
    expect(shown.innerHTML).to.not.contain('hunter');
    expect(shown.innerHTML).to.not.match(/[\u202e\u200b]/);
    expect(read(shown)).to.contain('hidden, 7 characters').and.contain('hidden, 8 characters');
    expect(shown.querySelectorAll('.token').length).to.be.greaterThan(1);
  });

  it('are selected in the table, and exactly those are denied', async () => {
    const [a, b, c] = ['/a', '/b', '/c'].map((path, index) => ask({ path }, { timeoutMs: (5 + index) * minute }));
    const other = desk.ask({ action: 'other.act', risk: 'low' });
    await desk.open();
    const card = await cardWith('/a');
    await open(card);
    await desk.click(picks(card)[0]!);
    await desk.click(picks(card)[2]!);
    await until(() => read(bar()).includes('2 selected'), 'the selection');
    const third = await cardWith('/c');
    expect(third.querySelector<HTMLInputElement>('.select')!.checked, 'the same selection as the cards').to.equal(true);
    await desk.click(third.querySelector('.select')!);
    await until(() => !picks(card)[2]!.checked, 'the table to follow');
    await desk.click(picks(card)[2]!);
    await desk.press(bar(), 'Deny 2');
    const dialog = root().querySelector<HTMLDialogElement>('#bulk')!;
    await until(() => dialog.matches(':modal'), 'the dialog');
    await desk.press(dialog, 'Deny 2');
    await until(() => read(dialog).includes('2 denied'), 'the summary');
    expect([a!, b!, c!, other].map((id) => desk.stateOf(id))).to.deep.equal(['denied', 'waiting', 'denied', 'waiting']);
  });

  it('are selected all at once with the keyboard, and unselected', async () => {
    ['/a', '/b', '/c'].forEach((path) => ask({ path }));
    await desk.open();
    const card = await cardWith('/a');
    (await line(card)).querySelector('summary')!.focus();
    await sendKeys({ press: 'Enter' });
    await table(card);
    const button = await until(() => desk.button(card, 'Select these 3'), 'the button');
    button.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => read(bar()).includes('3 selected'), 'the selection');
    await until(() => button.innerText === 'Unselect these 3', 'the button to turn');
    expect(root().activeElement).to.equal(button);
    expect(picks(card).every(({ checked }) => checked)).to.equal(true);
    await sendKeys({ press: 'Space' });
    await until(() => !read(bar()).includes('selected'), 'the selection to go');
  });

  it('of high risk cannot be selected, and say why', async () => {
    ['/a', '/b'].forEach((path) => ask({ path }, { risk: 'high' }));
    await desk.open();
    const card = await cardWith('/a');
    await open(card);
    for (const pick of picks(card)) {
      expect(pick.disabled).to.equal(true);
      expect(pick.title).to.contain('one by one');
    }
    expect(acts(card)).to.contain('None of them can be selected').and.contain('2 left out: High and critical');
  });

  it('that changed are left out until they are reviewed', async () => {
    ask({ path: '/a' });
    const changed = ask({ path: '/b' });
    await desk.open();
    const card = await cardWith('/a');
    await open(card);
    await desk.leave();
    (root().activeElement as HTMLElement).blur();
    desk.gateway.approvals.change(changed, { path: '/z' });
    await until(() => read(rows(card)[1]!).includes('/z'), 'the row to follow');
    await until(() => picks(card)[1]!.disabled, 'the row to be left out');
    expect(acts(card)).to.contain('Select these 1').and.contain('1 left out: The request changed');
  });

  it('move nothing under the pointer when they arrive or end, and wait to be let in', async () => {
    ask({ path: '/b' }, { timeoutMs: 5 * minute });
    const last = ask({ path: '/c' }, { timeoutMs: 9 * minute });
    await desk.open();
    const card = await cardWith('/b');
    await open(card);
    const second = rows(card)[1]!;
    await hover(second.querySelector('input')!);
    const places = () => [card, ...rows(card), desk.button(card, 'Approve')!].map((e) => e.getBoundingClientRect().top);
    const before = places();
    ask({ path: '/a', extra: 1 }, { timeoutMs: minute });
    ask({ path: '/d', extra: 2 }, { timeoutMs: 6 * minute });
    await until(() => read(details(card)!.querySelector('summary')!).startsWith('3 similar'), 'the count');
    await until(() => acts(card).includes('2 new'), 'the arrivals');
    expect(details(card)!.open).to.equal(true);
    places().forEach((top, index) => expect(top).to.be.closeTo(before[index]!, 1));
    desk.gateway.approvals.decide({ approvalId: last, decision: 'deny' }, 'bob');
    await until(() => read(second).includes('Ended'), 'the end');
    places().forEach((top, index) => expect(top).to.be.closeTo(before[index]!, 1));
    expect(second.querySelector('input')!.disabled).to.equal(true);
    await desk.click(desk.button(card, '2 new')!);
    await until(() => rows(card).length === 3, 'the rows');
    expect(rows(card).map((row) => read(row.querySelector('td.param')!))).to.deep.equal(['/a', '/b', '/d']);
    expect(picks(card)[0]!.disabled, 'it has no card yet').to.equal(true);
    expect(card.contains(root().activeElement), 'the focus stays in the card').to.equal(true);
    await desk.leave();
    (root().activeElement as HTMLElement).blur();
    await until(() => !picks(card)[0]!.disabled, 'the card of the arrival');
  });

  it('move no card under the pointer when the table on a card above grows', async () => {
    ask({ path: '/a' });
    ask({ path: '/b' }, { timeoutMs: 6 * minute });
    desk.ask({ action: 'held.one', risk: 'low', timeoutMs: 7 * minute });
    await desk.open();
    const card = await cardWith('/b');
    await open(card);
    const held = await desk.card('held.one');
    await hover(held.querySelector('.verdict')!);
    const { top } = held.getBoundingClientRect();
    for (const path of ['/c', '/d', '/e']) ask({ path }, { timeoutMs: 9 * minute });
    await until(() => rows(card).length === 5, 'the table to follow');
    await painted();
    expect(held.getBoundingClientRect().top).to.be.closeTo(top, 1);
  });

  it('add nothing to a card under the pointer, and appear when it is left', async () => {
    ask({ path: '/a' });
    await desk.open();
    const card = await cardWith('/a');
    await hover(card.querySelector('.head')!);
    const height = card.getBoundingClientRect().height;
    ask({ path: '/b' }, { timeoutMs: 9 * minute });
    await line(await cardWith('/b'));
    await painted();
    expect(details(card)).to.equal(null);
    expect(card.getBoundingClientRect().height).to.be.closeTo(height, 1);
    await desk.leave();
    await line(card);
  });

  it('can be gone to', async () => {
    ['/a', '/b'].forEach((path, index) => ask({ path }, { timeoutMs: (5 + index) * minute }));
    await desk.open();
    const card = await cardWith('/a');
    await open(card);
    await desk.click(await until(() => desk.button(card, 'Go to'), 'the button'));
    expect(root().activeElement).to.equal(await cardWith('/b'));
  });

  it('stand together when a person wants it, and by deadline again', async () => {
    ask({ path: '/first' }, { timeoutMs: 3 * minute });
    desk.ask({ agentId: 'other', action: 'other.act', risk: 'low', timeoutMs: 4 * minute });
    ask({ path: '/second' }, { timeoutMs: 5 * minute });
    await desk.open();
    await cardWith('/second');
    const order = () => desk.cards.map((card) => (card.ariaLabel?.includes('other') ? 'other' : 'similar')).join();
    const marks = () => desk.cards.map((card) => card.classList.contains('grouped'));
    expect(order()).to.equal('similar,other,similar');
    const box = bar().querySelector<HTMLInputElement>('.group-similar input')!;
    await desk.click(box);
    await until(() => order() === 'similar,similar,other', 'the group');
    expect(marks()).to.deep.equal([false, true, false]);
    expect(desk.queue.hasAttribute('group-similar')).to.equal(true);
    await expectAccessible(desk.queue);
    ask({ path: '/third' }, { timeoutMs: 20 * minute });
    await until(() => order() === 'similar,similar,similar,other', 'the arrival in its group');
    desk.queue.groupSimilar = false;
    await until(() => order() === 'similar,other,similar,similar', 'the deadlines');
    expect(marks()).to.not.include(true);
    expect(box.checked).to.equal(false);
  });

  it('that stand together move no card under the pointer', async () => {
    desk.ask({ agentId: 'other', action: 'other.act', risk: 'low', timeoutMs: 9 * minute });
    ask({ path: '/first' }, { timeoutMs: 3 * minute });
    await desk.open();
    desk.queue.groupSimilar = true;
    const held = await desk.card('other.act');
    held.scrollIntoView({ block: 'nearest' });
    await hover(held.querySelector('.head')!);
    const { top } = held.getBoundingClientRect();
    ask({ path: '/second' }, { timeoutMs: 30 * minute });
    await until(() => root().querySelector<HTMLElement>('.arrived')!.innerText === '1 new', 'the arrival to wait');
    expect(held.getBoundingClientRect().top).to.be.closeTo(top, 1);
    await desk.leave();
    await until(() => desk.cards.length === 3 && desk.cards[2] === held, 'the arrival in its group');
  });

  it('arrive in a burst, and a long table says what it does not show', async () => {
    await desk.open();
    for (let index = 0; index < 150; index++) ask({ path: `/${index}` }, { createdAt: 1e12 + index, timeoutMs: 0 });
    const card = await desk.card('file.send');
    await until(() => details(card)?.innerText.includes('149 similar'), 'the count', 5000);
    const shown = await open(card);
    expect(read(shown.caption!)).to.contain('The first 100 of 150 requests are shown.');
    expect(rows(card)).to.have.length(100);
    await desk.click(desk.button(card, 'Show more requests')!);
    await until(() => rows(card).length === 150, 'all rows');
    const box = card.querySelector<HTMLElement>('.similar-rows')!;
    expect(box.clientHeight).to.be.lessThan(innerHeight);
    expect(box.scrollHeight).to.be.greaterThan(box.clientHeight);
  });

  it('cannot be selected where nothing can be decided', async () => {
    ['/a', '/b'].forEach((path) => ask({ path }));
    await desk.open();
    desk.queue.readOnly = true;
    const card = await cardWith('/a');
    await open(card);
    expect(card.querySelectorAll('.similar input')).to.have.length(0);
    expect(card.querySelector('.similar-acts')!.textContent).to.not.contain('Select');
  });
});
