import { expect } from '@open-wc/testing';
import { EventLog } from '../../../src/data/events/event-log.js';
import { Gap } from '../../../src/data/events/event-rows.js';
import type { SecurityEvent } from '../../../src/protocol/index.js';
import { aSecurityEvent } from '../../../src/testing/index.js';

const event = (id: string, timestamp: number): SecurityEvent => aSecurityEvent({ id, timestamp });
const ids = (log: EventLog) =>
  Array.from({ length: log.size }, (_, index) => log.at(index)).map((row) => (row instanceof Gap ? 'gap' : row?.id));

describe('event log', () => {
  it('keeps the order of time, newest first, whatever the order of arrival', () => {
    const log = new EventLog();
    for (const [id, time] of [
      ['b', 2],
      ['d', 4],
      ['a', 1],
      ['c', 3],
    ] as const)
      log.add(event(id, time));
    expect(ids(log)).to.deep.equal(['d', 'c', 'b', 'a']);
  });

  it('has each id once', () => {
    const log = new EventLog();
    expect(log.add(event('a', 1))).to.equal(true);
    expect(log.add(event('a', 1))).to.equal(false);
    expect(log.merge([event('a', 1), event('b', 2), event('b', 2)])).to.have.length(1);
    expect(ids(log)).to.deep.equal(['b', 'a']);
  });

  it('real use 1: keeps another event under an id that was seen, marks both, and forgets the mark with them', () => {
    const log = new EventLog({ keep: 3, wait: 3 });
    const other = aSecurityEvent({ id: 'a', timestamp: 2, action: 'mail.send' });
    log.add(event('a', 1));
    expect(log.isReused('a')).to.equal(false);
    expect(log.add(other)).to.equal(true);
    expect(log.add({ ...other })).to.equal(false);
    const { id, ...rest } = other;
    expect(log.add({ ...rest, id }), 'the order of keys is no content').to.equal(false);
    expect(log.merge([event('a', 1), other, aSecurityEvent({ ...other, outcome: 'denied' })])).to.have.length(1);
    expect(ids(log)).to.deep.equal(['a', 'a', 'a']);
    expect(log.isReused('a')).to.equal(true);
    for (const [index, each] of ['b', 'c', 'd'].entries()) log.add(event(each, 10 + index));
    expect(ids(log)).to.deep.equal(['d', 'c', 'b']);
    expect(log.isReused('a')).to.equal(false);
    expect(log.add(event('a', 20))).to.equal(true);
    expect(log.isReused('a')).to.equal(false);
  });

  it('keeps the last ones and counts the others', () => {
    const log = new EventLog({ keep: 10_000, wait: 100_000 });
    for (let index = 0; index < 25_000; index++) log.add(event(`e${index}`, index));
    expect(log.size).to.equal(10_000);
    expect(log.forgotten).to.equal(15_000);
    expect(ids(log).slice(0, 2)).to.deep.equal(['e24999', 'e24998']);
    expect(ids(log).at(-1)).to.equal('e15000');
  });

  it("merges what was read in the gateway's order, even within one millisecond", () => {
    const log = new EventLog();
    for (const id of ['c', 'e']) log.add(event(id, 5));
    log.merge(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => event(id, 5)));
    expect(ids(log)).to.deep.equal(['f', 'e', 'd', 'c', 'b', 'a']);
  });

  it('puts a gap before what happened from its end on, and replaces it in its place', () => {
    const log = new EventLog();
    log.add(event('a', 1));
    log.add(event('b', 5));
    const gap = new Gap(2, 5);
    log.addGap(gap);
    expect(ids(log)).to.deep.equal(['b', 'gap', 'a']);
    const filled = new Gap(2, 5, { status: 'read', backfilled: 3, routine: 0, complete: true });
    log.replaceGap(gap, filled);
    expect(log.at(1)).to.equal(filled);
  });

  describe('held', () => {
    const filled = (count: number, limits = { keep: 10, wait: 100 }) => {
      const log = new EventLog(limits);
      for (let index = 0; index < count; index++) log.add(event(`old${index}`, index));
      return log;
    };

    it('stands still while the log goes on', () => {
      const log = filled(10);
      const paused = log.pause();
      const before = Array.from({ length: paused.size }, (_, index) => paused.at(index));
      for (let index = 0; index < 500; index++) log.add(event(`new${index}`, 100 + index));
      expect(Array.from({ length: paused.size }, (_, index) => paused.at(index))).to.deep.equal(before);
    });

    it('lets up to its limit wait, and counts exactly what is cut beyond', () => {
      const log = filled(10);
      const paused = log.pause();
      for (let index = 0; index < 100; index++) log.add(event(`new${index}`, 100 + index));
      expect([paused.waiting, paused.cut]).to.deep.equal([100, 0]);
      for (let index = 100; index < 107; index++) log.add(event(`new${index}`, 100 + index));
      expect([paused.waiting, paused.cut]).to.deep.equal([100, 7]);
      paused.resume();
      expect(ids(log)).to.deep.equal(Array.from({ length: 100 }, (_, index) => `new${106 - index}`));
    });

    it('counts each of two readers for itself', () => {
      const log = filled(10);
      const first = log.pause();
      for (let index = 0; index < 5; index++) log.add(event(`x${index}`, 100 + index));
      const second = log.pause();
      for (let index = 0; index < 3; index++) log.add(event(`y${index}`, 200 + index));
      expect([first.waiting, second.waiting]).to.deep.equal([8, 3]);
      first.resume();
      log.add(event('z', 300));
      expect([first.waiting, second.waiting]).to.deep.equal([8, 4]);
    });

    it('goes back to what it keeps after the release, one by one', () => {
      const log = filled(10);
      const paused = log.pause();
      for (let index = 0; index < 50; index++) log.add(event(`new${index}`, 100 + index));
      paused.resume();
      expect(log.size).to.equal(60);
      log.add(event('next', 1000));
      expect(log.size).to.equal(59);
      for (let index = 0; index < 200; index++) log.add(event(`more${index}`, 1001 + index));
      expect(log.size).to.equal(10);
    });

    it('holds a hundred thousand without losing one', () => {
      const log = filled(10_000, { keep: 10_000, wait: 100_000 });
      const paused = log.pause();
      for (let index = 0; index < 100_000; index++) log.add(event(`new${index}`, 20_000 + index));
      expect([paused.waiting, paused.cut]).to.deep.equal([100_000, 0]);
      paused.resume();
      expect(ids(log)).to.deep.equal(Array.from({ length: 100_000 }, (_, index) => `new${99_999 - index}`));
    });
  });

  it('real use 46: takes older events beyond what it keeps, bounded, and gives their place to newer ones', () => {
    const log = new EventLog({ keep: 2, wait: 4 });
    log.add(event('e', 5));
    log.add(event('f', 6));
    const gap = new Gap(4, 5, { status: 'unknown' });
    expect(log.extend([event('b', 2), event('c', 3), event('d', 4)], gap)).to.equal(1);
    expect(ids(log)).to.deep.equal(['f', 'e', 'gap', 'd']);
    expect(log.forgotten).to.equal(2);
    log.add(event('g', 7));
    expect(log.size).to.equal(3);
    expect(ids(log)[0]).to.equal('g');
  });
});
