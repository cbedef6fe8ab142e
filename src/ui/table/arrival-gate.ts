/** The shown rows of a list, and the number of waiting ones. */
export interface Admitted<Row> {
  readonly shown: readonly Row[];
  /** The number of new rows that are not shown. */
  readonly waiting: number;
}

/** Holds back new rows while somebody reads the list: they would move what is under the pointer. */
export class ArrivalGate<Row> {
  #admitted: Set<string> | undefined;

  constructor(private readonly idOf: (row: Row) => string) {}

  /** @param isAtRest whether nobody reads. An empty list is always updated. */
  admit(rows: readonly Row[], isAtRest: () => boolean): Admitted<Row> {
    const admitted = this.#admitted;
    const shown = admitted ? rows.filter((row) => admitted.has(this.idOf(row))) : [];
    if (shown.length > 0 && (shown.length === rows.length || !isAtRest())) {
      return { shown, waiting: rows.length - shown.length };
    }
    this.#admitted = new Set(rows.map(this.idOf));
    return { shown: rows, waiting: 0 };
  }

  /** Shows a row at once: the person created it. */
  expect(id: string): void {
    this.#admitted?.add(id);
  }

  /** Shows all with the next {@link admit}. */
  admitAll(): void {
    this.#admitted = undefined;
  }
}
