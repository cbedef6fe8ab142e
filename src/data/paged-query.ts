import type { RpcClient } from '../client/rpc-client.js';
import { toGatewayError, type GatewayEventName, type PayloadOf } from '../protocol/index.js';
import { nothingRead, type Activity, type CollectionState } from './collection.js';
import { SharedStore } from './shared-store.js';

/** One page of an answer, as the paged methods give it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; undefined on the last one. */
  readonly nextCursor: string | undefined;
  /** How many rows match, if the gateway counts them. */
  readonly total: number | undefined;
  /** The moment before which the gateway keeps nothing, if it says so (epoch ms). */
  readonly oldest: number | undefined;
  /** What the gateway wants said with the rows. */
  readonly notes: readonly string[];
}

/** What a query has read so far, and what has come since. */
export interface Pages<Row> extends Page<Row> {
  /** How many matching rows arrived since the first page was read: announced, never pushed in under the reader. */
  readonly arrived: number;
}

/** Where the pages come from. */
export interface PageSource<Filter, Row> {
  load(client: RpcClient, filter: Filter, cursor: string | undefined, signal: AbortSignal): Promise<Page<Row>>;
  /** The event that tells of a new row. */
  readonly event: GatewayEventName;
  /** The row that an event brings. */
  rowOf(payload: PayloadOf<GatewayEventName>): Row | undefined;
  idOf(row: Row): string;
  /** Whether a new row would be in the answer. May say yes too often where only the gateway can tell. */
  matches(row: Row, filter: Filter): boolean;
}

/**
 * A question to the gateway whose answer comes in pages, newest first. New rows are counted, not shown, until the reader
 * asks: {@link refresh} reads the first page again.
 */
export class PagedQuery<Filter, Row> extends SharedStore {
  readonly #client: RpcClient;
  readonly #source: PageSource<Filter, Row>;
  #filter: Filter;
  #state: CollectionState<Pages<Row>> = nothingRead;
  #epoch = 0;
  #reading: AbortController | undefined;
  #readingMore = false;
  /** The ids that arrived since the read of the first page began: those that it brought are no news. */
  #arrived = new Set<string>();
  #release: (() => void)[] = [];

  constructor(client: RpcClient, source: PageSource<Filter, Row>, filter: Filter) {
    super();
    this.#client = client;
    this.#source = source;
    this.#filter = filter;
  }

  get state(): CollectionState<Pages<Row>> {
    return this.#state;
  }

  /** True while a further page is read. */
  get readingMore(): boolean {
    return this.#readingMore;
  }

  /** Asks another question. The old answer goes: it would be read as the new one's. */
  ask(filter: Filter): void {
    this.#filter = filter;
    this.#state = { ...nothingRead, activity: this.#rest() };
    if (this.running && this.#client.epoch > 0) void this.refresh();
    else this.notify();
  }

  /** Reads the first page again. Resolves when the read has ended: the state says how. */
  async refresh(): Promise<void> {
    this.#arrived = new Set();
    await this.#read(undefined, (page) => page);
  }

  /** Reads the next page, if there is one and none is being read. */
  async more(): Promise<void> {
    const { data } = this.#state;
    if (!data?.nextCursor || this.#reading) return;
    this.#readingMore = true;
    const known = new Set(data.rows.map((row) => this.#source.idOf(row)));
    await this.#read(data.nextCursor, (page) => ({
      ...page,
      rows: [...data.rows, ...page.rows.filter((row) => !known.has(this.#source.idOf(row)))],
    }));
  }

  protected override start(): void {
    this.#release.push(
      this.#client.subscribe(() => this.#follow()),
      this.#client.on(this.#source.event, (payload) => this.#receive(payload)),
    );
    this.#epoch = 0;
    this.#follow();
  }

  protected override stop(): void {
    for (const release of this.#release.splice(0)) release();
    this.#reading?.abort();
    this.#reading = undefined;
    this.#readingMore = false;
  }

  async #read(cursor: string | undefined, merge: (page: Page<Row>) => Page<Row>): Promise<void> {
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    this.#set({ activity: 'fetching' });
    try {
      const page = merge(await this.#source.load(this.#client, this.#filter, cursor, reading.signal));
      if (reading.signal.aborted) return;
      for (const row of page.rows) this.#arrived.delete(this.#source.idOf(row));
      this.#ended({ data: { ...page, arrived: this.#arrived.size }, error: undefined, loadedAt: Date.now() });
    } catch (thrown) {
      if (!reading.signal.aborted) this.#ended({ error: toGatewayError(thrown) });
    }
  }

  #ended(change: Partial<CollectionState<Pages<Row>>>): void {
    this.#reading = undefined;
    this.#readingMore = false;
    this.#set({ ...change, activity: this.#rest() });
  }

  #receive(payload: PayloadOf<GatewayEventName>): void {
    const row = this.#source.rowOf(payload);
    if (row === undefined || !this.#source.matches(row, this.#filter)) return;
    const id = this.#source.idOf(row);
    const { data } = this.#state;
    if (data?.rows.some((each) => this.#source.idOf(each) === id)) return;
    this.#arrived.add(id);
    if (data) this.#set({ data: { ...data, arrived: this.#arrived.size } });
  }

  #follow(): void {
    const { epoch } = this.#client;
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      // Pages that somebody reads stay; what was missed is counted as what arrives is.
      if (!this.#state.data) void this.refresh();
      else void this.#recount();
    } else if (!this.#reading) {
      this.#set({ activity: this.#rest() });
    }
  }

  /** After a gap: looks at the first page for rows that were missed, without putting them under the reader. */
  async #recount(): Promise<void> {
    const { data } = this.#state;
    if (!data) return;
    const known = new Set(data.rows.map((row) => this.#source.idOf(row)));
    const newest = data.rows[0];
    await this.#read(undefined, (page) => {
      const missed = page.rows.filter((row) => !known.has(this.#source.idOf(row)));
      // Nothing was shown: then there is nobody to disturb.
      if (newest === undefined) return page;
      for (const row of missed) this.#arrived.add(this.#source.idOf(row));
      return { ...data, total: page.total, oldest: page.oldest, notes: page.notes };
    });
  }

  #rest(): Activity {
    return this.#client.connection.status === 'connected' ? 'idle' : 'paused';
  }

  #set(change: Partial<CollectionState<Pages<Row>>>): void {
    this.#state = { ...this.#state, ...change };
    this.notify();
  }
}
