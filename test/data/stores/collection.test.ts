import { expect } from '@open-wc/testing';
import { Collection, type CollectionSource } from '../../../src/data/stores/collection.js';
import { graceMs } from '../../../src/data/stores/client-store.js';
import { GatewayError } from '../../../src/protocol/index.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

type Ids = readonly string[];

/** A collection of the ids of approvals, whose reads a test answers by hand. */
function setup(options: { connected?: boolean; source?: Partial<CollectionSource<Ids>> } = {}) {
  const gateway = new SimulatedGateway();
  const client = gateway.client({ connected: options.connected ?? true });
  const reads: { answer: (ids: Ids) => void; fail: (error: unknown) => void; signal: AbortSignal }[] = [];
  const collection = new Collection<Ids>(client, {
    method: 'approvals.list',
    load: (_client, signal) =>
      new Promise((answer, fail) => {
        reads.push({ answer, fail, signal });
      }),
    updates: {
      'approval:requested': (ids, { approvalId }) => (ids.includes(approvalId) ? ids : [...ids, approvalId]),
      'approval:resolved': (ids, { approvalId }) => ids.filter((id) => id !== approvalId),
    },
    ...options.source,
  });
  return { gateway, client, reads, collection };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('Collection', () => {
  it('costs nothing until somebody subscribes', async () => {
    const { reads, collection, client } = setup();
    client.restore();
    await settled();
    expect(reads).to.have.length(0);
    expect(collection.state).to.deep.equal({
      data: undefined,
      error: undefined,
      activity: 'paused',
      loadedAt: undefined,
    });
  });

  it('reads once for any number of subscribers, and tells each of them', async () => {
    const { reads, collection } = setup();
    let told = 0;
    const listener = () => {
      told++;
    };
    const leave = [collection.subscribe(listener), collection.subscribe(listener)];
    expect(reads).to.have.length(1);
    expect(collection.state.activity).to.equal('fetching');
    told = 0;
    reads[0]!.answer(['a']);
    await settled();
    expect(told).to.equal(2);
    expect(collection.state.data).to.deep.equal(['a']);
    expect(collection.state.activity).to.equal('idle');
    for (const each of leave) each();
  });

  it('real use 48: one subscriber that throws keeps nothing from the others, and the read ends well', async () => {
    const { reads, collection } = setup();
    const reported: unknown[] = [];
    const before = Object.getOwnPropertyDescriptor(window, 'reportError');
    window.reportError = (thrown) => reported.push(thrown);
    const boom = new Error('boom');
    let told = 0;
    const leave = [
      collection.subscribe(() => {
        if (collection.state.data) throw boom;
      }),
      collection.subscribe(() => told++),
    ];
    told = 0;
    reads[0]!.answer(['a']);
    await settled();
    Object.defineProperty(window, 'reportError', before!);
    expect([told, reported, collection.state.error]).to.deep.equal([1, [boom], undefined]);
    expect(collection.state.activity).to.equal('idle');
    for (const each of leave) each();
  });

  it('keeps what it has when a read fails, with the error beside it', async () => {
    const { reads, collection } = setup();
    const leave = collection.subscribe(() => undefined);
    reads[0]!.answer(['a']);
    await settled();
    const { loadedAt } = collection.state;
    void collection.refresh();
    reads[1]!.fail(new GatewayError('server', 'No.'));
    await settled();
    expect(collection.state.data).to.deep.equal(['a']);
    expect(collection.state.error?.message).to.equal('No.');
    expect(collection.state.loadedAt).to.equal(loadedAt);
    void collection.refresh();
    reads[2]!.answer([]);
    await settled();
    expect(collection.state.error).to.equal(undefined);
    leave();
  });

  it('applies to a read what arrived while it was pending', async () => {
    const { reads, collection, gateway } = setup();
    const leave = collection.subscribe(() => undefined);
    gateway.approvals.request(anApproval({ approvalId: 'new', timeoutMs: 0 }));
    gateway.approvals.request(anApproval({ approvalId: 'gone', timeoutMs: 0 }));
    gateway.approvals.withdraw('gone');
    await settled();
    reads[0]!.answer(['old', 'gone']);
    await settled();
    expect(collection.state.data).to.deep.equal(['old', 'new']);
    leave();
  });

  it('lets the newer of two reads win, whichever is answered last', async () => {
    const { reads, collection } = setup();
    const leave = collection.subscribe(() => undefined);
    void collection.refresh();
    expect(reads[0]!.signal.aborted).to.equal(true);
    reads[1]!.answer(['new']);
    await settled();
    reads[0]!.answer(['old']);
    await settled();
    expect(collection.state.data).to.deep.equal(['new']);
    leave();
  });

  it('reads exactly once for each reconnection', async () => {
    const { reads, collection, client } = setup({ connected: false });
    const leave = collection.subscribe(() => undefined);
    expect(reads).to.have.length(0);
    expect(collection.state.activity).to.equal('paused');
    client.restore();
    expect(reads).to.have.length(1);
    reads[0]!.answer([]);
    await settled();
    client.drop();
    expect(collection.state.activity).to.equal('paused');
    client.restore();
    expect(reads).to.have.length(2);
    leave();
  });

  it('carries over what a read cannot know', async () => {
    const { reads, collection } = setup({
      source: { reconcile: (loaded, previous) => [...loaded, ...previous.filter((id) => id.startsWith('kept'))] },
    });
    const leave = collection.subscribe(() => undefined);
    reads[0]!.answer(['kept-1', 'other']);
    await settled();
    void collection.refresh();
    reads[1]!.answer(['b']);
    await settled();
    expect(collection.state.data).to.deep.equal(['b', 'kept-1']);
    leave();
  });

  it('goes on for a while after the last subscriber left, then lets go of everything', async () => {
    const { reads, collection, gateway } = setup();
    const timers = new FakeTimers();
    try {
      const leave = collection.subscribe(() => undefined);
      reads[0]!.answer([]);
      await Promise.resolve();
      leave();
      leave();
      const again = collection.subscribe(() => undefined);
      expect(reads).to.have.length(1);
      again();
      void collection.refresh();
      timers.run(graceMs);
      expect(reads[1]!.signal.aborted).to.equal(true);
    } finally {
      timers.restore();
    }
    gateway.approvals.request(anApproval({ approvalId: 'later', timeoutMs: 0 }));
    await settled();
    expect(collection.state.data).to.deep.equal([]);
    const back = collection.subscribe(() => undefined);
    expect(reads).to.have.length(3);
    back();
  });

  it('does not tell anybody when nothing has changed', async () => {
    const { reads, collection } = setup();
    const leave = collection.subscribe(() => undefined);
    reads[0]!.answer(['a']);
    await settled();
    let told = 0;
    const leaveToo = collection.subscribe(() => {
      told++;
    });
    collection.apply((ids) => ids);
    expect(told).to.equal(0);
    collection.apply((ids) => [...ids, 'b']);
    expect(told).to.equal(1);
    leave();
    leaveToo();
  });

  it('reads once for calls to read again that come together, after the pending read', async () => {
    const { reads, collection } = setup({ source: { updates: {}, rereadOn: ['tokens:changed'] } });
    const leave = collection.subscribe(() => undefined);
    for (let times = 0; times < 10; times++) collection.invalidate();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(reads).to.have.length(1);
    expect(reads[0]!.signal.aborted).to.equal(false);
    reads[0]!.answer(['before']);
    await until(() => reads.length === 2);
    reads[1]!.answer(['after']);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(reads).to.have.length(2);
    expect(collection.state.data).to.deep.equal(['after']);
    leave();
  });

  it('reads again for the events that say that something changed', async () => {
    const { reads, collection, gateway } = setup({ source: { updates: {}, rereadOn: ['tokens:changed'] } });
    const leave = collection.subscribe(() => undefined);
    reads[0]!.answer([]);
    await settled();
    gateway.publish('tokens:changed', { id: 'a', change: 'created' });
    gateway.publish('tokens:changed', { id: 'b', change: 'created' });
    await until(() => reads.length === 2);
    leave();
  });

  it('does not read for a change when nobody watches', async () => {
    const { reads, collection } = setup();
    collection.invalidate();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(reads).to.have.length(0);
  });
});

/** Timers that fire when a test says so. */
class FakeTimers {
  readonly #waiting = new Map<number, { run: () => void; at: number }>();
  readonly #setTimeout = globalThis.setTimeout;
  readonly #clearTimeout = globalThis.clearTimeout;
  #next = 1_000_000;

  constructor() {
    const set = (run: () => void, at = 0) => {
      this.#waiting.set(++this.#next, { run, at });
      return this.#next;
    };
    Object.assign(globalThis, { setTimeout: set, clearTimeout: (id: number) => this.#waiting.delete(id) });
  }

  run(ms: number): void {
    for (const [id, { run, at }] of [...this.#waiting]) {
      if (at > ms) continue;
      this.#waiting.delete(id);
      run();
    }
  }

  restore(): void {
    Object.assign(globalThis, { setTimeout: this.#setTimeout, clearTimeout: this.#clearTimeout });
  }
}
