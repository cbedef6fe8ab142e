/**
 * The only renderer of untrusted text: text nodes only, with invisible characters as labelled tokens. Copying gives the
 * original text (see {@link copyUntrusted}).
 */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { type ChildPart, Directive, directive } from 'lit/directive.js';
import { currentLanguage, type Language } from '../language/language.js';
import { noteRedrawn } from '../guards/drawn-check.js';
import { textSafetyStrings as strings } from './text-safety.strings.js';
import { rowJson, selectedRows, writeCellTexts } from '../table/row-copy.js';
import { numberToken, printNumber } from './numbers.js';
import {
  blockLength,
  countSuspicious,
  isSuspicious,
  splitSuspicious,
  type TextPart,
  type Token,
} from './suspicious-text.js';
import {
  BlockView,
  cutText,
  undrawnTextSelector,
  undrawnTextOf,
  type BlockSource,
  type DrawnBlock,
  type TextBlock,
} from './text-blocks.js';

/** The text of a token. Kept outside the DOM: no attribute holds untrusted text. */
const rawOf = new WeakMap<Node, string>();

/** Renders a token as its label. Copying gives its text. */
export function tokenElement({ label, title, raw }: Token): HTMLElement {
  const token = document.createElement('span');
  token.className = 'token';
  token.part.add('token');
  token.textContent = label;
  token.title = title;
  rawOf.set(token, raw);
  return token;
}

/** The maximum of token elements per text: thousands would block the page for seconds. */
export const tokensDrawn = 200;
/** The maximum per block. */
export const tokensPerBlock = 40;

/** Creates the nodes of a text, for imperative code. Templates use {@link untrusted}. */
export function untrustedNodes(text: string, block = false): (string | HTMLElement)[] {
  if (!isSuspicious(text, block)) return [text];
  return partNodes(splitSuspicious(text, block));
}

/** Renders the spans of a text; after the limit of tokens, the rest is one text with labels in brackets. */
export function partNodes(parts: readonly TextPart[], tokensAtMost = tokensDrawn): (string | HTMLElement)[] {
  let tokens = 0;
  const end = parts.findIndex(({ kind }) => kind === 'token' && (tokens += 1) > tokensAtMost);
  const drawn = end < 0 ? parts : parts.slice(0, end);
  const nodes = drawn.map((part) => (part.kind === 'plain' ? part.text : tokenElement(part)));
  if (end < 0) return nodes;
  const rest = parts.slice(end);
  const raw = rest.map((part) => (part.kind === 'plain' ? part.text : part.raw)).join('');
  const element = tokenElement({ label: bracketed(rest), raw, title: strings.manyTokens });
  element.classList.add('many');
  return [...nodes, element];
}

const bracketed = (parts: readonly TextPart[]): string =>
  parts.map((part) => (part.kind === 'plain' ? part.text : `[${part.label}]`)).join('');

/** One fragment: lit would add markers around each item of a list. */
export function fragmentOf(nodes: readonly (string | Node)[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) fragment.append(node);
  return fragment;
}

/**
 * Keeps the nodes of a text while it is unchanged and unaltered: new ones would lose the selection.
 */
export class TextDirective extends Directive {
  #text: string | undefined;
  #block = false;
  #language: Language | undefined;
  #nodes: readonly { readonly node: Node; readonly text: string | null }[] = [];

  override update(part: ChildPart, [text, block]: [string, boolean]): unknown {
    if (text === this.#text && block === this.#block && this.#language === currentLanguage()) {
      if (this.#isAsDrawn(part)) return noChange;
      noteRedrawn();
    }
    return this.render(text, block);
  }

  render(text: string, block: boolean): unknown {
    this.#text = text;
    this.#block = block;
    this.#language = currentLanguage();
    const fragment = this.draw(text, block);
    this.#nodes = [...fragment.childNodes].map((node) => ({ node, text: node.textContent }));
    return fragment;
  }

  protected draw(text: string, block: boolean): DocumentFragment {
    return fragmentOf(untrustedNodes(text, block));
  }

  #isAsDrawn({ parentNode }: ChildPart): boolean {
    return this.#nodes.every(({ node, text }) => node.parentNode === parentNode && node.textContent === text);
  }
}
const escapedText = directive(TextDirective);

/** A stretch of a text in blocks. */
export function drawBlock(text: string, block: boolean): DrawnBlock {
  const parts = splitSuspicious(text, block);
  return {
    nodes: partNodes(parts, tokensPerBlock),
    suspicious: parts.filter(({ kind }) => kind === 'token').length,
    numbers: 0,
  };
}

/** A text in blocks. */
function blocksOf(text: string): BlockSource {
  function* blocks(): Generator<TextBlock> {
    for (const cut of cutText(text, true)) yield { ...cut, draw: () => drawBlock(cut.raw, true) };
  }
  return { whole: text, blocks: blocks() };
}

/** Keeps the blocks of a text, and how many are shown, while it is unchanged. */
class LongText extends Directive {
  #text: string | undefined;
  #language: Language | undefined;
  #view: BlockView | undefined;

