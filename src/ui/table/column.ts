/** The columns of lists: adding a column is adding a row to its table of columns. */
import { type CSSResult, unsafeCSS } from 'lit';

/** The position of a cell. */
export interface CellPlace {
  /** A unique number of the rendered row, for ids. */
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
  /** The text of its header; visually hidden where cells hold buttons. */
  readonly label: string;
  readonly cell: (row: Row, place: CellPlace) => unknown;
  /** `header` cells name their row; `actions` are buttons. */
  readonly kind?: 'header' | 'actions';
  /** A grid track, in tables whose rows are grids. */
  readonly width?: string;
  /** Whether it is shown for these rows; always by default. */
  readonly when?: (rows: readonly Row[]) => boolean;
  /** Its text in a copy of several cells; the cell's text by default. A single row is copied as complete JSON. */
  readonly copy?: (row: Row) => string;
  /** `false` for a column not to print, in tables whose rows are not grids. */
  readonly print?: false;
  /** The sort value, which makes the header a button. Rows without a value come last. */
  readonly sort?: (row: Row) => string | number | undefined;
  /** The texts for the search of a list. */
  readonly filter?: (row: Row) => readonly (string | undefined)[];
}

/** The class of a column's cells and header. */
export function columnClass({ id, kind, print }: Pick<Column<never>, 'id' | 'kind' | 'print'>): string {
  const own = kind === 'actions' ? 'buttons' : `col-${id}`;
  return print === false ? `${own} screen-only` : own;
}

/** The grid tracks of the columns, for `grid-template-columns`. */
export const tracksOf = (columns: readonly Column<never>[]): CSSResult =>
  unsafeCSS(columns.map(({ width = 'minmax(0, 1fr)' }) => width).join(' '));

/** The texts of a row for search. */
export const searchedTexts = <Row>(columns: readonly Column<Row>[], row: Row): readonly (string | undefined)[] =>
  columns.flatMap(({ filter }) => filter?.(row) ?? []);
