/** The only renderer of untrusted JSON: all of it, as untrusted text, with secrets masked until revealed. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, type ChildPart, directive, type DirectiveResult } from 'lit/async-directive.js';
import { isComparing, Opened } from '../comparing.js';
import { textSafetyStrings as strings, type FlaggedCounts } from '../text-safety.strings.js';
import { currentLanguage, type Language } from '../../language/language.js';
import { jsonBlocks } from './json-blocks.js';
import { jsonPieces, partsOf, rawOf, textOf, type JsonPart, type JsonPiece, type TextualPart } from './json-parts.js';
import { bracketedText, fragmentOf, partNodes, tokensDrawn, tokensPerBlock } from './drawn-text.js';
import { masked, words } from '../masked.js';
import { blockLength } from '../plain-text.js';
import { currentPatterns } from '../redact-patterns.js';
import { maskSecrets } from './secret-shapes.js';
import type { TextPart, Token } from './suspicious-text.js';
import { BlockView } from './text-blocks.js';
import { suspicionWarning, textBox } from '../text-box.js';

/** Options of a view. */
export interface JsonViewOptions {
  /** The label of the box; may be untrusted. */
  readonly label: string;
  /** Renders the label above the box, where nothing else names it. */
  readonly caption?: boolean;
}

/** The values with revealed secrets, kept outside the views for copying. */
const revealed = new WeakSet<object>();

/** Their texts, by host. */
const opened = new Opened();

interface Printed {
  readonly language: Language;
  readonly patterns: readonly RegExp[];
  readonly pieces: readonly JsonPiece[];
  readonly raw: string;
}

/** Cache of printed values: comparison renders (DrawnCheck) print them again. */
const printedValues = new WeakMap<object, Printed>();

function printed(value: unknown): Printed {
  const patterns = currentPatterns();
  const language = currentLanguage();
  const key = typeof value === 'object' && value !== null ? value : undefined;
  const known = key && printedValues.get(key);
  if (known?.patterns === patterns && known.language === language) return known;
  const pieces = jsonPieces(value);
  const result = { language, patterns, pieces, raw: rawOf(pieces) };
  if (key) printedValues.set(key, result);
  return result;
}

class JsonViewDirective extends AsyncDirective {
  #host: object | undefined;
  #value: unknown;
  #patterns: readonly RegExp[] | undefined;
  #language: Language | undefined;
  #options: JsonViewOptions | undefined;
  #pieces: readonly JsonPiece[] = [];
  #raw = '';
  #shown = false;

  override update(part: ChildPart, [value, options]: [unknown, JsonViewOptions]): unknown {
    this.#host = part.options?.host;
    return this.render(value, options);
  }

  render(value: unknown, options: JsonViewOptions): unknown {
    const shown = this.#options && { options: this.#options, raw: this.#raw, language: this.#language };
    const patterns = this.#patterns;
    this.#options = options;
    this.#take(value);
    // Unchanged: new nodes would lose the selection.
    const isSameText = shown?.raw === this.#raw && shown.language === this.#language && patterns === this.#patterns;
    if (shown && isSameText && sameOptions(options, shown.options)) return noChange;
    return this.#view(options);
  }

