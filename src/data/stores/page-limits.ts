import { Cursors } from './cursors.js';
import type { Page } from './pages.js';

/** The maximum number of rows kept of one answer. */
export const mostRows = 10_000;

const numbers = new Intl.NumberFormat();

/** The note for an answer that was cut. */
export const cutNote = (sent: number, kept: number): string =>
  `The gateway sent ${numbers.format(sent)} rows in one answer: ${numbers.format(kept)} are kept, ${numbers.format(sent - kept)} were left out.`;

/** Cuts an unpaged answer to its first {@link mostRows} rows, with a note of the number left out. */
export function withFirstRows<
  Field extends string,
  Answer extends { readonly [F in Field]: readonly unknown[] } & { readonly notes?: readonly string[] | undefined },
>(answer: Answer, field: Field): Answer {
  const rows = answer[field];
  if (rows.length <= mostRows) return answer;
  const notes = [...(answer.notes ?? []), cutNote(rows.length, mostRows)];
  return { ...answer, [field]: rows.slice(0, mostRows), notes };
}

/** The note for a repeated cursor. */
export const loopNote = 'The gateway repeated a cursor, so reading stopped there: there may be more rows.';

/**
 * Enforces the limits of a paged read: rows beyond the requested page wait until they are asked for, rows beyond
 * {@link mostRows} are left out, and a repeated cursor ends the read. The remarks report each case.
 */
export class PageLimits<Row> {
  readonly #cursors = new Cursors();
  readonly #remarks: string[] = [];
  #waiting: readonly Row[] = [];
  #count = 0;

  /** The number of pages read. */
  get count(): number {
    return this.#count;
  }

  /** The number of rows received and not shown yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The rows received and not shown yet. */
  get rows(): readonly Row[] {
    return this.#waiting;
  }

  /** Remarks in addition to the gateway's notes. */
  get remarks(): readonly string[] {
    return this.#remarks;
  }

  /** Adds a page. @returns the page to show: the rows before it and its first `size` rows. */
  add(before: readonly Row[], page: Page<Row>, size: number): Page<Row> {
    this.#count++;
    const { rows } = page;
    const kept = rows.slice(0, mostRows);
    if (kept.length < rows.length) this.#remarks.push(cutNote(rows.length, kept.length));
    this.#waiting = kept;
    const nextCursor = this.#cursors.next(rows.length + page.unreadable.length, page.nextCursor);
    if (this.#cursors.looped) this.#remarks.push(loopNote);
    const shown = [...before, ...this.reveal(size)];
    // Without a cursor this was the last page, so the total is known.
    const all = nextCursor === undefined && rows.length > size ? before.length + rows.length : undefined;
    return { ...page, rows: shown, nextCursor, total: page.total ?? all, notes: [...page.notes, ...this.#remarks] };
  }

  /** @returns the next waiting rows. */
  reveal(size: number): readonly Row[] {
    const shown = this.#waiting.slice(0, size);
    this.#waiting = this.#waiting.slice(size);
    return shown;
  }
}
