import { expect } from '@open-wc/testing';
import { Gap } from '../../src/data/event-rows.js';
import { SecurityEventStore, securityEvents } from '../../src/data/security-events.js';
import type { ParamsOf } from '../../src/protocol/index.js';
import { aSecurityEvent, SimulatedGateway, type SimulatedClient } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

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
    rows(store).map((row) => (row instanceof Gap ? row.state.status : row?.action));
  const emit = (action: string) => gateway.events.emit(aSecurityEvent({ action, timestamp: Date.now() }));

  it('is one for all that use a client', () => {
    leave = () => {};
    expect(securityEvents(client)).to.equal(securityEvents(client));
  });

  it('puts the live events on top of the backlog, each once', async () => {
    gateway.events.emitPast(aSecurityEvent({ action: 'past', timestamp: Date.now() - 1000 }));
    const store = new SecurityEventStore(client);
    const started = start(store);
    emit('live');
    await started;
    await until(() => store.log.size === 2, 'both');
    expect(actions(store)).to.deep.equal(['live', 'past']);
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
    expect((gap as Gap).state).to.deep.equal({ status: 'read', backfilled: 2, complete: true });
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
    expect((gap as Gap).state).to.deep.equal({ status: 'read', backfilled: 3, complete: false });
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
      gateway.events.emitPast(aSecurityEvent({ action: `a${index}`, timestamp: 1_000_000 + index }));
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
});
