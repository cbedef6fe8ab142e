import { expect } from '@open-wc/testing';
import { PagedQuery, type Page } from '../../../src/data/stores/paged-query.js';
import { anAuditEntry, SimulatedGateway } from '../../../src/testing/index.js';
import type { AuditEntry } from '../../../src/protocol/index.js';
import { until } from '../../support/browser.js';

interface Read {
  readonly filter: string;
  readonly cursor: string | undefined;
  readonly signal: AbortSignal;
  answer(ids: readonly string[], rest?: Partial<Page<AuditEntry>>): void;
  fail(): void;
}

const entries = (ids: readonly string[]) => ids.map((id) => anAuditEntry({ id, agentId: 'a' }));
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A query for the entries of an agent, whose reads a test answers by hand. */
function setup(options: { connected?: boolean } = {}, isAtRest?: () => boolean) {
  const gateway = new SimulatedGateway();
  const client = gateway.client(options);
  const reads: Read[] = [];
  const query = new PagedQuery<string, AuditEntry, 'audit:event'>(
    client,
    {
      method: 'security.audit',
      pageSize: 3,
      load: (_client, filter, cursor, signal) =>
        new Promise((resolve, reject) => {
          const rest = { nextCursor: undefined, total: undefined, oldest: undefined, notes: [], unreadable: [] };
          reads.push({
            filter,
            cursor,
            signal,
            answer: (ids, more) => resolve({ ...rest, rows: entries(ids), ...more }),
            fail: () => reject(new Error('Database locked.')),
          });
        }),
      event: 'audit:event',
      rowOf: (entry) => entry,
      idOf: ({ id }) => id,
      matches: ({ agentId }, filter) => agentId === filter,
    },
    'a',
    isAtRest,
  );
  let told = 0;
  const leave = query.subscribe(() => told++);
  const last = () => reads.at(-1)!;
  const ids = () => query.state.data?.rows.map(({ id }) => id);
  const arrive = async (id: string, agentId = 'a') => {
    gateway.publish('audit:event', anAuditEntry({ id, agentId }));
    await settled();
  };
  return { gateway, client, query, reads, last, ids, arrive, leave, told: () => told };
}

/** A query that has read its first page: rows b and a, and there is more. */
async function loaded(isAtRest?: () => boolean) {
  const all = setup({}, isAtRest);
  all.last().answer(['b', 'a'], { nextCursor: 'next', total: 10, oldest: 7 });
  await settled();
  return all;
}

