import type { RpcClient } from '../../client/rpc-client.js';
import type { GatewayError, GatewayEventName, PayloadOf, Unreadable } from '../../protocol/index.js';
import { Arrivals, type ArrivalsMark } from './arrivals.js';
import { mostRows, PageLimits } from './page-limits.js';
import type { Page, Pages, PageSource } from './pages.js';
import { ReadingStore } from './client-store.js';

export type { Page, Pages, PageSource } from './pages.js';

/**
 * How long the old rows stay while a new query is read, in ms: avoids flicker, and is too short to mistake the old rows
 * for the new ones.
 */
const patienceMs = 200;

/** How long new rows are batched before they are shown, in ms. */
const gatherMs = 100;
/** The minimum interval, in ms, between reads of the first page for arrivals that only a read can show. */
const rereadEveryMs = 1000;
/**
 * After this many rows shown on arrival the first page is read again, so that an open page does not grow without bound.
 */
const mostTaken = 200;
/** The minimum interval between those reads, in ms. */
const trimEveryMs = 10_000;

/**
 * A paged query, newest first.
 *
 * New rows are shown as they arrive while nothing is shown or `isAtRest` returns true. Otherwise they are counted until
 * {@link refresh} reads the first page again.
 */
export class PagedQuery<Filter, Row, E extends GatewayEventName = GatewayEventName> extends ReadingStore<Pages<Row>> {
  readonly #source: PageSource<Filter, Row, E>;
  readonly #arrivals = new Arrivals<Row>();
  readonly #isAtRest: () => boolean;
  #filter: Filter;
  /** The ids of the current rows. */
  #known: ReadonlySet<string> = new Set();
  /** True while the rows belong to an earlier filter: they are dropped when the new answer comes, fails or is late. */
  #outdated = false;
  /** The cursor of the current or last read; undefined for the first page. */
  #cursor: string | undefined;
  #moreError: GatewayError | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** True when a gap occurred while a further page was read: the recount follows that read. */
  #recountDue = false;
  #pages = new PageLimits<Row>();
  /** The number of rows shown on arrival since the first page was read. */
  #taken = 0;
  /** The start of the last read (monotonic clock, ms). */
  #readAt = 0;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param isAtRest returns whether new rows may be inserted above those shown; called when some have arrived. */
  constructor(
    client: RpcClient,
    source: PageSource<Filter, Row, E>,
    filter: Filter,
    isAtRest: () => boolean = () => false,
  ) {
    super(client, source.method);
    this.#isAtRest = isAtRest;
    this.#source = source;
    this.#filter = filter;
  }

  /** The current filter. */
  get filter(): Filter {
    return this.#filter;
  }

  /** True while a further page is read. */
  get readingMore(): boolean {
    return this.isReading && this.#cursor !== undefined;
  }

  /** The error of reading the last further page; undefined after the next read begins. */
  get moreError(): GatewayError | undefined {
    return this.#moreError;
  }

