/** Draws text with its tokens, and copies it as it was before. */
import { noChange } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
import { currentLanguage, type Language } from '../../language/language.js';
import { noteRedrawn } from '../../guards/drawn-check.js';
import { rowJson, selectedRows, writeCellTexts } from '../../table/copied-rows.js';
import { numberToken, printNumber } from '../numbers.js';
import { undrawnTextSelector } from '../plain-text.js';
import { isSuspicious, splitSuspicious, type TextPart, type Token } from './suspicious-text.js';
import { BlockView, cutText, undrawnTextOf, type BlockSource, type DrawnBlock, type TextBlock } from './text-blocks.js';
import { textSafetyStrings as strings } from '../text-safety.strings.js';

/** The text of a token. Kept outside the DOM: no attribute holds untrusted text. */
const rawOf = new WeakMap<Node, string>();

/** Renders a token as its label. Copying gives its text. */
export function tokenElement({ label, title, raw }: Token): HTMLElement {
  const token = document.createElement('span');
  token.className = 'token';
  token.setAttribute('part', 'token');
  token.textContent = label;
  token.title = title;
  rawOf.set(token, raw);
  return token;
}

/** The maximum of token elements per text: thousands would block the page for seconds. */
export const tokensDrawn = 200;
/** The maximum per block. */
export const tokensPerBlock = 40;

/** Creates the nodes of a text, for imperative code. Templates use `untrusted`. */
export function nodesOf(text: string, block = false): (string | HTMLElement)[] {
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
/** Renders a long text in blocks. */
export const longText: (text: string, draw: (view: BlockView) => unknown) => DirectiveResult = directive(LongText);

/** A text with labels in brackets in place of tokens. */
export const bracketedText = (text: string): string => (isSuspicious(text) ? bracketed(splitSuspicious(text)) : text);

/** The token of an inexact number. */
export function numberNode(value: number): HTMLElement | string {
  const token = numberToken(value);
  return token ? tokenElement(token) : printNumber(value);
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
