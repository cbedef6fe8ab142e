/** What a list shows of each row: adding a column is a row of its table of columns. */
import { type CSSResult, unsafeCSS } from 'lit';

/** Where a cell stands. */
export interface CellPlace {
  /** Tells the drawn rows apart, for ids. */
  readonly index: number;
  /** Whether another row has the same id. */
  readonly isRepeated: boolean;
}

/**
 * One column of a table, or one field of a card.
 *
 * Its cells have the class `col-<id>`, and in narrow layouts the label before them.
 */
export interface Column<Row> {
  readonly id: string;
  /** What its head says; for assistive technology only where it holds buttons. */
  readonly label: string;
  readonly cell: (row: Row, place: CellPlace) => unknown;
  /** A header names its row; actions are buttons. */
  readonly kind?: 'header' | 'actions';
  /** A grid track, in tables whose rows are grids. */
  readonly width?: string;
  /** Whether it is drawn for these rows; always by default. */
  readonly when?: (rows: readonly Row[]) => boolean;
  /** Its text in a copy of several cells; what the cell shows by default. A row by itself is copied as JSON, all of it. */
  readonly copy?: (row: Row) => string;
  /** `false` for a column that says nothing on paper, in tables whose rows are no grids. */
  readonly print?: false;
  /** What people can sort by, by a button in the head. Rows without a value come last. */
  readonly sort?: (row: Row) => string | number | undefined;
  /** The texts that the search of a list looks through. */
  readonly filter?: (row: Row) => readonly (string | undefined)[];
}

/** The class of a column's cells and of its head. */
export function columnClass({ id, kind, print }: Pick<Column<never>, 'id' | 'kind' | 'print'>): string {
  const own = kind === 'actions' ? 'buttons' : `col-${id}`;
  return print === false ? `${own} screen-only` : own;
}

/** The grid tracks of the columns, for `grid-template-columns`. */
export const tracksOf = (columns: readonly Column<never>[]): CSSResult =>
  unsafeCSS(columns.map(({ width = 'minmax(0, 1fr)' }) => width).join(' '));

/** The texts of a row that a search looks through. */
export const searchedTexts = <Row>(columns: readonly Column<Row>[], row: Row): readonly (string | undefined)[] =>
  columns.flatMap(({ filter }) => filter?.(row) ?? []);
