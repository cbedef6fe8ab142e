/** Follows the cursors of a paged read. It ends at an empty page, whatever its cursor, and at a repeated cursor. */
export class Cursors {
  readonly #seen = new Set<string>();
  #looped = false;

  /** Whether a cursor was repeated: there may be more rows, which cannot be read. */
  get looped(): boolean {
    return this.#looped;
  }

  /** @returns the cursor of the next page; undefined at the end. */
  next(rows: number, cursor: string | undefined): string | undefined {
    if (rows === 0 || cursor === undefined) return undefined;
    this.#looped = this.#seen.has(cursor);
    this.#seen.add(cursor);
    return this.#looped ? undefined : cursor;
  }
}
