/** What rows and cells are copied as; `copied-rows.ts` does it, and is loaded before anything can be copied. */
import { noChange, nothing } from 'lit';
import {
  Directive,
  directive,
  type DirectiveResult,
  type ElementPart,
  PartType,
  type PartInfo,
} from 'lit/directive.js';
import type { Column } from './column.js';

/** The JSON of rows. */
export const jsonOf: WeakMap<Element, () => string> = new WeakMap();

/** Sets the copy of a focused row, while nothing is selected. */
export function setRowJson(row: Element, json: () => string): void {
  jsonOf.set(row, json);
}

/** The text of cells in copies, where it differs from the shown text. */
export const textOfCell: WeakMap<Element, () => string> = new WeakMap();
/** Marks those cells. */
export const ownText = 'data-own-text';

/** Sets the text of a cell in copies. */
export function setCellText<Row>(cell: Element, { copy }: Column<Row>, row: () => Row | undefined): void {
  if (!copy) return;
  cell.toggleAttribute(ownText, true);
  textOfCell.set(cell, () => {
    const shown = row();
    return shown === undefined ? '' : copy(shown);
  });
}

class CopiesAs extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('It stands on an element');
  }

  override update({ element }: ElementPart, [set]: [(element: Element) => void]): unknown {
    set(element);
    return noChange;
  }

  render(_set: (element: Element) => void): unknown {
    return noChange;
  }
}
const copies = directive(CopiesAs);

/** Directive: sets the copy of a focused row, while nothing is selected. */
export const copiesAs = (json: () => string): DirectiveResult => copies((row) => setRowJson(row, json));

/** Directive: sets the text of a cell in copies. */
export const cellCopiesAs = <Row>(column: Column<Row>, row: Row): unknown =>
  column.copy ? copies((cell) => setCellText(cell, column, () => row)) : nothing;
