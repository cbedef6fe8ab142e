import { expect } from '@open-wc/testing';
import { eventOf, Gap, Misdated } from '../../../src/data/events/event-rows.js';
import { SecurityEventStore, securityEvents } from '../../../src/data/events/security-events.js';
import { graceMs } from '../../../src/data/stores/client-store.js';
import type { ParamsOf } from '../../../src/protocol/index.js';
import { anApproval, aSecurityEvent, SimulatedGateway, type SimulatedClient } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';
import { elapse } from '../../support/time.js';

describe('security event store', () => {
  let gateway: SimulatedGateway;
  let client: SimulatedClient;
  let leave: () => void;

  beforeEach(() => {
    gateway = new SimulatedGateway();
    client = gateway.client();
  });
  afterEach(() => {
    leave();
    client.close();
    gateway.close();
  });

  const start = (store: SecurityEventStore) => {
    leave = store.subscribe(() => {});
    return until(() => store.state.loadedAt !== undefined, 'the backlog').then(() => store);
  };
  const rows = ({ log }: SecurityEventStore) => Array.from({ length: log.size }, (_, index) => log.at(index));
  const actions = (store: SecurityEventStore) =>
    rows(store).map((row) => (row instanceof Gap ? row.state.status : row && eventOf(row).action));
  const emit = (action: string) => gateway.securityLog.emit(aSecurityEvent({ action, timestamp: Date.now() }));

  it('is one for all that use a client', () => {
    leave = () => {};
    expect(securityEvents(client)).to.equal(securityEvents(client));
  });

  it('puts the live events on top of the backlog, each once', async () => {
    gateway.securityLog.emitPast(aSecurityEvent({ action: 'past', timestamp: Date.now() - 1000 }));
    const store = new SecurityEventStore(client);
    const started = start(store);
    emit('live');
    await started;
    await until(() => store.log.size === 2, 'both');
    expect(actions(store)).to.deep.equal(['live', 'past']);
  });

  it('real use 9a: makes no lines of events that the backlog does not have', async () => {
    const store = await start(new SecurityEventStore(client));
    const { settled } = gateway.approvals.request(anApproval({ approvalId: 'a' }));
    await client.call('approvals.respond', { approvalId: 'a', decision: 'deny' });
    gateway.tokens.create({ name: 'x', scopes: ['rpc'] });
    await settled;
    const before = rows(store).length;
    emit('live');
    await until(() => actions(store).includes('live'), 'the event that comes after them');
    const told = await client.call('security.events', {});
    expect(rows(store)).to.have.length(before + 1);
    expect(told.events).to.have.length(before + 1);
  });

  it('real use 45: an event that arrives with a time in seconds stands on top, where it came', async () => {
    gateway.securityLog.emitPast(aSecurityEvent({ action: 'past', timestamp: Date.now() - 1000 }));
    const store = await start(new SecurityEventStore(client));
    gateway.securityLog.emit(aSecurityEvent({ action: 'live', timestamp: Math.floor(Date.now() / 1000) }));
    await until(() => store.log.size === 2, 'the event');
    expect(actions(store)).to.deep.equal(['live', 'past']);
    expect(rows(store)[0]).to.be.instanceOf(Misdated);
  });

  it('loads again after a reconnection and doubles nothing', async () => {
    const store = await start(new SecurityEventStore(client));
    emit('before');
    await until(() => store.log.size === 1);
    client.drop();
    emit('meanwhile');
    client.restore();
    await until(() => store.state.activity === 'idle' && store.log.size === 2, 'what was missed');
    expect(actions(store)).to.deep.equal(['meanwhile', 'before']);
  });

  it('fills a gap and says how many it found', async () => {
    const store = await start(new SecurityEventStore(client));
    emit('before');
    await until(() => store.log.size === 1);
    client.drop();
    emit('missed.1');
    emit('missed.2');
    gateway.stream.forget();
    client.restore();
    const gap = await until(
      () => rows(store).find((row) => row instanceof Gap && row.state.status === 'read'),
      'the gap',
    );
    expect((gap as Gap).state).to.deep.equal({ status: 'read', backfilled: 2, routine: 0, complete: true });
    expect(actions(store).filter((action) => action !== 'read')).to.deep.equal(['missed.2', 'missed.1', 'before']);
  });

  it('says when a gap cannot be filled whole', async () => {
    const store = await start(new SecurityEventStore(client, { backfill: 3 }));
    emit('before');
    await until(() => store.log.size === 1);
    client.drop();
    for (let index = 0; index < 10; index++) emit(`missed.${index}`);
    gateway.stream.forget();
    client.restore();
    const gap = await until(
      () => rows(store).find((row) => row instanceof Gap && row.state.status === 'read'),
      'the gap',
    );
    expect((gap as Gap).state).to.deep.equal({ status: 'read', backfilled: 3, routine: 0, complete: false });
  });

  it('leaves a gap unknown when reading fails, and fills it with the next read', async () => {
    const store = await start(new SecurityEventStore(client));
    emit('before');
    await until(() => store.log.size === 1);
    gateway.faults.fail('security.events', {}, 2);
    client.drop();
    emit('missed');
    gateway.stream.forget();
    client.restore();
    await until(() => actions(store).includes('unknown'), 'the unknown gap');
    expect(store.state.error?.kind).to.be.a('string');
    gateway.faults.clear();
    await store.refresh();
    expect(actions(store)).to.include('read').and.to.include('missed');
    expect(store.state.error).to.equal(undefined);
  });

  it('reads page by page, as far as its limit', async () => {
    for (let index = 0; index < 2500; index++) {
      gateway.securityLog.emitPast(aSecurityEvent({ action: `a${index}`, timestamp: 1_000_000 + index }));
    }
    const asked: ParamsOf<'security.events'>[] = [];
    const call = client.call.bind(client);
    client.call = (method, params, options) => {
      asked.push(params as ParamsOf<'security.events'>);
      return call(method, params, options);
    };
    const store = await start(new SecurityEventStore(client, { backlog: 2200 }));
    expect(asked.map(({ limit }) => limit)).to.deep.equal([1000, 1000, 200]);
    expect(store.log.size).to.equal(2200);
  });

  it('tells once of what arrives together', async () => {
    const store = await start(new SecurityEventStore(client));
    let told = 0;
    const stop = store.subscribe(() => told++);
    for (let index = 0; index < 1000; index++) emit(`a${index}`);
    await until(() => store.log.size === 1000);
    await Promise.resolve();
    expect(told).to.equal(1);
    stop();
  });

  describe('routine events', () => {
    const read = (index: number, name = 'CANARY_SECRET read') =>
      aSecurityEvent({ action: `r${index}`, routine: name, timestamp: Date.now() });

    it('are counted by name and stay out of the log', async () => {
      gateway.securityLog.emitPast(read(0));
      const store = await start(new SecurityEventStore(client));
      gateway.securityLog.emit(read(1));
      gateway.securityLog.emit(read(2, 'heartbeat'));
      emit('real');
      await until(() => store.log.size === 1 && store.routine.total === 3);
      expect(actions(store)).to.deep.equal(['real']);
      expect(store.routine.counts).to.deep.equal([
        { name: 'CANARY_SECRET read', count: 2 },
        { name: 'heartbeat', count: 1 },
      ]);
    });

    it('never push the others out, and are bounded themselves', async () => {
      const store = await start(new SecurityEventStore(client));
      emit('real');
      for (let part = 0; part < 3; part++) {
        for (let index = 0; index < 5000; index++) gateway.securityLog.emit(read(index));
        await until(() => store.routine.total === (part + 1) * 5000);
      }
      expect(actions(store)).to.deep.equal(['real']);
      expect([store.routine.log.size, store.routine.log.forgotten]).to.deep.equal([2000, 13_000]);
      expect(store.routine.counts).to.deep.equal([{ name: 'CANARY_SECRET read', count: 15_000 }]);
    });

    it('are each counted once, however often they are read', async () => {
      const store = await start(new SecurityEventStore(client));
      for (let index = 0; index < 2500; index++) gateway.securityLog.emit(read(index));
      await until(() => store.routine.total === 2500);
      client.drop();
      gateway.stream.forget();
      client.restore();
      await until(() => store.state.activity === 'idle' && rows(store).length === 1, 'the gap');
      expect(store.routine.total).to.equal(2500);
    });

    it('do not count as names of their own for ever', async () => {
      const store = await start(new SecurityEventStore(client));
      for (let index = 0; index < 100; index++) gateway.securityLog.emit(read(index, `name ${index}`));
      await until(() => store.routine.total === 100);
      expect(store.routine.counts).to.have.length(21);
      expect(store.routine.counts.at(-1)).to.deep.equal({ name: undefined, count: 80 });
    });

    it('do not use up the first read, and are counted apart in a gap', async () => {
      gateway.securityLog.emitPast(aSecurityEvent({ action: 'past', timestamp: Date.now() - 60_000 }));
      for (let index = 0; index < 1500; index++) gateway.securityLog.emitPast(read(index));
      const store = await start(new SecurityEventStore(client));
      expect(actions(store)).to.deep.equal(['past']);
      client.drop();
      emit('missed');
      gateway.securityLog.emit(read(1));
      gateway.stream.forget();
      client.restore();
      const gap = await until(() => rows(store).find((row) => row instanceof Gap && row.state.status === 'read'));
      expect((gap as Gap).state).to.deep.equal({ status: 'read', backfilled: 1, routine: 1, complete: true });
    });
  });

  describe('dated in the future', () => {
    it('stand where they came, and under all that comes after', async () => {
      const store = await start(new SecurityEventStore(client));
      const event = aSecurityEvent({ action: 'future', timestamp: Date.now() + 10 * 365 * 86_400_000 });
      gateway.securityLog.emit(event);
      emit('later');
      await until(() => store.log.size === 2);
      expect(actions(store)).to.deep.equal(['later', 'future']);
      const line = rows(store)[1] as Misdated;
      expect(line).to.be.instanceOf(Misdated);
      expect(line.event.timestamp).to.equal(event.timestamp);
      expect(line.arrivedAt).to.be.closeTo(Date.now(), 2000);
    });

    it('do not keep what was missed from being read', async () => {
      const store = await start(new SecurityEventStore(client));
      gateway.securityLog.emit(aSecurityEvent({ action: 'future', timestamp: Date.now() + 86_400_000 }));
      await until(() => store.log.size === 1);
      client.drop();
      emit('missed');
      gateway.stream.forget();
      client.restore();
      await until(() => actions(store).includes('missed'), 'what was missed');
      expect(actions(store).filter((action) => action !== 'read')).to.deep.equal(['missed', 'future']);
    });

    it('are in their place when they are read, too', async () => {
      gateway.securityLog.emitPast(aSecurityEvent({ action: 'future', timestamp: Date.now() + 86_400_000 }));
      gateway.securityLog.emitPast(aSecurityEvent({ action: 'past', timestamp: Date.now() - 1000 }));
      const store = await start(new SecurityEventStore(client));
      emit('later');
      await until(() => store.log.size === 3);
      expect(actions(store)).to.deep.equal(['later', 'future', 'past']);
      await store.refresh();
      expect(actions(store)).to.deep.equal(['later', 'future', 'past']);
    });

    it('are not those of a gateway whose clock differs from this machine’s by a little', async () => {
      const store = await start(new SecurityEventStore(client));
      gateway.securityLog.emit(aSecurityEvent({ timestamp: Date.now() + 30_000 }));
      await until(() => store.log.size === 1);
      expect(rows(store)[0]).not.to.be.instanceOf(Misdated);
    });
  });

  describe('derived from the stream', () => {
    const since = Date.now() - 60_000;
    beforeEach(() =>
      gateway.provenance.set('security.events', { derived: { from: 'the stream', since }, notes: ['A.'] }),
    );

    it('says so', async () => {
      const store = await start(new SecurityEventStore(client));
      expect(store.provenance).to.deep.equal({ derived: { from: 'the stream', since }, notes: ['A.'] });
    });

    it('never says that a gap held nothing', async () => {
      const store = await start(new SecurityEventStore(client));
      emit('before');
      await until(() => store.log.size === 1);
      gateway.publish('stream:gap', { from: Date.now() - 5000, to: Date.now() });
      await until(() => actions(store).includes('unknown'), 'the gap');
      await store.refresh();
      expect(actions(store).sort()).to.deep.equal(['before', 'unknown']);
    });

    it('never says that a gap held no more than what was found', async () => {
      const store = await start(new SecurityEventStore(client));
      const now = Date.now();
      gateway.securityLog.emitPast(aSecurityEvent({ action: 'found elsewhere', timestamp: now - 2000 }));
      gateway.publish('stream:gap', { from: now - 5000, to: now });
      const gap = await until(() => rows(store).find((row) => row instanceof Gap && row.state.status === 'read'));
      expect((gap as Gap).state).to.deep.equal({ status: 'read', backfilled: 1, routine: 0, complete: false });
    });

    it('marks the time in which the stream was lost and nobody listened', async () => {
      const store = await start(new SecurityEventStore(client));
      emit('before');
      await until(() => store.log.size === 1);
      await elapse(graceMs, leave);
      const left = Date.now();
      await until(() => Date.now() > left, 'a later moment');
      client.drop();
      client.restore();
      const read = store.state.loadedAt;
      leave = store.subscribe(() => {});
      await until(() => store.state.loadedAt !== read, 'another read');
      expect(actions(store)).to.deep.equal(['unknown', 'before']);
    });

    it('marks nothing when the stream went on meanwhile', async () => {
      const store = await start(new SecurityEventStore(client));
      emit('before');
      await until(() => store.log.size === 1);
      await elapse(graceMs, leave);
      emit('meanwhile');
      const read = store.state.loadedAt;
      leave = store.subscribe(() => {});
      await until(() => store.state.loadedAt !== read, 'another read');
      expect(actions(store)).to.deep.equal(['meanwhile', 'before']);
    });
  });
});