  /**
   * Changes the filter. The old rows are dropped immediately, or after {@link patienceMs} if the new answer has not
   * come by then.
   *
   * @param read false when the old rows are not visible: then they are dropped immediately.
   */
  ask(filter: Filter, read = true): void {
    this.#filter = filter;
    this.#outdated = true;
    this.#arrivals.reset();
    clearTimeout(this.#patience);
    if (!read) this.#dropOutdated();
    if (this.running && this.client.connection.status === 'connected') {
      this.#patience = setTimeout(() => this.#dropOutdated(), patienceMs);
      void this.refresh();
    } else {
      this.abort();
      this.#dropOutdated();
    }
  }

  /** Reads the first page again. Resolves when the read has succeeded or failed; see the state. */
  override async refresh(): Promise<void> {
    const before = this.#arrivals.mark();
    this.#recountDue = false;
    await this.#read(undefined, (page) => this.#first(before, page));
  }

  /** Shows the next page, reading it unless rows are waiting. Resolves when that has succeeded or failed. */
  async more(): Promise<void> {
    const { data } = this.state;
    if (!data?.hasMore || this.isReading) return;
    const { rows, nextCursor } = data;
    if (this.#pages.waiting > 0) {
      const shown = [...rows, ...this.#pages.reveal(this.#source.pageSize)];
      this.set({ data: { ...data, rows: shown, hasMore: this.#pages.waiting > 0 || nextCursor !== undefined } });
    } else {
      await this.#read(nextCursor, (page) =>
        this.#pages.add(
          rows,
          {
            ...page,
            rows: page.rows.filter((row) => !this.#known.has(this.#idOf(row))),
            unreadable: [...data.unreadable, ...page.unreadable],
          },
          this.#source.pageSize,
        ),
      );
    }
  }

  protected override start(): void {
    this.listen(
      this.#source.event,
      (payload) => this.#receive(payload),
      (unreadable) => this.#receiveUnreadable(unreadable),
    );
  }

  protected override stop(): void {
    super.stop();
    clearTimeout(this.#patience);
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#recountDue = false;
  }

  protected override follow(mayHaveMissed: boolean): void {
    // The pages shown stay; missed rows are counted like arrivals.
    const isRead = this.state.data && !this.#outdated && (!this.isReading || this.readingMore);
    if (!mayHaveMissed || !isRead) super.follow(mayHaveMissed);
    else if (this.readingMore) this.#recountDue = true;
    else void this.#recount();
  }

  readonly #idOf = (row: Row): string => this.#source.idOf(row);

  /** Applies a first page. @param before the mark of when the read began. */
  #first(before: ArrivalsMark, page: Page<Row>): Page<Row> {
    this.#arrivals.shown(before, page.rows.map(this.#idOf));
    this.#pages = new PageLimits();
    this.#taken = 0;
    return this.#pages.add([], page, this.#source.pageSize);
  }

  /** @param merge returns the page to show from the page read. */
  async #read(cursor: string | undefined, merge: (page: Page<Row>) => Page<Row>): Promise<void> {
    this.#readAt = performance.now();
    this.#cursor = cursor;
    this.#moreError = undefined;
    const ended = await this.read(
      (signal) => this.#source.load(this.client, this.#filter, cursor, signal),
      (page) => {
        const merged = merge(page);
        this.#known = new Set([...merged.rows, ...this.#pages.rows].map(this.#idOf));
        this.#outdated = false;
        const hasMore = this.#pages.waiting > 0 || merged.nextCursor !== undefined;
        return { data: { ...merged, hasMore, ...this.#news() } };
      },
      (error) => {
        this.#dropOutdated();
        if (cursor === undefined) return { error };
        // The rows shown stay valid when only a further page fails.
        this.#moreError = error;
        return {};
      },
    );
    if (!ended) return;
    if (this.#recountDue) void this.#recount();
    else this.#take();
  }

  #dropOutdated(): void {
    if (!this.#outdated) return;
    this.#outdated = false;
    this.#known = new Set();
    this.set({ data: undefined, loadedAt: undefined });
  }

  #receive(payload: PayloadOf<E>): void {
    const row = this.#source.rowOf(payload);
    if (row === undefined || !this.#source.matches(row, this.#filter)) return;
    const id = this.#idOf(row);
    const { data } = this.state;
    if (this.#known.has(id) || !this.#arrivals.add(id, row) || !data) return;
    this.#arrived(data);
  }

  /** Handles an arrival: counts it, or shows it with the next batch. */
  #arrived(data: Pages<Row>): void {
    if (this.#mayTake(data)) this.#takeLater();
    else this.set({ data: { ...data, ...this.#news() } });
  }

  #takeLater(inMs = gatherMs): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      const { data } = this.state;
      if (!this.#take() && data) this.set({ data: { ...data, ...this.#news() } });
    }, inMs);
  }

  #mayTake({ rows }: Pages<Row>): boolean {
    return !this.isReading && !this.#outdated && (rows.length === 0 || this.#isAtRest());
  }

  /** Shows the arrivals unless that would disturb a reader. @returns whether it did. */
  #take(): boolean {
    const { data } = this.state;
    const { rows: arrived, count, atLeast } = this.#arrivals;
    if (!data || (count === 0 && !atLeast) || !this.#mayTake(data)) return false;
    if (!arrived) {
      // Unreadable rows, or too many: only a read can show them.
      const wait = this.#readAt + rereadEveryMs - performance.now();
      if (wait > 0) this.#takeLater(wait);
      else void this.refresh();
      return true;
    }
    const isWhole = this.#pages.count > 1 || this.#pages.waiting > 0;
    if (this.#taken + arrived.length > mostTaken && !isWhole && performance.now() - this.#readAt > trimEveryMs) {
      void this.refresh();
      return true;
    }
    if (data.rows.length + arrived.length > mostRows) return false;
    this.#taken += arrived.length;
    this.#arrivals.reset();
    const rows = [...arrived, ...data.rows];
    this.#known = new Set([...this.#known, ...arrived.map(this.#idOf)]);
    const total = data.total === undefined ? undefined : data.total + arrived.length;
    this.set({ data: { ...data, rows, total, ...this.#news() } });
    return true;
  }

  /** Counts it like any other; the next read shows it as an unreadable row. */
  #receiveUnreadable({ readable }: Unreadable): void {
    const { data } = this.state;
    if (this.#arrivals.addUnreadable(JSON.stringify(readable)) && data) this.#arrived(data);
  }

  #news(): Pick<Pages<Row>, 'arrived' | 'arrivedAtLeast'> {
    return { arrived: this.#arrivals.count, arrivedAtLeast: this.#arrivals.atLeast };
  }

  /** After a gap: reads the first page to count missed rows, without inserting them. */
  async #recount(): Promise<void> {
    const { data } = this.state;
    this.#recountDue = false;
    if (!data) return;
    const before = this.#arrivals.mark();
    await this.#read(undefined, (page) => {
      // Nothing is shown, so there is no reader to disturb.
      if (data.rows.length === 0) return this.#first(before, page);
      const missed = page.rows.filter((row) => !this.#known.has(this.#idOf(row)));
      for (const row of [...missed].reverse()) this.#arrivals.add(this.#idOf(row), row);
      if (missed.length === page.rows.length && page.nextCursor !== undefined) this.#arrivals.missedSome();
      const notes = [...page.notes, ...this.#pages.remarks];
      return { ...data, total: page.total, oldest: page.oldest, notes, derived: page.derived };
    });
  }
}
