import { Cursors } from './cursors.js';
import type { Page } from './pages.js';

/** How many rows of one answer are kept, whatever a gateway sends. */
export const mostRows = 10_000;

const numbers = new Intl.NumberFormat();

/** Said where an answer was cut. */
export const cutNote = (sent: number, kept: number): string =>
  `The gateway sent ${numbers.format(sent)} rows in one answer: ${numbers.format(kept)} are kept, ${numbers.format(sent - kept)} were left out.`;

/** An answer that has no pages with the first {@link mostRows} of its rows; its notes say what was left out. */
export function withFirstRows<
  Field extends string,
  Answer extends { readonly [F in Field]: readonly unknown[] } & { readonly notes?: readonly string[] | undefined },
>(answer: Answer, field: Field): Answer {
  const rows = answer[field];
  if (rows.length <= mostRows) return answer;
  const notes = [...(answer.notes ?? []), cutNote(rows.length, mostRows)];
  return { ...answer, [field]: rows.slice(0, mostRows), notes };
}

/** Said where a gateway gives a cursor twice. */
export const loopNote =
  'The gateway gave a cursor that it had given before, so reading ended there: there may be more rows.';

/**
 * Holds a paged read to its limits where the gateway does not: rows beyond the page that was asked for wait until they
 * are wanted, those beyond {@link mostRows} are left out, and a cursor that was seen ends the read. Each is said.
 */
export class PageLimits<Row> {
  readonly #cursors = new Cursors();
  readonly #remarks: string[] = [];
  #waiting: readonly Row[] = [];
  #count = 0;

  /** How many pages were read. */
  get count(): number {
    return this.#count;
  }

  /** How many rows came and are not shown yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The rows that came and are not shown yet. */
  get rows(): readonly Row[] {
    return this.#waiting;
  }

  /** What is to be said beside the gateway's own notes. */
  get remarks(): readonly string[] {
    return this.#remarks;
  }

  /** Takes in a page. @returns what is shown now: the rows before it and the first `size` of its own. */
  add(before: readonly Row[], page: Page<Row>, size: number): Page<Row> {
    this.#count++;
    const { rows } = page;
    const kept = rows.slice(0, mostRows);
    if (kept.length < rows.length) this.#remarks.push(cutNote(rows.length, kept.length));
    this.#waiting = kept;
    const nextCursor = this.#cursors.next(rows.length + page.unreadable.length, page.nextCursor);
    if (this.#cursors.looped) this.#remarks.push(loopNote);
    const shown = [...before, ...this.reveal(size)];
    // Without a cursor this was all, and all of it counts.
    const all = nextCursor === undefined && rows.length > size ? before.length + rows.length : undefined;
    return { ...page, rows: shown, nextCursor, total: page.total ?? all, notes: [...page.notes, ...this.#remarks] };
  }

  /** @returns the next rows of those that wait. */
  reveal(size: number): readonly Row[] {
    const shown = this.#waiting.slice(0, size);
    this.#waiting = this.#waiting.slice(size);
    return shown;
  }
}
