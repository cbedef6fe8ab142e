/** The rows of a check, and the table that is printed of them. */
import { printable } from './printable.js';

/** How a row ended. */
export type RowState = 'passed' | 'failed' | 'skipped';

/** One row. */
export interface Row {
  readonly name: string;
  readonly state: RowState;
  /** One sentence: what was found and where, or why it was not checked. */
  readonly detail: string;
}

/** Fails a row. The message says what is wrong and where. */
export class CheckFailed extends Error {}
/** Leaves a row out. The message says why. */
export class CheckSkipped extends Error {}

/** @throws CheckFailed unless a condition holds. */
export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new CheckFailed(message);
}

/** Collects rows as they are checked. */
export class Report {
  readonly rows: Row[] = [];

  /**
   * @param onRow called with each row once it is known.
   * @param secrets what must not be printed; may grow.
   */
  constructor(
    private readonly onRow: (row: Row) => void,
    private readonly secrets: readonly string[],
  ) {}

  /** Runs one check. What it returns is said of a row that passed. Never throws. */
  async row(name: string, check: () => Promise<string> | string): Promise<boolean> {
    try {
      this.#add(name, 'passed', await check());
      return true;
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      this.#add(name, thrown instanceof CheckSkipped ? 'skipped' : 'failed', message);
      return false;
    }
  }

  /** How many rows have a state. */
  count(state: RowState): number {
    return this.rows.filter((row) => row.state === state).length;
  }

  #add(name: string, state: RowState, detail: string): void {
    const row = { name, state, detail: printable(detail, this.secrets) };
    this.rows.push(row);
    this.onRow(row);
  }
}

const marks: Readonly<Record<RowState, string>> = { passed: 'ok  ', failed: 'FAIL', skipped: '--  ' };
const nameWidth = 24;

/** A line of the table. Lines below the first are indented to its column. */
export function tableLine({ name, state, detail }: Row): string {
  return `${marks[state]}  ${name.padEnd(nameWidth)}  ${detail}`.trimEnd();
}
