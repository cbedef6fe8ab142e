/** The number of rows kept, so that a recount after a gap counts none twice. */
const rememberedRows = 1000;

/** The arrivals up to a moment. */
export interface ArrivalsMark {
  readonly count: number;
  readonly ids: readonly string[];
}

/** Counts rows that arrived and are not shown, in bounded memory. */
export class Arrivals<Row> {
  /** The last rows by id, oldest first. */
  readonly #rows = new Map<string, Row>();
  /** Unreadable rows that arrived: only the next read can show them. */
  readonly #unreadable = new Set<string>();
  #count = 0;
  #atLeast = false;

  get count(): number {
    return this.#count;
  }

  /** Whether {@link count} is a lower bound. */
  get atLeast(): boolean {
    return this.#atLeast;
  }

  /** The rows that arrived, newest first; undefined when more arrived than are kept. */
  get rows(): readonly Row[] | undefined {
    return this.#atLeast || this.#rows.size < this.#count ? undefined : [...this.#rows.values()].reverse();
  }

  /** Counts a row. @returns false if it was counted before. */
  add(id: string, row: Row): boolean {
    if (this.#rows.has(id)) return false;
    this.#rows.set(id, row);
    this.#count++;
    for (const oldest of this.#rows.keys()) {
      if (this.#rows.size <= rememberedRows) break;
      this.#rows.delete(oldest);
    }
    return true;
  }

  /** Counts an unreadable row. @returns false if it was counted before. */
  addUnreadable(id: string): boolean {
    if (this.#unreadable.has(id)) return false;
    this.#unreadable.add(id);
    this.#count++;
    return true;
  }

  /** Records that an unknown number of rows was missed. */
  missedSome(): void {
    this.#atLeast = true;
  }

  /** Call before reading the first page; pass the result to {@link shown}. */
  mark(): ArrivalsMark {
    return { count: this.#count, ids: [...this.#rows.keys()] };
  }

  /**
   * Call when the first page was read and is shown.
   *
   * @param before the mark of when the read began: earlier arrivals are on the page or beyond its end.
   * @param ids the ids of the page's rows.
   */
  shown(before: ArrivalsMark, ids: Iterable<string>): void {
    this.#count -= before.count;
    this.#atLeast = false;
    this.#unreadable.clear();
    for (const id of before.ids) this.#rows.delete(id);
    for (const id of ids) if (this.#rows.delete(id)) this.#count--;
  }

  reset(): void {
    this.#rows.clear();
    this.#unreadable.clear();
    this.#count = 0;
    this.#atLeast = false;
  }
}
