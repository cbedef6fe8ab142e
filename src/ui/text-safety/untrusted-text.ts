/**
 * The one way in which text that an agent may have chosen reaches the page: text nodes only, with what cannot be seen
 * drawn as labelled tokens. Copying gives the text as it came (see {@link copyUntrusted}).
 */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { type ChildPart, Directive, directive } from 'lit/directive.js';
import { noteHealed } from '../guards/drawn-check.js';
import { honestStrings as strings } from './honest-text.strings.js';
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
  standIns,
  standsFor,
  type BlockSource,
  type DrawnBlock,
  type TextBlock,
} from './text-blocks.js';

/** What a token stands for. Beside the DOM, not in it: no attribute holds what an agent wrote. */
const rawOf = new WeakMap<Node, string>();

/** Draws what cannot be shown as it is as its label. Copying gives what it stands for. */
export function tokenElement({ label, title, raw }: Token): HTMLElement {
  const token = document.createElement('span');
  token.className = 'token';
  token.part.add('token');
  token.textContent = label;
  token.title = title;
  rawOf.set(token, raw);
  return token;
}

/** How many tokens of a text are elements: a text of thousands would keep the page busy for seconds. */
export const tokensDrawn = 200;
/** How many are in a block, of which there may be a good many. */
export const tokensPerBlock = 40;

/** Makes the nodes that show a text: for lists that are filled by hand. Templates use {@link untrusted}. */
export function untrustedNodes(text: string, block = false): (string | HTMLElement)[] {
  if (!isSuspicious(text, block)) return [text];
  return partNodes(splitSuspicious(text, block));
}

/** Draws the parts of a text; from one token on, all that follows is one, with labels in brackets. */
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

/** Nodes in one piece: Lit would put marks of its own around each item of a list. */
export function fragmentOf(nodes: readonly (string | Node)[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const node of nodes) fragment.append(node);
  return fragment;
}

/**
 * Keeps the nodes of a text for as long as the text stays, and nobody else has replaced or altered them: new ones would take
 * the selection away.
 */
export class HonestText extends Directive {
  #text: string | undefined;
  #block = false;
  #nodes: readonly { readonly node: Node; readonly text: string | null }[] = [];

