/** The one way in which JSON that an agent may have written is shown: all of it, as honest text, secrets hidden until asked for. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, type ChildPart, directive } from 'lit/async-directive.js';
import { isComparing, Opened } from './comparing.js';
import { honestStrings as strings } from './honest-text.strings.js';
import { jsonParts, rawOf, type JsonPart, type TextualPart } from './json-parts.js';
import type { TextPart } from './suspicious-text.js';
import { fragmentOf, partNodes, suspicionWarning, textBox, tokensDrawn } from './untrusted-text.js';

/** How a view is shown. */
export interface JsonViewOptions {
  /** Names the box. Safe even when an agent chose it. */
  readonly label: string;
  /** True where nothing else on the screen says what the box holds: the label is drawn above it. */
  readonly caption?: boolean;
}

/** The values whose hidden parts somebody has asked to see. Beside the views, for those who copy what is shown. */
const revealed = new WeakSet<object>();

/** The texts of them, by the host in whose template they are. */
const opened = new Opened();

class JsonViewDirective extends AsyncDirective {
  #host: object | undefined;
  #value: unknown;
  #options: JsonViewOptions | undefined;
  #parts: readonly JsonPart[] = [];
  #raw = '';
  #shown = false;

  override update(part: ChildPart, [value, options]: [unknown, JsonViewOptions]): unknown {
    this.#host = part.options?.host;
    return this.render(value, options);
  }

  render(value: unknown, options: JsonViewOptions): unknown {
    const shown = this.#options && { options: this.#options, raw: this.#raw };
    this.#options = options;
    this.#take(value);
    // The same again: new nodes would take the selection away.
    if (shown && shown.raw === this.#raw && sameOptions(options, shown.options)) return noChange;
    return this.#view(options);
  }

  /** What was asked for stays shown when the same comes again from the gateway, and is hidden when something else comes. */
  #take(value: unknown): void {
    if (value === this.#value) return;
    const parts = jsonParts(value);
    const raw = rawOf(parts);
    if (raw !== this.#raw && !isComparing()) opened.set(this.#host, this.#raw, false);
    if (raw !== this.#raw) this.#shown = isComparing() && opened.has(this.#host, raw);
    this.#value = value;
    this.#parts = parts;
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
    const hidden = this.#parts.filter(({ kind }) => kind === 'hidden').length;
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
      ${suspicionWarning(countTokens(this.#parts))} ${textBox(fragmentOf(this.#nodes(this.#parts)), label)}
    </div>`;
  }

  #toggle(): void {
    this.#shown = !this.#shown;
    this.#note();
    if (this.#options) this.setValue(this.#view(this.#options));
  }

  #nodes(parts: readonly JsonPart[]): (string | HTMLElement)[] {
    const shown = this.#shown ? parts.flatMap((part) => (part.kind === 'hidden' ? part.parts : [part])) : parts;
    return nodesOf(fewIsolated(shown));
  }
}

/** What is hidden, too deep or isolated stands by itself; all between is one text. */
function nodesOf(parts: readonly JsonPart[]): (string | HTMLElement)[] {
  const nodes: (string | HTMLElement)[] = [];
  let text: TextPart[] = [];
  for (const part of parts) {
    if (part.kind === 'plain' || part.kind === 'token') {
      text.push(asText(part));
    } else {
      nodes.push(...partNodes(text), elementOf(part));
      text = [];
    }
  }
  return [...nodes, ...partNodes(text)];
}

const asText = (part: TextualPart): TextPart => (part.kind === 'plain' ? { kind: 'plain', text: part.raw } : part);

function elementOf(part: Exclude<JsonPart, TextualPart>): HTMLElement {
  if (part.kind === 'deep') return words('deep', strings.tooDeep);
  if (part.kind === 'hidden') return masked(part.characters);
  const element = document.createElement('bdi');
  element.append(...partNodes(part.parts.map(asText)));
  return element;
}

/** How many texts are isolated: an element for each of thousands would keep the page busy for seconds. */
const isolatesDrawn = 500;

/** Where there are more of them, or more tokens than are drawn each by itself, the letters are named by their numbers. */
function fewIsolated(parts: readonly JsonPart[]): readonly JsonPart[] {
  let left = countTokens(parts) > tokensDrawn ? 0 : isolatesDrawn;
  return parts.map((part) => (part.kind !== 'isolated' || left-- > 0 ? part : inNumbers(part.raw)));
}

function inNumbers(raw: string): JsonPart {
  const label = raw.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { kind: 'token', raw, label, title: strings.lettersInNumbers };
}

/** Those of hidden values, too: that something is not what it seems is no secret. */
function countTokens(parts: readonly JsonPart[]): number {
  return parts.reduce(
    (sum, part) => sum + ('parts' in part ? countTokens(part.parts) : Number(part.kind === 'token')),
    0,
  );
}

/** Stands for a hidden value. Copying gives these words: the value is not in the page. */
export function masked(characters: number): HTMLElement {
  const element = words('masked', strings.hidden(characters));
  element.part.add('masked');
  return element;
}

/** Words of ours in the place of text. */
function words(kind: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = kind;
  element.textContent = text;
  return element;
}

const sameOptions = (a: JsonViewOptions, b: JsonViewOptions) => a.label === b.label && a.caption === b.caption;

/**
 * Shows a value that came as JSON: printed, with the number of its lines and characters. Values under secret-looking
 * keys are hidden behind "Show N hidden values", and are in the page only while they are shown.
 */
export const jsonView = directive(JsonViewDirective);

/**
 * The JSON of a value for the clipboard: what is hidden on the screen is hidden here.
 *
 * @param value may hold values that {@link jsonView} shows, such as the `params` of a request.
 */
export function jsonForCopy(value: unknown): string {
  return textOf(jsonParts(value, (each) => revealed.has(each)));
}

/** A copy of a value in which all that looks secret is replaced by how long it was, whatever has been asked to see. */
export function withoutSecrets<T>(value: T): T {
  // The parts are JSON again, of the same shape.
  return JSON.parse(textOf(jsonParts(value))) as T;
}

function textOf(parts: readonly JsonPart[]): string {
  return parts
    .map((part) => (part.kind === 'hidden' ? JSON.stringify(`[${strings.hidden(part.characters)}]`) : part.raw))
    .join('');
}
