import type { RpcClient } from '../../client/rpc-client.js';
import type { GatewayError, GatewayEventName, PayloadOf, Unreadable } from '../../protocol/index.js';
import { Arrivals, type ArrivalsMark } from './arrivals.js';
import { mostRows, PageLimits } from './page-limits.js';
import type { Page, Pages, PageSource } from './pages.js';
import { ReadingStore } from './reading-store.js';

export type { Page, Pages, PageSource } from './pages.js';

/**
 * How long the old answer stays while the new one is read, in ms: most answers come sooner, and rows that go and come
 * back blink. Too short for anybody to take the old rows for the new ones.
 */
const patienceMs = 200;

/** How long rows that arrive together are gathered, in ms, before they are shown: a flood must not draw one by one. */
const gatherMs = 100;
/** How often the first page is read again for what arrived and only a read can show, in ms. */
const rereadEveryMs = 1000;
/** With so many rows shown as they arrived, the first page is read again: a page left open must not grow for ever. */
const mostTaken = 200;
/** How often that is done at most, in ms. */
const trimEveryMs = 10_000;

/**
 * A question to the gateway whose answer comes in pages, newest first.
 *
 * New rows are shown as they arrive while nothing is shown or `isAtRest` says that nobody reads. Else they are counted,
 * until the reader asks: {@link refresh} reads the first page again.
 */
export class PagedQuery<Filter, Row, E extends GatewayEventName = GatewayEventName> extends ReadingStore<Pages<Row>> {
  readonly #source: PageSource<Filter, Row, E>;
  readonly #arrivals = new Arrivals<Row>();
  readonly #isAtRest: () => boolean;
  #filter: Filter;
  /** The ids of the rows that are there. */
  #known: ReadonlySet<string> = new Set();
  /** The rows answer an earlier question: they go as soon as the new answer comes, fails or is late. */
  #outdated = false;
  /** Where the read that is under way, or was last, begins; undefined for the first page. */
  #cursor: string | undefined;
  #moreError: GatewayError | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** A gap came while a further page was read: what was missed is counted after that. */
  #recountDue = false;
  #pages = new PageLimits<Row>();
  /** How many rows were shown as they arrived since the first page was read. */
  #taken = 0;
  /** When a read began last, on the monotonic clock (ms). */
  #readAt = 0;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param isAtRest whether rows may be put above those that are shown, asked when some have arrived. */
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

  /** What is asked now. */
  get filter(): Filter {
    return this.#filter;
  }

  /** True while a further page is read. */
  get readingMore(): boolean {
    return this.isReading && this.#cursor !== undefined;
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
    if (this.running && this.client.connection.status === 'connected') {
      this.#patience = setTimeout(() => this.#dropOutdated(), patienceMs);
      void this.refresh();
    } else {
      this.abort();
      this.#dropOutdated();
    }
  }

  /** Reads the first page again. Resolves when the read has ended: the state says how. */
  override async refresh(): Promise<void> {
    const before = this.#arrivals.mark();
    this.#recountDue = false;
    await this.#read(undefined, (page) => this.#first(before, page));
  }

  /** Shows the next page, and reads it first unless an answer held it already. Resolves when that has ended. */
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
    // Pages that somebody reads stay; what was missed is counted as what arrives is.
    const isRead = this.state.data && !this.#outdated && (!this.isReading || this.readingMore);
    if (!mayHaveMissed || !isRead) super.follow(mayHaveMissed);
    else if (this.readingMore) this.#recountDue = true;
    else void this.#recount();
  }

  readonly #idOf = (row: Row): string => this.#source.idOf(row);

  /** Takes in a first page. @param before what had arrived when the read began. */
  #first(before: ArrivalsMark, page: Page<Row>): Page<Row> {
    this.#arrivals.shown(before, page.rows.map(this.#idOf));
    this.#pages = new PageLimits();
    this.#taken = 0;
    return this.#pages.add([], page, this.#source.pageSize);
  }

  /** @param merge makes what is shown from the page that was read. */
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
        // What is there is as true as before when only a further page cannot be read.
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

  /** Something has arrived: it is counted, or shown in a moment with all that arrives until then. */
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

  /** Shows what has arrived, if nobody is disturbed by it. @returns whether it did. */
  #take(): boolean {
    const { data } = this.state;
    const { rows: arrived, count, atLeast } = this.#arrivals;
    if (!data || (count === 0 && !atLeast) || !this.#mayTake(data)) return false;
    if (!arrived) {
      // Some cannot be read, or there are too many: only a read shows them.
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

  /** It is counted as any other: the next read shows the row that says so. */
  #receiveUnreadable({ readable }: Unreadable): void {
    const { data } = this.state;
    if (this.#arrivals.addUnreadable(JSON.stringify(readable)) && data) this.#arrived(data);
  }

  #news(): Pick<Pages<Row>, 'arrived' | 'arrivedAtLeast'> {
    return { arrived: this.#arrivals.count, arrivedAtLeast: this.#arrivals.atLeast };
  }

  /** After a gap: looks at the first page for rows that were missed, without putting them under the reader. */
  async #recount(): Promise<void> {
    const { data } = this.state;
    this.#recountDue = false;
    if (!data) return;
    const before = this.#arrivals.mark();
    await this.#read(undefined, (page) => {
      // Nothing was shown: then there is nobody to disturb.
      if (data.rows.length === 0) return this.#first(before, page);
      const missed = page.rows.filter((row) => !this.#known.has(this.#idOf(row)));
      for (const row of [...missed].reverse()) this.#arrivals.add(this.#idOf(row), row);
      if (missed.length === page.rows.length && page.nextCursor !== undefined) this.#arrivals.missedSome();
      const notes = [...page.notes, ...this.#pages.remarks];
      return { ...data, total: page.total, oldest: page.oldest, notes, derived: page.derived };
    });
  }
}
