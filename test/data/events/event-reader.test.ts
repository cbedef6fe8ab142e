import { expect } from '@open-wc/testing';
import { testOf as testIn, type EventFilter } from '../../../src/data/events/event-filter.js';
import { EventLog } from '../../../src/data/events/event-log.js';
import { EventReader } from '../../../src/data/events/event-reader.js';
import { eventOf, Gap } from '../../../src/data/events/event-rows.js';
import { searchedIn } from '../../../src/elements/security-events/columns.js';
import { RoutineEvents } from '../../../src/data/events/routine-events.js';
import type { SecurityEvent } from '../../../src/protocol/index.js';
import { aSecurityEvent } from '../../../src/testing/index.js';

const testOf = (filter: EventFilter) => testIn(filter, searchedIn);

/** A reader of two real events and two routine ones, in turns. */
function setup() {
  const store = { log: new EventLog(), routine: new RoutineEvents() };
  const reader = new EventReader(store);
  const add = (action: string, timestamp: number, changes: Partial<SecurityEvent> = {}) => {
    const event = aSecurityEvent({ action, timestamp, ...changes });
    if (event.routine === undefined) store.log.add(event);
    else store.routine.add(event, store.log.at(0));
  };
  add('a', 1);
  add('r1', 2, { routine: 'read' });
  add('b', 3, { risk: 'critical', agentId: 'Deploy-Bot' });
  add('r2', 4, { routine: 'read' });
  const shown = () =>
    Array.from({ length: reader.rows.size }, (_, index) => reader.rows.at(index)).map((row) =>
      row instanceof Gap ? 'gap' : row && eventOf(row).action,
    );
  return { store, reader, add, shown };
}

describe('event reader', () => {
  it('shows the log itself, without what is routine', () => {
    const { store, reader, shown } = setup();
    expect(reader.rows).to.equal(store.log);
    expect(shown()).to.deep.equal(['b', 'a']);
    expect(reader.filtered).to.equal(undefined);
  });

  it('puts the routine events where their time puts them, those that come too', () => {
    const { reader, add, shown } = setup();
    reader.want({ routine: true, matches: undefined });
    expect(shown()).to.deep.equal(['r2', 'b', 'r1', 'a']);
    add('c', 5);
    add('r3', 6, { routine: 'read' });
    expect(shown()).to.deep.equal(['r3', 'c', 'r2', 'b', 'r1', 'a']);
    reader.want({ routine: false, matches: undefined });
    expect(shown()).to.deep.equal(['c', 'b', 'a']);
  });

  it('keeps the order in which events of one millisecond came', () => {
    const { store, reader, add, shown } = setup();
    reader.want({ routine: true, matches: undefined });
    const routine = { routine: 'read' };
    add('r3', 9, routine);
    add('c', 9);
    add('r4', 9, routine);
    add('r5', 9, routine);
    add('d', 9);
    add('r6', 9, routine);
    expect(shown().slice(0, 6)).to.deep.equal(['r6', 'd', 'r5', 'r4', 'c', 'r3']);
    const read = (['e', 'r7', 'f'] as const).map((action) =>
      aSecurityEvent({ action, timestamp: 12, ...(action === 'r7' ? routine : {}) }),
    );
    store.log.merge(read.filter(({ routine }) => routine === undefined));
    store.routine.merge(read);
    expect(shown().slice(0, 3)).to.deep.equal(['f', 'r7', 'e']);
  });

  it('shows what matches and every gap, and says of how many', () => {
    const { store, reader, add, shown } = setup();
    reader.want({ routine: false, matches: testOf({ risk: 'high' }) });
    store.log.addGap(new Gap(1, 2));
    expect(shown()).to.deep.equal(['b', 'gap']);
    expect(reader.filtered).to.deep.equal({ shown: 1, of: 2 });
    add('c', 9, { risk: 'unknown' });
    expect(shown()).to.deep.equal(['c', 'b', 'gap']);
    expect(reader.filtered).to.deep.equal({ shown: 2, of: 3 });
  });

  it('stands still while held, whatever it is then asked to show', () => {
    const { reader, add, shown } = setup();
    reader.pause();
    add('c', 5);
    add('r3', 6, { routine: 'read' });
    expect(shown()).to.deep.equal(['b', 'a']);
    expect(reader.waiting).to.equal(1);
    reader.want({ routine: true, matches: undefined });
    expect(shown()).to.deep.equal(['r2', 'b', 'r1', 'a']);
    expect(reader.waiting).to.equal(2);
    reader.resume();
    reader.resume();
    expect(shown()).to.deep.equal(['r3', 'c', 'r2', 'b', 'r1', 'a']);
    expect([reader.isPaused, reader.waiting]).to.deep.equal([false, 0]);
  });

  it('looks once at each of ten thousand', () => {
    const { reader, add } = setup();
    for (let index = 0; index < 10_000; index++) add(`e${index}`, 10 + index, { message: 'Something was done.' });
    const matches = testOf({ text: 'done' })!;
    let looks = 0;
    reader.want({ routine: true, matches: (event) => ((looks += 1), matches(event)) });
    expect(reader.rows.size).to.equal(10_000);
    add('more', 20_000);
    looks = 0;
    expect(reader.rows.size).to.equal(9_999);
    // A log holds ten thousand of either kind; those of setup() are among them.
    expect(looks).to.be.at.most(10_004);
  });
});

describe('event filter', () => {
  const says = (filter: Parameters<typeof testOf>[0], changes: Partial<SecurityEvent>) =>
    testOf(filter)?.(aSecurityEvent(changes));

  it('is none when nothing is asked', () => {
    expect(testOf({})).to.equal(undefined);
    expect(testOf({ agentId: ' ', text: '' })).to.equal(undefined);
  });

  it('takes a risk and all above it, and what may be above it', () => {
    const risks = ['low', 'medium', 'high', 'critical', 'unknown'] as const;
    const taken = risks.filter((risk) => says({ risk: 'high' }, { risk }));
    expect(taken).to.deep.equal(['high', 'critical', 'unknown']);
  });

  it('finds parts of words in any case', () => {
    expect(says({ agentId: 'DEPLOY' }, { agentId: 'deploy-bot' })).to.equal(true);
    expect(says({ agentId: 'deploy' }, { agentId: undefined })).to.equal(false);
    expect(says({ text: 'injection' }, { type: 'security:injection_detected' })).to.equal(true);
    expect(says({ text: 'rm -rf' }, { message: 'Refused: RM -RF /' })).to.equal(true);
    expect(says({ text: 'maria', risk: 'high' }, { user: 'maria', risk: 'low' })).to.equal(false);
  });
});