  /** A revealed value stays revealed when the gateway sends it again, and is masked when it changes. */
  #take(value: unknown): void {
    const patterns = currentPatterns();
    const isHiddenAnew = patterns !== this.#patterns;
    if (value === this.#value && !isHiddenAnew && this.#language === currentLanguage()) return;
    this.#patterns = patterns;
    this.#language = currentLanguage();
    const { pieces, raw } = printed(value);
    const isOther = raw !== this.#raw || isHiddenAnew;
    if (isOther && !isComparing()) opened.set(this.#host, this.#raw, false);
    if (isOther) this.#shown = isComparing() && opened.has(this.#host, raw);
    this.#value = value;
    this.#pieces = pieces;
    this.#raw = raw;
    this.#note();
  }

  protected override disconnected(): void {
    if (!isComparing()) opened.set(this.#host, this.#raw, false);
  }

  protected override reconnected(): void {
    this.#note();
  }

  #note(): void {
    if (isComparing()) return;
    opened.set(this.#host, this.#raw, this.#shown);
    if (typeof this.#value !== 'object' || this.#value === null) return;
    if (this.#shown) revealed.add(this.#value);
    else revealed.delete(this.#value);
  }

  #view(options: JsonViewOptions): TemplateResult {
    const hidden = this.#pieces.filter(({ kind }) => kind === 'hidden').length;
    const { label, caption = false } = options;
    const extent = strings.extent(this.#raw.split('\n').length, this.#raw.length);
    return html`<div class="json" part="json">
      <div class="json-head">
        ${caption ? html`<span class="label">${label}</span>` : nothing}
        <span class="extent muted">${extent}</span>
        ${
          hidden === 0
            ? nothing
            : html`<button type="button" class="link" @click=${() => this.#toggle()}>
                ${this.#shown ? strings.hide(hidden) : strings.show(hidden)}
              </button>`
        }
      </div>
      ${this.#box(bracketedText(label))}
    </div>`;
  }

  #box(label: string): unknown {
    const shown = this.#shown
      ? this.#pieces.flatMap((piece) => (piece.kind === 'hidden' ? piece.pieces : [piece]))
      : this.#pieces;
    if (this.#raw.length > blockLength) {
      const blocks = jsonBlocks(shown, textOf, (pieces) => {
        const parts = partsOf(pieces);
        return { nodes: nodesOf(fewIsolated(parts, perBlock), perBlock.tokens), ...flaggedCountsOf(parts) };
      });
      const { warning, root } = new BlockView({ whole: textOf(shown), blocks });
      return html`${warning}${textBox(root, label)}`;
    }
    const parts = partsOf(shown);
    const { suspicious, numbers } = flaggedCountsOf(parts);
    return html`${suspicionWarning(suspicious, numbers)}
    ${textBox(fragmentOf(nodesOf(fewIsolated(parts, perView), perView.tokens)), label)}`;
  }

  #toggle(): void {
    this.#shown = !this.#shown;
    this.#note();
    if (this.#options) this.setValue(this.#view(this.#options));
  }
}

/** Masked, too deep or isolated spans are separate; everything between is one text. */
function nodesOf(parts: readonly JsonPart[], tokens: number): (string | HTMLElement)[] {
  const nodes: (string | HTMLElement)[] = [];
  let text: TextPart[] = [];
  for (const part of parts) {
    if (part.kind === 'plain' || part.kind === 'token') {
      text.push(asText(part));
    } else {
      nodes.push(...partNodes(text, tokens), elementOf(part));
      text = [];
    }
  }
  return [...nodes, ...partNodes(text, tokens)];
}

const asText = (part: TextualPart): TextPart => (part.kind === 'plain' ? { kind: 'plain', text: part.raw } : part);

function elementOf(part: Exclude<JsonPart, TextualPart>): HTMLElement {
  if (part.kind === 'deep') return words('deep', strings.tooDeep);
  if (part.kind === 'hidden') return masked(part);
  const element = document.createElement('bdi');
  element.append(...partNodes(part.parts.map(asText)));
  return element;
}

/** The maximum of isolated texts and token elements: thousands would block the page. */
const perView = { isolates: 500, tokens: tokensDrawn };
const perBlock = { isolates: 30, tokens: tokensPerBlock };

/** Beyond the limit, letters are shown as code points. */
function fewIsolated(parts: readonly JsonPart[], { isolates, tokens }: typeof perView): readonly JsonPart[] {
  let left = countTokens(parts) > tokens ? 0 : isolates;
  return parts.map((part) => (part.kind !== 'isolated' || left-- > 0 ? part : inNumbers(part.raw)));
}

function inNumbers(raw: string): JsonPart {
  const label = raw.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { kind: 'token', raw, label, title: strings.lettersInNumbers };
}

/** Including masked values: that they have suspicious characters is not secret. */
function flaggedCountsOf(parts: readonly JsonPart[]): FlaggedCounts {
  const numbers = countTokens(parts, ({ isNumber }) => isNumber === true);
  return { suspicious: countTokens(parts) - numbers, numbers };
}

function countTokens(parts: readonly JsonPart[], counts: (token: Token) => boolean = () => true): number {
  return parts.reduce((sum, part) => {
    if ('parts' in part) return sum + countTokens(part.parts, counts);
    return sum + Number(part.kind === 'token' && counts(part));
  }, 0);
}

const sameOptions = (a: JsonViewOptions, b: JsonViewOptions) => a.label === b.label && a.caption === b.caption;

/**
 * Renders a JSON value: printed, with the number of lines and characters. Values under secret-looking keys, and secrets
 * within text, are masked behind "Show N hidden values", and are in the page only while revealed.
 */
export const jsonView: (...values: Parameters<JsonViewDirective['render']>) => DirectiveResult =
  directive(JsonViewDirective);

/**
 * The JSON of a value for the clipboard, masked as on the screen.
 *
 * @param value may hold values that {@link jsonView} shows, such as the `params` of a request.
 */
export function jsonForCopy(value: unknown): string {
  return textOf(jsonPieces(value, (each) => revealed.has(each)));
}

/** A copy of a value with all secrets replaced by their length, even revealed ones. */
export function withoutSecrets<T>(value: T): T {
  // The spans joined are valid JSON of the same shape.
  return JSON.parse(textOf(jsonPieces(value))) as T;
}

/** Masks secrets in a text by their length. */
export const textWithoutSecrets = (text: string): string =>
  maskSecrets(text, ({ length }) => `[${strings.hidden(length)}]`);

/** The same for several texts: equal secrets get the same number, so that different ones can be distinguished. */
export function textsWithoutSecrets(values: readonly unknown[]): unknown[] {
  const numbers = new Map<string, number>();
  const word = (secret: string) => {
    const number = numbers.get(secret) ?? numbers.size + 1;
    numbers.set(secret, number);
    return `[${strings.hiddenNumber(number, secret.length)}]`;
  };
  return values.map((value) => (typeof value === 'string' ? maskSecrets(value, word) : value));
}
