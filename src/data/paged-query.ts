import type { RpcClient } from '../client/rpc-client.js';
import {
  toGatewayError,
  type GatewayError,
  type GatewayEventName,
  type PayloadOf,
  type ResultOf,
} from '../protocol/index.js';
import { Arrivals } from './arrivals.js';
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
  /** What the answer was worked out from and since when, where the gateway itself does not keep it. */
  readonly derived?: ResultOf<'approvals.history'>['derived'];
}

/** What a query has read so far, and what has come since. */
export interface Pages<Row> extends Page<Row> {
  /** How many matching rows arrived since the first page was read: announced, never pushed in under the reader. */
  readonly arrived: number;
  /** Whether there may be more than `arrived`: so many were missed that a whole page of them does not reach back. */
  readonly arrivedAtLeast: boolean;
}

/** Where the pages come from. */
export interface PageSource<Filter, Row, E extends GatewayEventName = GatewayEventName> {
  load(client: RpcClient, filter: Filter, cursor: string | undefined, signal: AbortSignal): Promise<Page<Row>>;
  /** The event that tells of a new row. */
  readonly event: E;
  /** The row that an event brings. */
  rowOf(payload: PayloadOf<E>): Row | undefined;
  idOf(row: Row): string;
  /** Whether a new row would be in the answer. May say yes too often where only the gateway can tell. */
  matches(row: Row, filter: Filter): boolean;
}

/**
 * How long the old answer stays while the new one is read, in ms: most answers come sooner, and rows that go and come
 * back blink. Too short for anybody to take the old rows for the new ones.
 */
const patienceMs = 200;

/**
 * A question to the gateway whose answer comes in pages, newest first. New rows are counted, not shown, until the reader
 * asks: {@link refresh} reads the first page again.
 */
export class PagedQuery<Filter, Row, E extends GatewayEventName = GatewayEventName> extends SharedStore {
  readonly #client: RpcClient;
  readonly #source: PageSource<Filter, Row, E>;
  readonly #arrivals = new Arrivals();
  #filter: Filter;
  #state: CollectionState<Pages<Row>> = nothingRead;
  /** The ids of the rows that are there. */
  #known: ReadonlySet<string> = new Set();
  /** The rows answer an earlier question: they go as soon as the new answer comes, fails or is late. */
  #outdated = false;
  #epoch = 0;
  #reading: AbortController | undefined;
  #readingMore = false;
  #moreError: GatewayError | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** A gap came while a further page was read: what was missed is counted after that. */
  #recountDue = false;
  #release: (() => void)[] = [];

  constructor(client: RpcClient, source: PageSource<Filter, Row, E>, filter: Filter) {
    super();
    this.#client = client;
    this.#source = source;
    this.#filter = filter;
  }

  get state(): CollectionState<Pages<Row>> {
    return this.#state;
  }

  /** What is asked now. */
  get filter(): Filter {
    return this.#filter;
  }

  /** True while a further page is read. */
  get readingMore(): boolean {
    return this.#readingMore;
  }

  /** Why the last further page could not be read; undefined once anything is read again. */
  get moreError(): GatewayError | undefined {
    return this.#moreError;
  }

