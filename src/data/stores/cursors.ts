/**
 * Follows the cursors of a read page by page, and ends it where a gateway errs: at an empty page, whatever its cursor says,
 * and at a cursor that was there before.
 */
export class Cursors {
  readonly #seen = new Set<string>();
  #looped = false;

  /** Whether a cursor came twice: there may be more, which cannot be read. */
  get looped(): boolean {
    return this.#looped;
  }

  /** @returns where the next page begins; undefined when the read has ended. */
  next(rows: number, cursor: string | undefined): string | undefined {
    if (rows === 0 || cursor === undefined) return undefined;
    this.#looped = this.#seen.has(cursor);
    this.#seen.add(cursor);
    return this.#looped ? undefined : cursor;
  }
}
