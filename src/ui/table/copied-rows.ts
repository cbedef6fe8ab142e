/** Copies from tables: selected rows as tab-separated lines, the focused row as JSON. */
import { jsonOf, ownText, textOfCell } from './row-copy.js';
import { formulaSafe } from './spreadsheet.js';

const rows = '[role=row], tr';
const cells = ':is([role=cell], [role=rowheader], [role=columnheader], td, th)';
/** Elements excluded from copies. */
const left = 'button:not(.sort), input, select, textarea, style, .visually-hidden, [hidden]';
const blocks = 'p, div, li, ul, dl, dt, dd, h2, h3, table, thead, tbody, caption, section, form, pre';

/** Replaces cells in a copied selection by their copy texts. */
export function writeCellTexts(root: ShadowRoot, range: Range, copied: DocumentFragment): void {
  const isCopied = (cell: Element) => range.intersectsNode(cell) && !cell.contains(range.commonAncestorContainer);
  const cellsOfRange = [...root.querySelectorAll(`[${ownText}]`)].filter(isCopied);
  copied.querySelectorAll(`[${ownText}]`).forEach((clone, index) => {
    const cell = cellsOfRange[index];
    clone.textContent = (cell && textOfCell.get(cell)?.()) ?? clone.textContent;
    clone.setAttribute('translate', 'no');
  });
}

/** The JSON of the row or card around a node, if any. */
export function rowJson(node: Node | null | undefined): string | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  if (!element || element.matches('input, textarea')) return undefined;
  for (let each: Element | null = element; each; each = each.parentElement) {
    const json = jsonOf.get(each);
    if (json) return json();
  }
  return undefined;
}

/**
 * The lines of a selection of several cells: one per row, cells separated by tabs, times in ISO 8601; text outside the
 * table keeps its lines. Undefined for any other selection.
 *
 * @param copied the selected content, with tokens already replaced by their text.
 */
export function selectedRows(range: Range, copied: DocumentFragment): string | undefined {
  const { commonAncestorContainer: at } = range;
  const element = at instanceof Element ? at : at.parentElement;
  if (element?.closest(cells)) return undefined;
  if (copied.querySelectorAll(cells).length < 2) return undefined;
  const container = document.createElement('div');
  // Cells of one row, without the row.
  if (element?.closest(rows)) container.role = 'row';
  container.append(copied);
  const lines = new Lines();
  lines.add(container);
  return lines.text;
}

/** Collects lines of text from detached content, which has no layout. */
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

/** A cell, quoted where its text has separators. */
function cellText(cell: Element): string {
  const text = formulaSafe(textIn(cell).trim());
  return /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a node: verbatim for untrusted text, else without the template's line breaks. */
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
