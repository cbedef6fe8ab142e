import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { deepQueryAll, painted } from '../../support/browser.js';
import { Desk, type Log } from './support.js';

/** Where each row is, and which. */
const places = (log: Log) =>
  log.rows.map((row, index) => `${log.actions[index] ?? ''} at ${Math.round(row.getBoundingClientRect().top)}`);

async function click(target: HTMLElement | undefined): Promise<void> {
  const box = target?.getBoundingClientRect();
  if (!box) throw new Error('There is nothing to click');
  await sendMouse({ type: 'click', position: [Math.round(box.left + 300), Math.round(box.top + box.height / 2)] });
}

describe('security events: an opened row', () => {
  let desk: Desk;
  let log: Log;

  beforeEach(async () => {
    desk = new Desk();
    log = await desk.log();
    desk.emit(20);
    await log.topIs('n.19');
  });
  afterEach(() => desk.close());

  it('real use 11: a row that was opened by pointer holds the list still, and what waits is counted', async () => {
    await click(log.rows[4]);
    await log.sees(/Event details/);
    await painted();
    const before = places(log);
    desk.emit(30);
    await log.sees(/30 new/);
    await painted();
    expect(places(log)).to.deep.equal(before);
    expect(log.rows[4]?.ariaCurrent).to.equal('true');
  });

  it('real use 11: closing the details by pointer lets the list go on', async () => {
    await click(log.rows[4]);
    await log.sees(/Event details/);
    desk.emit(3);
    await log.sees(/3 new/);
    log.button('Close').click();
    await log.topIs('n.22');
    expect(log.text).not.to.match(/\d new/);
    desk.emit(1);
    await log.topIs('n.23');
  });

  it('real use 11: "N new" shows what came and keeps the details open, and the list still again', async () => {
    await click(log.rows[4]);
    await log.sees(/Event details/);
    desk.emit(3);
    await log.sees(/3 new/);
    log.button('3 new').click();
    await log.topIs('n.22');
    expect(log.text)
      .to.contain('Event details')
      .and.not.to.match(/\d new/);
    desk.emit(2);
    await log.sees(/2 new/);
    expect(log.actions[0]).to.equal('n.22');
  });

  it('real use 11: another row opened meanwhile is the one that was clicked', async () => {
    await click(log.rows[4]);
    await log.sees(/Event details/);
    desk.emit(7);
    await log.sees(/7 new/);
    const meant = log.actions[6];
    await click(log.rows[6]);
    await painted();
    expect(deepQueryAll(log.element, 'dd')[2]?.textContent).to.contain(meant);
  });

  it('real use 11: a selection that only ends in a row holds the list still', async () => {
    const head = deepQueryAll(log.element, '.head .cell')[0];
    const cell = log.rows[3]?.querySelector('[role=cell]');
    if (!head || !cell) throw new Error('no cells');
    getSelection()?.setBaseAndExtent(head, 0, cell, 1);
    await painted();
    const before = places(log);
    desk.emit(4);
    await log.sees(/4 new/);
    expect(places(log)).to.deep.equal(before);
    getSelection()?.removeAllRanges();
    await log.topIs('n.23');
  });
});