  /**
   * Asks another question. The old answer goes at once, or in a moment where the new one may come sooner.
   *
   * @param read false when nobody has the old answer before their eyes: then it is not shown for that moment either.
   */
  ask(filter: Filter, read = true): void {
    this.#filter = filter;
    this.#outdated = true;
    this.#arrivals.reset();
    clearTimeout(this.#patience);
    if (!read) this.#dropOutdated();
    if (this.running && this.#client.connection.status === 'connected') {
      this.#patience = setTimeout(() => this.#dropOutdated(), patienceMs);
      void this.refresh();
    } else {
      this.#endRead();
      this.#dropOutdated();
    }
  }

  /** Reads the first page again. Resolves when the read has ended: the state says how. */
  async refresh(): Promise<void> {
    const before = this.#arrivals.mark();
    this.#recountDue = false;
    await this.#read(undefined, (page) => {
      this.#arrivals.shown(before, page.rows.map(this.#idOf));
      return page;
    });
  }

  /** Reads the next page, if there is one and nothing is being read. Resolves when the read has ended. */
  async more(): Promise<void> {
    const { data } = this.#state;
    if (data?.nextCursor === undefined || this.#reading) return;
    await this.#read(data.nextCursor, (page) => ({
      ...page,
      rows: [...data.rows, ...page.rows.filter((row) => !this.#known.has(this.#idOf(row)))],
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
    clearTimeout(this.#patience);
    this.#recountDue = false;
    this.#endRead();
  }

  readonly #idOf = (row: Row): string => this.#source.idOf(row);

  /** @param merge makes what is shown from the page that was read. */
  async #read(cursor: string | undefined, merge: (page: Page<Row>) => Page<Row>): Promise<void> {
    this.#endRead();
    const reading = (this.#reading = new AbortController());
    this.#readingMore = cursor !== undefined;
    this.#moreError = undefined;
    this.#set({ activity: 'fetching' });
    try {
      const page = await this.#source.load(this.#client, this.#filter, cursor, reading.signal);
      if (reading.signal.aborted) return;
      const merged = merge(page);
      this.#known = new Set(merged.rows.map(this.#idOf));
      this.#outdated = false;
      this.#set({ data: { ...merged, ...this.#news() }, error: undefined, loadedAt: Date.now() });
    } catch (thrown) {
      if (reading.signal.aborted) return;
      // What is there is as true as before when only a further page cannot be read.
      if (cursor !== undefined) this.#moreError = toGatewayError(thrown);
      else this.#set({ error: toGatewayError(thrown) });
      this.#dropOutdated();
    }
    this.#endRead();
    this.#set({ activity: this.#rest() });
    if (this.#recountDue) void this.#recount();
  }

  #endRead(): void {
    this.#reading?.abort();
    this.#reading = undefined;
    this.#readingMore = false;
  }

  #dropOutdated(): void {
    if (!this.#outdated) return;
    this.#outdated = false;
    this.#known = new Set();
    this.#set({ data: undefined, loadedAt: undefined });
  }

  #receive(payload: PayloadOf<E>): void {
    const row = this.#source.rowOf(payload);
    if (row === undefined || !this.#source.matches(row, this.#filter)) return;
    const id = this.#idOf(row);
    const { data } = this.#state;
    if (this.#known.has(id) || !this.#arrivals.add(id) || !data) return;
    this.#set({ data: { ...data, ...this.#news() } });
  }

  #news(): Pick<Pages<Row>, 'arrived' | 'arrivedAtLeast'> {
    return { arrived: this.#arrivals.count, arrivedAtLeast: this.#arrivals.atLeast };
  }

  #follow(): void {
    const { epoch } = this.#client;
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      // Pages that somebody reads stay; what was missed is counted as what arrives is.
      if (!this.#state.data || this.#outdated || (this.#reading && !this.#readingMore)) void this.refresh();
      else if (this.#readingMore) this.#recountDue = true;
      else void this.#recount();
    } else if (!this.#reading) {
      this.#set({ activity: this.#rest() });
    }
  }

  /** After a gap: looks at the first page for rows that were missed, without putting them under the reader. */
  async #recount(): Promise<void> {
    const { data } = this.#state;
    this.#recountDue = false;
    if (!data) return;
    const before = this.#arrivals.mark();
    await this.#read(undefined, (page) => {
      // Nothing was shown: then there is nobody to disturb.
      if (data.rows.length === 0) {
        this.#arrivals.shown(before, page.rows.map(this.#idOf));
        return page;
      }
      const missed = page.rows.map(this.#idOf).filter((id) => !this.#known.has(id));
      for (const id of missed) this.#arrivals.add(id);
      if (missed.length === page.rows.length && page.nextCursor !== undefined) this.#arrivals.missedSome();
      return { ...data, total: page.total, oldest: page.oldest, notes: page.notes, derived: page.derived };
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