describe('PagedQuery', () => {
  it('reads the first page when somebody subscribes, and says what it knows of the rest', async () => {
    const { query, reads, ids, leave } = await loaded();
    expect(reads).to.have.length(1);
    expect(ids()).to.deep.equal(['b', 'a']);
    expect(query.state.data).to.deep.include({ total: 10, oldest: 7, nextCursor: 'next', arrived: 0 });
    expect(query.state.activity).to.equal('idle');
    leave();
  });

  it('appends further pages, each row once, and stops at the last', async () => {
    const { query, reads, last, ids, leave } = await loaded();
    void query.more();
    void query.more();
    expect(reads).to.have.length(2);
    expect(last().cursor).to.equal('next');
    expect(query.readingMore).to.equal(true);
    last().answer(['a', 'z'], { total: 10 });
    await settled();
    expect(ids()).to.deep.equal(['b', 'a', 'z']);
    expect(query.readingMore).to.equal(false);
    await query.more();
    expect(reads).to.have.length(2);
    leave();
  });

  it('counts what arrives and matches, and leaves the rows as they are', async () => {
    const { query, ids, arrive, leave } = await loaded();
    await arrive('c');
    await arrive('c');
    await arrive('b');
    await arrive('x', 'somebody-else');
    expect(query.state.data?.arrived).to.equal(1);
    expect(ids()).to.deep.equal(['b', 'a']);
    leave();
  });

  it('shows what arrived when asked, and goes on counting what comes during the read', async () => {
    const { query, last, ids, arrive, leave } = await loaded();
    await arrive('c');
    void query.refresh();
    await arrive('d');
    await arrive('e');
    last().answer(['d', 'c', 'b'], { nextCursor: 'next' });
    await settled();
    expect(ids()).to.deep.equal(['d', 'c', 'b']);
    expect(query.state.data?.arrived).to.equal(1);
    leave();
  });

  it('does not lose count when the read fails', async () => {
    const { query, last, ids, arrive, leave } = await loaded();
    await arrive('c');
    void query.refresh();
    last().fail();
    await settled();
    await arrive('d');
    expect(query.state.data?.arrived).to.equal(2);
    expect(query.state.error?.message).to.equal('Database locked.');
    expect(ids()).to.deep.equal(['b', 'a']);
    leave();
  });

  it('counts a flood in bounded memory', async () => {
    const { gateway, query, leave } = await loaded();
    for (let index = 0; index < 5000; index++) {
      gateway.publish('audit:event', anAuditEntry({ id: `flood-${index}`, agentId: 'a' }));
    }
    await until(() => query.state.data?.arrived === 5000);
    leave();
  });

  it('says why a further page failed without calling what is there out of date', async () => {
    const { query, last, ids, leave } = await loaded();
    void query.more();
    last().fail();
    await settled();
    expect(query.moreError?.message).to.equal('Database locked.');
    expect(query.state.error).to.equal(undefined);
    expect(ids()).to.deep.equal(['b', 'a']);
    void query.more();
    expect(query.moreError).to.equal(undefined);
    last().answer(['z']);
    await settled();
    expect(ids()).to.deep.equal(['b', 'a', 'z']);
    leave();
  });

  describe('another question', () => {
    it('replaces the old answer when the new one comes, without a blink between', async () => {
      const { query, last, ids, leave } = await loaded();
      query.ask('b');
      expect(last().filter).to.equal('b');
      expect(ids()).to.deep.equal(['b', 'a']);
      last().answer(['q']);
      await settled();
      expect(ids()).to.deep.equal(['q']);
      leave();
    });

    it('does not show the old answer for long', async () => {
      const { query, leave } = await loaded();
      query.ask('b');
      await until(() => query.state.data === undefined, 'the rows to go', 400);
      expect(query.state.activity).to.equal('fetching');
      leave();
    });

    it('ends the read of the one before, whose answer means nothing any more', async () => {
      const { query, reads, ids, leave } = await loaded();
      query.ask('b');
      query.ask('c');
      expect(reads[1]!.signal.aborted).to.equal(true);
      reads[2]!.answer(['r']);
      reads[1]!.answer(['q']);
      await settled();
      expect(ids()).to.deep.equal(['r']);
      leave();
    });

    it('drops the old answer when there is no new one', async () => {
      const { query, last, ids, leave } = await loaded();
      query.ask('b');
      last().fail();
      await settled();
      expect(ids()).to.equal(undefined);
      expect(query.state.error?.message).to.equal('Database locked.');
      leave();
    });

    it('waits for the connection', async () => {
      const { client, query, reads, last, ids, leave } = await loaded();
      client.drop();
      query.ask('b');
      expect(ids()).to.equal(undefined);
      expect(query.state.activity).to.equal('paused');
      expect(reads).to.have.length(1);
      client.restore();
      await settled();
      expect(last().filter).to.equal('b');
      leave();
    });
  });

  describe('after a gap', () => {
    it('counts what was missed and leaves the rows where they are', async () => {
      const { client, query, last, ids, arrive, leave } = await loaded();
      await arrive('c');
      client.drop();
      client.restore();
      await settled();
      last().answer(['e', 'd', 'c', 'b'], { nextCursor: 'next', total: 13, oldest: 8 });
      await settled();
      expect(ids()).to.deep.equal(['b', 'a']);
      expect(query.state.data).to.deep.include({ arrived: 3, arrivedAtLeast: false, total: 13, oldest: 8 });
      leave();
    });

    it('says that there may be more when a whole page was missed', async () => {
      const { client, query, last, leave } = await loaded();
      client.drop();
      client.restore();
      await settled();
      last().answer(['z', 'y'], { nextCursor: 'next' });
      await settled();
      expect(query.state.data).to.deep.include({ arrived: 2, arrivedAtLeast: true });
      void query.refresh();
      last().answer(['z', 'y'], { nextCursor: 'next' });
      await settled();
      expect(query.state.data).to.deep.include({ arrived: 0, arrivedAtLeast: false });
      leave();
    });

    it('shows the rows where there were none: nobody is disturbed', async () => {
      const { client, query, last, ids, arrive, leave } = setup();
      last().answer([]);
      await settled();
      await arrive('a');
      client.drop();
      client.restore();
      await settled();
      await arrive('c');
      last().answer(['b', 'a']);
      await settled();
      expect(ids()).to.deep.equal(['b', 'a']);
      expect(query.state.data).to.deep.include({ arrived: 1, arrivedAtLeast: false }, 'what is shown is not new');
      leave();
    });

    it('lets a further page that is being read come first', async () => {
      const { client, query, reads, last, ids, leave } = await loaded();
      void query.more();
      client.dropStream();
      client.restore();
      await settled();
      expect(last().signal.aborted).to.equal(false);
      last().answer(['z']);
      await settled();
      expect(ids()).to.deep.equal(['b', 'a', 'z']);
      expect(reads).to.have.length(3);
      last().answer(['c', 'b'], { nextCursor: 'next' });
      await settled();
      expect(ids()).to.deep.equal(['b', 'a', 'z']);
      expect(query.state.data?.arrived).to.equal(1);
      leave();
    });

    it('reads when the first connection comes', async () => {
      const { client, reads, last, ids, leave } = setup({ connected: false });
      expect(reads).to.have.length(0);
      client.restore();
      await settled();
      last().answer(['a']);
      await settled();
      expect(ids()).to.deep.equal(['a']);
      leave();
    });
  });

  it('real use 27: an empty answer fills itself, whoever looks', async () => {
    const { query, last, ids, reads, gateway, leave } = setup({}, () => false);
    last().answer([], { total: 0 });
    await settled();
    gateway.publish('audit:event', anAuditEntry({ id: 'c', agentId: 'a' }));
    gateway.publish('audit:event', anAuditEntry({ id: 'd', agentId: 'a' }));
    await until(() => query.state.data?.rows.length === 2);
    expect(ids()).to.deep.equal(['d', 'c']);
    expect(query.state.data).to.deep.include({ total: 2, arrived: 0 });
    gateway.publish('audit:event', anAuditEntry({ id: 'e', agentId: 'a' }));
    await until(() => query.state.data?.arrived === 1);
    expect(ids()).to.deep.equal(['d', 'c']);
    expect(reads).to.have.length(1);
    leave();
  });

  it('real use 27: an empty answer is filled by what arrived while it was read', async () => {
    const { query, last, ids, arrive, leave } = setup();
    await arrive('c');
    last().answer([]);
    await until(() => query.state.data?.rows.length === 1);
    expect(ids()).to.deep.equal(['c']);
    leave();
  });

  it('real use 27: takes what arrives while nobody reads, and with it what was counted before', async () => {
    let isAtRest = false;
    const { query, ids, arrive, reads, leave } = await loaded(() => isAtRest);
    await arrive('c');
    await arrive('d');
    expect(query.state.data?.arrived).to.equal(2);
    isAtRest = true;
    await arrive('e');
    await until(() => query.state.data?.arrived === 0);
    expect(ids()).to.deep.equal(['e', 'd', 'c', 'b', 'a']);
    expect(query.state.data?.total).to.equal(13);
    expect(reads).to.have.length(1);
    // The next page goes on behind the last row, as before.
    void query.more();
    reads.at(-1)!.answer(['e', 'z']);
    await settled();
    expect(ids()).to.deep.equal(['e', 'd', 'c', 'b', 'a', 'z']);
    leave();
  });

  it('real use 27: after a gap takes what was missed while nobody reads', async () => {
    const { client, last, ids, reads, leave } = await loaded(() => true);
    client.drop();
    client.restore();
    await until(() => reads.length === 2);
    last().answer(['d', 'c', 'b'], { nextCursor: 'next' });
    await until(() => ids()?.length === 4);
    expect(ids()).to.deep.equal(['d', 'c', 'b', 'a']);
    leave();
  });

  it('real use 31: nothing is "new" beside an empty list: what only a read can show is read', async () => {
    const { query, client, reads, last, ids, gateway, leave } = setup({}, () => false);
    last().answer([], { total: 0 });
    await settled();
    const seen: unknown[] = [];
    const watch = query.subscribe(() => {
      const { data } = query.state;
      if (data?.rows.length === 0 && data.arrived > 0) seen.push(data.arrived);
    });
    client.receive('audit:event', { ...anAuditEntry({ id: 'x', agentId: 'a' }), action: null });
    await until(() => reads.length === 2, 'the read', 3000);
    last().answer([], { unreadable: [{ path: 'entries[0]', issues: [], readable: { id: 'x' } }] });
    await settled();
    expect(query.state.data?.unreadable).to.have.length(1);
    // More than are remembered, before any could be shown.
    for (let index = 0; index < 1100; index++) {
      gateway.publish('audit:event', anAuditEntry({ id: `n${index}`, agentId: 'a' }));
    }
    await until(() => reads.length === 3, 'the next read', 3000);
    last().answer(['n1099', 'n1098', 'n1097'], { nextCursor: 'next', total: 1100 });
    await settled();
    expect(ids()).to.deep.equal(['n1099', 'n1098', 'n1097']);
    expect(query.state.data).to.deep.include({ total: 1100, arrived: 0 });
    expect(seen).to.deep.equal([]);
    watch();
    leave();
  });

  it('real use 27: while nobody reads, also what cannot be read is shown, by one read for all', async () => {
    const { query, client, reads, last, leave } = await loaded(() => true);
    for (let index = 0; index < 5; index++) {
      client.receive('audit:event', { ...anAuditEntry({ id: `x${index}`, agentId: 'a' }), action: null });
    }
    await until(() => reads.length === 2, 'the read', 3000);
    last().answer(['b', 'a'], { unreadable: [{ path: 'entries[0]', issues: [], readable: { id: 'x0' } }] });
    await settled();
    expect(query.state.data).to.deep.include({ arrived: 0 });
    expect(query.state.data?.unreadable).to.have.length(1);
    leave();
  });

  it('real use 24: an answer that ignores the limit is shown by pages, without asking again', async () => {
    const { query, last, ids, reads, leave } = setup();
    last().answer(['e', 'd', 'c', 'b', 'a']);
    await settled();
    expect(ids()).to.deep.equal(['e', 'd', 'c']);
    expect(query.state.data).to.deep.include({ hasMore: true, total: 5, notes: [] });
    await query.more();
    expect(ids()).to.deep.equal(['e', 'd', 'c', 'b', 'a']);
    expect(query.state.data?.hasMore).to.equal(false);
    expect(reads).to.have.length(1);
    leave();
  });

  it('real use 24: keeps 10 000 rows of an answer, and says how many were left out', async () => {
    const { query, last, ids, leave } = setup();
    last().answer(Array.from({ length: 100_000 }, (_, index) => `${index}`));
    await until(() => query.state.data !== undefined);
    expect(ids()).to.deep.equal(['0', '1', '2']);
    expect(query.state.data?.total).to.equal(100_000);
    expect(query.state.data?.notes.join()).to.match(/sent 100.000 rows .*: 10.000 are kept, 90.000 were left out/);
    for (let page = 0; page < 3333; page++) void query.more();
    expect(ids()).to.have.length(10_000);
    expect(query.state.data?.hasMore).to.equal(false);
    leave();
  }).timeout(20_000);

  it('real use 24: stops at a cursor that was seen, and says so', async () => {
    const { query, last, ids, reads, leave } = await loaded();
    void query.more();
    last().answer(['z'], { nextCursor: 'next', notes: ['Kept for a day.'] });
    await settled();
    expect(ids()).to.deep.equal(['b', 'a', 'z']);
    expect(query.state.data?.hasMore).to.equal(false);
    expect(query.state.data?.notes).to.deep.equal([
      'Kept for a day.',
      'The gateway repeated a cursor, so reading stopped there: there may be more rows.',
    ]);
    await query.more();
    expect(reads).to.have.length(2);
    leave();
  });
});
