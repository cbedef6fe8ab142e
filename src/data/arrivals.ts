/** How many ids are remembered, so that a look after a gap counts no row twice: some pages' worth. */
const rememberedIds = 1000;

/** What had arrived at some moment. */
export interface ArrivalsMark {
  readonly count: number;
  readonly ids: readonly string[];
}

/** Counts the rows that arrived and are not shown, in bounded memory however many come. */
export class Arrivals {
  /** The last ids, oldest first. */
  #ids = new Set<string>();
  #count = 0;
  #atLeast = false;

  get count(): number {
    return this.#count;
  }

  /** Whether there may be more than {@link count}. */
  get atLeast(): boolean {
    return this.#atLeast;
  }

  /** Counts a row. @returns false if it was counted already. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    this.#count++;
    for (const oldest of this.#ids) {
      if (this.#ids.size <= rememberedIds) break;
      this.#ids.delete(oldest);
    }
    return true;
  }

  /** Some were missed, nobody knows how many. */
  missedSome(): void {
    this.#atLeast = true;
  }

  /** To be taken before the first page is read, for {@link shown}. */
  mark(): ArrivalsMark {
    return { count: this.#count, ids: [...this.#ids] };
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
    for (const id of before.ids) this.#ids.delete(id);
    for (const id of ids) if (this.#ids.delete(id)) this.#count--;
  }

  reset(): void {
    this.#ids.clear();
    this.#count = 0;
    this.#atLeast = false;
  }
}
