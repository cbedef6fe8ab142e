/** What is shown of a list, and what waits until somebody wants to see it. */
export interface Admitted<Row> {
  readonly shown: readonly Row[];
  /** How many rows have come and are not shown. */
  readonly waiting: number;
}

/** Keeps new rows out of a list that somebody reads: they would move what is under the pointer. */
export class Newcomers<Row> {
  #admitted: Set<string> | undefined;

  constructor(private readonly idOf: (row: Row) => string) {}

  /** @param isAtRest whether nobody reads. Where nothing is shown, nobody is disturbed either. */
  admit(rows: readonly Row[], isAtRest: () => boolean): Admitted<Row> {
    const admitted = this.#admitted;
    const shown = admitted ? rows.filter((row) => admitted.has(this.idOf(row))) : [];
    if (shown.length > 0 && (shown.length === rows.length || !isAtRest())) {
      return { shown, waiting: rows.length - shown.length };
    }
    this.#admitted = new Set(rows.map(this.idOf));
    return { shown: rows, waiting: 0 };
  }

  /** Shows a row although somebody reads: they made it. */
  expect(id: string): void {
    this.#admitted?.add(id);
  }

  /** Shows all with the next {@link admit}. */
  admitAll(): void {
    this.#admitted = undefined;
  }
}
