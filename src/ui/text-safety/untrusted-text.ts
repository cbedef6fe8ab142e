/**
 * The only renderer of untrusted text: text nodes only, with invisible characters as labelled tokens. Copying gives the
 * original text (see `drawn-text.ts`). Text that is not plain is drawn when its checks are loaded (`text-checks.ts`).
 */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { type ChildPart, Directive, directive } from 'lit/directive.js';
import { currentLanguage, type Language } from '../language/language.js';
import { noteRedrawn } from '../guards/drawn-check.js';
import { isExact, printNumber } from './numbers.js';
import { blockLength, isLong, isPlain } from './plain-text.js';
import { suspicionWarning, textBox } from './text-box.js';
import { checking, checkingWords, needTextChecks, textChecks, type TextChecks } from './text-checks.js';
import { textSafetyStrings as strings } from './text-safety.strings.js';

/**
 * Keeps the nodes of a text while it is unchanged and unaltered: new ones would lose the selection.
 */
class TextDirective extends Directive {
  #text: string | undefined;
  #block = false;
  #language: Language | undefined;
  /** Whether it waits for the checks. */
  #waits = false;
  #nodes: readonly { readonly node: Node; readonly text: string | null }[] = [];

  override update(part: ChildPart, [text, block]: [string, boolean]): unknown {
    const isSame = text === this.#text && block === this.#block && this.#language === currentLanguage();
    if (isSame && !this.#waits) {
      if (this.#isAsDrawn(part)) return noChange;
      noteRedrawn();
    }
    return this.render(text, block);
  }

  render(text: string, block: boolean): unknown {
    this.#text = text;
    this.#block = block;
    this.#language = currentLanguage();
    const fragment = document.createDocumentFragment();
    fragment.append(...this.#draw(text, block));
    this.#nodes = [...fragment.childNodes].map((node) => ({ node, text: node.textContent }));
    return fragment;
  }

  protected nodes(checks: TextChecks, text: string, block: boolean): readonly (string | Node)[] {
    return checks.nodesOf(text, block);
  }

  #draw(text: string, block: boolean): readonly (string | Node)[] {
    this.#waits = false;
    if (isPlain(text, block)) return [text];
    const checks = needTextChecks();
    if (checks) return this.nodes(checks, text, block);
    this.#waits = true;
    return [checking()];
  }

  #isAsDrawn({ parentNode }: ChildPart): boolean {
    return this.#nodes.every(({ node, text }) => node.parentNode === parentNode && node.textContent === text);
  }
}
const escapedText = directive(TextDirective);

/** The same for names: words that look like others are marked, too. */
class NameDirective extends TextDirective {
  protected override nodes(checks: TextChecks, name: string): readonly (string | Node)[] {
    return checks.nameNodes(name);
  }
}
const escapedName = directive(NameDirective);

/** Text in blocks. */
function longText(text: string, draw: Parameters<TextChecks['longText']>[1]): unknown {
  return needTextChecks()?.longText(text, draw) ?? checking();
}

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
  // Plain but for its end.
  if (isPlain(text.length <= lineLength ? line : line.slice(0, -1))) return line;
  const checks = needTextChecks();
  if (!checks) return checkingWords();
  const fragment = document.createDocumentFragment();
  fragment.append(...checks.nodesOf(line));
  return fragment;
}

/** Longer names are shown as text. */
const longestName = 600;

/** Renders a name that identifies something by itself; lookalike words are marked as in hosts. */
export function untrustedName(name: string): TemplateResult {
  if (name.length > longestName) return untrusted(name);
  return html`<bdi translate="no">${escapedName(name, false)}</bdi>`;
}

const none: ReadonlyMap<string, readonly string[]> = new Map();

/** For each confusable name of a list: the others. Empty while they are not checked. */
export const similarNames = (names: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  names.length < 2 ? none : (needTextChecks()?.similarNames(names) ?? none);

/** The names that are confusable with a new one, and not equal. Empty while they are not checked. */
export const similarTo = (name: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : (needTextChecks()?.similarTo(name, names) ?? []);

/** Renders the confusable names of the same list. */
export function similarNote(similar: readonly string[] | undefined): unknown {
  if (!similar || similar.length === 0) return nothing;
  const [first = '', ...others] = similar;
  return html`<p class="suspicion similar">
    ${strings.looksLike} ${untrustedName(first)}${others.length > 0 ? strings.andOthers(others.length) : nothing}
  </p>`;
}

/** Renders a number from JSON, or its token if inexact. */
export function untrustedNumber(value: number): unknown {
  return isExact(value) ? printNumber(value) : (needTextChecks()?.numberNode(value) ?? checking());
}

/**
 * Renders a multi-line untrusted text in full, in a scrolling box; with a warning for suspicious characters, and its
 * extent where long.
 *
 * @param label the label of the box.
 */
export function untrustedBlock(text: string, label: string): TemplateResult {
  const name = labelText(label);
  const box =
    text.length > blockLength
      ? longText(text, ({ warning, root }) => html`${warning}${textBox(root, name)}`)
      : html`${suspicionWarning(countSuspicious(text, true))}${textBox(escapedText(text, true), name)}`;
  return html`<div class="untrusted-block">
    ${box}
    ${isLong(text) ? html`<p class="extent muted">${strings.extent(text.split('\n').length, text.length)}</p>` : nothing}
  </div>`;
}

/** The number of tokens in a text; 0 while it is not checked. */
export const countSuspicious = (text: string, block = false): number =>
  isPlain(text, block) ? 0 : (needTextChecks()?.countSuspicious(text, block) ?? 0);

/** Whether a text needs any token; undefined while it is not checked. */
export const isSuspicious = (text: string, block = false): boolean | undefined =>
  isPlain(text, block) ? false : needTextChecks()?.isSuspicious(text, block);

/** Whether a text field would hide what a name is; undefined while it is not checked. */
export const isDeceptiveName = (name: string): boolean | undefined =>
  isPlain(name) ? false : needTextChecks()?.isDeceptiveName(name);

/** The maximum of a text in a label; the full text is shown elsewhere. */
const labelCharacters = 200;

/** A text for an attribute, with labels in brackets in place of tokens. */
export function labelText(text: string): string {
  if (text.length > labelCharacters) {
    // Do not split a surrogate pair.
    return `${labelText(text.slice(0, labelCharacters).replace(/[\ud800-\udbff]$/, ''))}…`;
  }
  if (isPlain(text)) return text;
  return needTextChecks()?.bracketedText(text) ?? checkingWords();
}

/** Copies the selection as the original text. Nothing on the page differs from it while no checks are loaded. */
export function copyUntrusted(root: ShadowRoot, event: ClipboardEvent): void {
  textChecks()?.copyUntrusted(root, event);
}
