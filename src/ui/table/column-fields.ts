import { html, type TemplateResult } from 'lit';
import { type CellPlace, type Column, columnClass } from './column.js';

/** Renders a row as a card: its columns as fields, without the one that names it. */
export function columnFields<Row>(row: Row, columns: readonly Column<Row>[], place: CellPlace): TemplateResult {
  const fields = columns.filter(({ kind, when }) => kind === undefined && (when?.([row]) ?? true));
  return html`<dl>
    ${fields.map(
      (column) =>
        html`<dt>${column.label}</dt>
          <dd class=${columnClass(column)}>${column.cell(row, place)}</dd>`,
    )}
  </dl>`;
}