  override update(part: ChildPart, [text, block]: [string, boolean]): unknown {
    if (text === this.#text && block === this.#block) {
      if (this.#isAsDrawn(part)) return noChange;
      noteHealed();
    }
    return this.render(text, block);
  }

  render(text: string, block: boolean): unknown {
    this.#text = text;
    this.#block = block;
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
const honest = directive(HonestText);

/** A stretch of a text in blocks. */
export function drawStretch(text: string, block: boolean): DrawnBlock {
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
    for (const cut of cutText(text, true)) yield { ...cut, draw: () => drawStretch(cut.raw, true) };
  }
  return { whole: text, blocks: blocks() };
}

/** Keeps the blocks of a text, and how many of them are shown, for as long as the text stays. */
class LongText extends Directive {
  #text: string | undefined;
  #view: BlockView | undefined;

  render(text: string, draw: (view: BlockView) => unknown): unknown {
    if (text === this.#text) {
      if (this.#view?.isAsDrawn) return noChange;
      noteHealed();
    }
    this.#text = text;
    this.#view = new BlockView(blocksOf(text));
    return draw(this.#view);
  }
}
const long = directive(LongText);

/**
 * Shows an untrusted text among other text, and isolates its direction from theirs.
 *
 * @param block true where line feeds and tabs are kept (the place needs `white-space: pre-wrap`); else they are tokens,
 *   unless the text is so long that it gets a box of its own.
 */
export function untrusted(text: string, block = false): TemplateResult {
  if (text.length > blockLength) {
    const blocks = long(text, ({ warning, root }) => [warning, root]);
    return html`<bdi class="long" translate="no" tabindex="0">${blocks}</bdi>`;
  }
  if (isLong(text)) return html`<bdi class="long" translate="no" tabindex="0">${honest(text, true)}</bdi>`;
  return html`<bdi translate="no">${honest(text, block)}</bdi>`;
}

/** How much of a text stands in one line, in UTF-16 units: more than fits. */
const lineLength = 240;

/**
 * The beginning of an untrusted text, for a cell of one line in a row that is drawn many times a second: a text in which
 * all can be seen is written into the text node that is there. The cell has `translate="no"`.
 */
export function untrustedLine(text: string): string | DocumentFragment {
  const end = text.codePointAt(lineLength - 1);
  const line =
    text.length <= lineLength
      ? text
      : `${text.slice(0, end !== undefined && end > 0xffff ? lineLength - 1 : lineLength)}…`;
  return isSuspicious(line, false) ? fragmentOf(untrustedNodes(line)) : line;
}

/** Shows a number that came as JSON, or what has become of it. */
export function untrustedNumber(value: number): unknown {
  const token = numberToken(value);
  return token ? tokenElement(token) : printNumber(value);
}

/** More than a glance takes in: such a text scrolls in a box of its own, so that it pushes nothing away. */
const longCharacters = 600;
const longLines = 8;

/** Whether a text gets a box of its own. */
export function isLong(text: string): boolean {
  return text.length > longCharacters || text.split('\n', longLines + 1).length > longLines;
}

/**
 * Shows an untrusted text of many lines, all of it, in a box that scrolls; with a warning where it is not what it seems,
 * and its extent where it is long.
 *
 * @param label names the box.
 */
export function untrustedBlock(text: string, label: string): TemplateResult {
  const box =
    text.length > blockLength
      ? long(text, ({ warning, root }) => html`${warning}${textBox(root, label)}`)
      : html`${suspicionWarning(countSuspicious(text, true))}${textBox(honest(text, true), label)}`;
  return html`<div class="untrusted-block">
    ${box}
    ${isLong(text) ? html`<p class="extent muted">${strings.extent(text.split('\n').length, text.length)}</p>` : nothing}
  </div>`;
}

/**
 * A box of bounded height that scrolls by itself.
 *
 * @param content what stands in it; where it is an agent's text, as this module draws it.
 * @param label names the box, made safe for an attribute.
 * @param kind a class of its own.
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

/** Warns of a text in which something is drawn as tokens. */
export function suspicionWarning(suspicious: number, numbers = 0): unknown {
  const words = strings.odd({ suspicious, numbers });
  return words === '' ? nothing : html`<p class="suspicion" part="suspicion">${words}</p>`;
}

/** How much of a text is in a label: a name, not a page. All of it stands where the label leads. */
const labelCharacters = 200;

/** A text for an attribute, where no token can be drawn: what cannot be seen stands as its label in brackets. */
export function labelText(text: string): string {
  if (text.length > labelCharacters) {
    // Not half of a character.
    return `${labelText(text.slice(0, labelCharacters).replace(/[\ud800-\udbff]$/, ''))}…`;
  }
  return isSuspicious(text) ? bracketed(splitSuspicious(text)) : text;
}

/**
 * Puts on the clipboard what is selected as it came, with what tokens stand for in place of their labels, and rows of a
 * table as lines; where nothing is selected, the row with the focus as JSON.
 */
export function copyUntrusted(root: ShadowRoot, event: ClipboardEvent): void {
  const range = selectedRange(root);
  // An element inside has done it.
  if (!range || !event.clipboardData || event.defaultPrevented) return;
  // A field that had the focus leaves a range around it, without text.
  const isEmpty = range.toString() === '';
  const text = isEmpty ? (rowJson(root.activeElement) ?? rowJson(range.startContainer)) : textOf(root, range);
  if (text === undefined) return;
  event.clipboardData.setData('text/plain', text);
  event.preventDefault();
}

/** The selected text; undefined where the browser's own copy is right. */
function textOf(root: ShadowRoot, range: Range): string | undefined {
  const copied = range.cloneContents();
  const selector = `.token, ${standIns}`;
  const clones = copied.querySelectorAll(selector);
  const tokens = [...root.querySelectorAll(selector)].filter((token) => range.intersectsNode(token));
  clones.forEach((clone, index) => {
    const token = tokens[index];
    const raw = token && (rawOf.get(token) ?? standsFor(token));
    if (raw !== undefined) clone.textContent = raw;
  });
  // Blocks are no lines: a browser would part them.
  const isOwn = clones.length > 0 || copied.querySelector('.text-block') !== null;
  writeCellTexts(root, range, copied);
  const { textContent } = copied;
  return selectedRows(range, copied) ?? (isOwn ? textContent : undefined);
}

/** The selection inside a shadow root, which only the newer API sees. */
function selectedRange(root: ShadowRoot): Range | undefined {
  const selection = root.ownerDocument.getSelection();
  if (!selection || !('getComposedRanges' in selection)) return undefined;
  const found = selection.getComposedRanges({ shadowRoots: [root] })[0];
  const range = root.ownerDocument.createRange();
  // Nothing is selected; the focus may be in a row.
  if (!found) return range;
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range;
}
