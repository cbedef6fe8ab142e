/** How many rows are remembered, so that a look after a gap counts none twice: some pages' worth. */
const rememberedRows = 1000;

/** What had arrived at some moment. */
export interface ArrivalsMark {
  readonly count: number;
  readonly ids: readonly string[];
}

/** Counts the rows that arrived and are not shown, in bounded memory however many come. */
export class Arrivals<Row> {
  /** The last rows by their ids, oldest first. */
  readonly #rows = new Map<string, Row>();
  /** What arrived and could not be read: rows that only the next read shows. */
  readonly #unreadable = new Set<string>();
  #count = 0;
  #atLeast = false;

  get count(): number {
    return this.#count;
  }

  /** Whether there may be more than {@link count}. */
  get atLeast(): boolean {
    return this.#atLeast;
  }

  /** The rows that arrived, newest first; undefined where more arrived than are remembered. */
  get rows(): readonly Row[] | undefined {
    return this.#atLeast || this.#rows.size < this.#count ? undefined : [...this.#rows.values()].reverse();
  }

  /** Counts a row. @returns false if it was counted already. */
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

  /** Counts what arrived and could not be read. @returns false if it was counted already. */
  addUnreadable(id: string): boolean {
    if (this.#unreadable.has(id)) return false;
    this.#unreadable.add(id);
    this.#count++;
    return true;
  }

  /** Some were missed, nobody knows how many. */
  missedSome(): void {
    this.#atLeast = true;
  }

  /** To be taken before the first page is read, for {@link shown}. */
  mark(): ArrivalsMark {
    return { count: this.#count, ids: [...this.#rows.keys()] };
  }

  /**
   * The first page was read and is shown.
   *
   * @param before what had arrived when the read began: it is in the page, or would be if the page were longer.
   * @param ids of the rows of the page.
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
