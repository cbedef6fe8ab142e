/** What is copied of tables: selected rows as tab-separated lines, the row with the focus as JSON. */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, PartType, type PartInfo } from 'lit/directive.js';
import { formulaSafe } from './spreadsheet.js';

const rows = '[role=row], tr';
const cells = ':is([role=cell], [role=rowheader], [role=columnheader], td, th)';
/** What is no part of what a row says. */
const left = 'button, input, select, textarea, style, .visually-hidden, [hidden]';
const blocks = 'p, div, li, ul, dl, dt, dd, h2, h3, table, thead, tbody, caption, section, form, pre';

const jsonOf = new WeakMap<Element, () => string>();

/** Says what is copied of a row that has the focus, while nothing is selected. */
export function setRowJson(row: Element, json: () => string): void {
  jsonOf.set(row, json);
}

class CopiesAs extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('copiesAs() stands on an element');
  }

  override update({ element }: ElementPart, [json]: [() => string]): unknown {
    setRowJson(element, json);
    return noChange;
  }

  render(_json: () => string): unknown {
    return noChange;
  }
}
/** Says in a template what is copied of a row that has the focus, while nothing is selected. */
export const copiesAs = directive(CopiesAs);

/** The JSON of the row that a node is in; undefined where there is none. */
export function rowJson(node: Node | null | undefined): string | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  if (!element || element.matches('input, textarea')) return undefined;
  const row = element.closest(rows);
  return row ? jsonOf.get(row)?.() : undefined;
}

/**
 * The lines of a selection that reaches over more than one cell: each row is one, its cells parted by tabs, times in ISO
 * 8601; what is beside the table keeps its own lines. Undefined for any other selection.
 *
 * @param copied a copy of what is selected, in which tokens are what they stand for already.
 */
export function selectedRows(range: Range, copied: DocumentFragment): string | undefined {
  const { commonAncestorContainer: at } = range;
  const element = at instanceof Element ? at : at.parentElement;
  if (element?.closest(cells)) return undefined;
  if (copied.querySelectorAll(cells).length < 2) return undefined;
  const container = document.createElement('div');
  // Cells of one row, without it.
  if (element?.closest(rows)) container.role = 'row';
  container.append(copied);
  const lines = new Lines();
  lines.add(container);
  return lines.text;
}

/** Collects lines of text from a copy that is not in the page, where a browser knows nothing of how it looks. */
class Lines {
  readonly #lines: string[] = [];
  #line = '';

  get text(): string {
    this.#end();
    return this.#lines.join('\n');
  }

  add(node: Node): void {
    if (!(node instanceof Element)) {
      this.#line += textIn(node);
    } else if (node.matches(rows)) {
      this.#end();
      const line = [...node.querySelectorAll(`:scope > ${cells}`)].filter((cell) => !cell.matches(left)).map(cellText);
      if (line.some((cell) => cell !== '')) this.#lines.push(line.join('\t'));
    } else if (!node.matches(left)) {
      const isBlock = node.matches(blocks);
      if (isBlock) this.#end();
      if (node.matches('time, bdi')) this.#line += textIn(node);
      else for (const child of node.childNodes) this.add(child);
      if (isBlock) this.#end();
    }
  }

  #end(): void {
    const line = this.#line.trim();
    if (line !== '') this.#lines.push(line);
    this.#line = '';
  }
}

/** A cell, in quotes where its text would be taken for several. */
function cellText(cell: Element): string {
  const text = formulaSafe(textIn(cell).trim());
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a node: as it came where an agent wrote it, else without the line breaks of a template. */
function textIn(node: Node): string {
  if (!(node instanceof Element)) {
    return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').replaceAll(/\s+/g, ' ') : '';
  }
  if (node.matches(left)) return '';
  if (node instanceof HTMLTimeElement && node.dateTime !== '') return node.dateTime;
  if (node.matches('bdi, [translate=no]') && !node.querySelector(`time, ${left}`)) return node.textContent;
  const text = [...node.childNodes].map(textIn).join('');
  return (node.matches(blocks) ? ` ${text} ` : text).replaceAll(/ {2,}/g, ' ');
}