  render(text: string, draw: (view: BlockView) => unknown): unknown {
    if (text === this.#text && this.#language === currentLanguage()) {
      if (this.#view?.isAsDrawn) return noChange;
      noteRedrawn();
    }
    this.#text = text;
    this.#language = currentLanguage();
    this.#view = new BlockView(blocksOf(text));
    return draw(this.#view);
  }
}
const longText = directive(LongText);

/**
 * Renders an untrusted text inline, with its direction isolated.
 *
 * @param block true where line feeds and tabs are kept (the place needs `white-space: pre-wrap`); else they are tokens,
 *   unless the text is so long that it gets a box of its own.
 */
export function untrusted(text: string, block = false): TemplateResult {
  if (text.length > blockLength) {
    const blocks = longText(text, ({ warning, root }) => [warning, root]);
    return html`<bdi class="long" translate="no" tabindex="0">${blocks}</bdi>`;
  }
  if (isLong(text)) return html`<bdi class="long" translate="no" tabindex="0">${escapedText(text, true)}</bdi>`;
  return html`<bdi translate="no">${escapedText(text, block)}</bdi>`;
}

/** The maximum of a one-line text, in UTF-16 units: more than fits. */
const lineLength = 240;

/**
 * Renders the beginning of an untrusted text, for a one-line cell that updates many times a second: plain text is
 * written into the existing text node. The cell has `translate="no"`.
 */
export function untrustedLine(text: string): string | DocumentFragment {
  const end = text.codePointAt(lineLength - 1);
  const line =
    text.length <= lineLength
      ? text
      : `${text.slice(0, end !== undefined && end > 0xffff ? lineLength - 1 : lineLength)}…`;
  return isSuspicious(line, false) ? fragmentOf(untrustedNodes(line)) : line;
}

/** Renders a number from JSON, or its token if inexact. */
export function untrustedNumber(value: number): unknown {
  const token = numberToken(value);
  return token ? tokenElement(token) : printNumber(value);
}

/** Longer texts scroll in a box of their own, so that they push nothing away. */
const longCharacters = 600;
const longLines = 8;

/** Whether a text gets a box of its own. */
export function isLong(text: string): boolean {
  return text.length > longCharacters || text.split('\n', longLines + 1).length > longLines;
}

/**
 * Renders a multi-line untrusted text in full, in a scrolling box; with a warning for suspicious characters, and its
 * extent where long.
 *
 * @param label the label of the box.
 */
export function untrustedBlock(text: string, label: string): TemplateResult {
  const box =
    text.length > blockLength
      ? longText(text, ({ warning, root }) => html`${warning}${textBox(root, label)}`)
      : html`${suspicionWarning(countSuspicious(text, true))}${textBox(escapedText(text, true), label)}`;
  return html`<div class="untrusted-block">
    ${box}
    ${isLong(text) ? html`<p class="extent muted">${strings.extent(text.split('\n').length, text.length)}</p>` : nothing}
  </div>`;
}

/**
 * Renders a scrolling box of bounded height.
 *
 * @param content its content; untrusted text as rendered by this module.
 * @param label the label of the box, safe for an attribute.
 * @param kind an additional class.
 */
export function textBox(content: unknown, label: string, kind = ''): TemplateResult {
  // Focusable, so that a keyboard can scroll it (WCAG 2.1.1).
  return html`<pre
    class="untrusted ${kind}"
    part="untrusted"
    translate="no"
    tabindex="0"
    role="group"
    aria-label=${labelText(label)}
    dir="ltr"
  >
${content}</pre>`;
}

/** Renders the warning for a text with tokens. */
export function suspicionWarning(suspicious: number, numbers = 0): unknown {
  const words = strings.odd({ suspicious, numbers });
  return words === '' ? nothing : html`<p class="suspicion" part="suspicion">${words}</p>`;
}

/** The maximum of a text in a label; the full text is shown elsewhere. */
const labelCharacters = 200;

/** A text for an attribute, with labels in brackets in place of tokens. */
export function labelText(text: string): string {
  if (text.length > labelCharacters) {
    // Do not split a surrogate pair.
    return `${labelText(text.slice(0, labelCharacters).replace(/[\ud800-\udbff]$/, ''))}…`;
  }
  return isSuspicious(text) ? bracketed(splitSuspicious(text)) : text;
}

/**
 * Copies the selection with the original text in place of token labels, and rows of a table as lines; without a
 * selection, the focused row as JSON.
 */
export function copyUntrusted(root: ShadowRoot, event: ClipboardEvent): void {
  const range = selectedRange(root);
  // Handled by an element inside.
  if (!range || !event.clipboardData || event.defaultPrevented) return;
  // A formerly focused field leaves an empty range.
  const isEmpty = range.toString() === '';
  const text = isEmpty ? (rowJson(root.activeElement) ?? rowJson(range.startContainer)) : textOf(root, range);
  if (text === undefined) return;
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
}

/** The text to copy; undefined to use the browser's own copy. */
function textOf(root: ShadowRoot, range: Range): string | undefined {
  const copied = range.cloneContents();
  const selector = `.token, ${undrawnTextSelector}`;
  const clones = copied.querySelectorAll(selector);
  const tokens = [...root.querySelectorAll(selector)].filter((token) => range.intersectsNode(token));
  clones.forEach((clone, index) => {
    const token = tokens[index];
    const raw = token && (rawOf.get(token) ?? undrawnTextOf(token));
    if (raw !== undefined) clone.textContent = raw;
  });
  // Blocks are not lines: a browser would separate them.
  const isOwn = clones.length > 0 || copied.querySelector('.text-block') !== null;
  writeCellTexts(root, range, copied);
  const { textContent } = copied;
  return selectedRows(range, copied) ?? (isOwn ? textContent : undefined);
}

/** The selection inside a shadow root (`getComposedRanges`). */
function selectedRange(root: ShadowRoot): Range | undefined {
  const selection = root.ownerDocument.getSelection();
  if (!selection || !('getComposedRanges' in selection)) return undefined;
  const found = selection.getComposedRanges({ shadowRoots: [root] })[0];
  const range = root.ownerDocument.createRange();
  // Without a selection: the focused row.
  if (!found) return range;
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range;
}
