import { expect } from '@open-wc/testing';
import { deepQueryAll, expectAccessible, painted, until } from '../../support/browser.js';
import { Desk } from './support.js';

const routine = { routine: 'CANARY_SECRET read', type: 'secret.accessed' };

describe('security events: routine events', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  it('are no rows but a count by name, and are let in by Show where their time puts them', async () => {
    const log = await desk.log();
    desk.emit(1);
    desk.emit(2, routine);
    desk.emit(1);
    await log.sees(/Routine, folded: CANARY_SECRET read ×2/);
    expect(log.actions).to.deep.equal(['n.3', 'n.0']);
    expect(log.text).to.contain('2 events');
    await expectAccessible(log.element);
    log.button('Show').click();
    await log.sees(/Routine, shown/);
    expect(log.actions).to.deep.equal(['n.3', 'n.2', 'n.1', 'n.0']);
    desk.emit(1, routine);
    await log.topIs('n.4');
    await expectAccessible(log.element);
    log.button('Fold').click();
    await until(() => log.actions.length === 2, 'the others to go');
  });

  it('open like any other, with the name that they are folded by', async () => {
    const log = await desk.log();
    desk.emit(1, routine);
    await log.sees(/No security events yet.[^]*routine and collapsed/);
    log.button('Show').click();
    await log.topIs('n.0');
    deepQueryAll(log.element, '.rows button')[0]?.click();
    await log.sees(/Event details/);
    const names = deepQueryAll(log.element, 'dt').map((name) => name.textContent);
    expect(names).to.include('Routine');
  });

  it('never push the others out: all are counted, a bounded number can be read, the rest is said', async () => {
    const log = await desk.log();
    desk.emit(3);
    for (let part = 0; part < 3; part++) {
      desk.emit(4000, routine);
      await painted();
    }
    await log.sees(/CANARY_SECRET read ×12,000/);
    expect(log.actions).to.deep.equal(['n.2', 'n.1', 'n.0']);
    log.button('Show').click();
    await log.sees(/×12,000, 10,000 older no longer kept/);
    await log.topIs('n.12002');
    await until(() => log.table.getAttribute('aria-rowcount') === '2004', 'the count of rows');
    log.table.scrollTop = 1e6;
    await until(() => log.actions.slice(-3).join() === 'n.2,n.1,n.0', 'the others at the end');
  });

  it('stand still with the others, and wait with them only where they are shown', async () => {
    const log = await desk.log();
    desk.emit(2);
    await log.topIs('n.1');
    log.button('Pause').click();
    desk.emit(5, routine);
    desk.emit(1);
    await log.sees(/1 waiting/);
    await log.sees(/CANARY_SECRET read ×5/);
    log.button('Show').click();
    await log.sees(/6 waiting/);
    expect(log.actions).to.deep.equal(['n.1', 'n.0']);
    log.button('Resume').click();
    await log.topIs('n.7');
    expect(log.actions).to.deep.equal(['n.7', 'n.6', 'n.5', 'n.4', 'n.3', 'n.2', 'n.1', 'n.0']);
  });

  it('draw a name that hides something as it is', async () => {
    const log = await desk.log();
    desk.emit(1, { routine: 'CANARY\u202E<img src=x>' });
    await log.sees(/CANARYU\+202E<img src=x> ×1/);
    expect(deepQueryAll(log.element, 'img')).to.deep.equal([]);
  });

  it('cost no more than others while ten thousand a second arrive', async () => {
    const log = await desk.log();
    const flood = setInterval(() => desk.emit(100, routine), 10);
    try {
      await log.sees(/CANARY_SECRET read ×\d/);
      log.button('Show').click();
      await until(() => log.rows.length > 10, 'rows');
      let longest = 0;
      for (let check = 0; check < 20; check++) {
        const start = performance.now();
        await painted();
        longest = Math.max(longest, performance.now() - start);
      }
      expect(longest).to.be.below(300);
    } finally {
      clearInterval(flood);
    }
  });
});
