/**
 * Long text in blocks of bounded size. Laying out or examining a megabyte at once would block the page: each block is
 * processed separately, incrementally once the text is on the screen, and further ones on demand.
 */
import { isComparing } from '../comparing.js';
import { textSafetyStrings as strings, type FlaggedCounts } from '../text-safety.strings.js';
import { blockLength, compareAs } from '../plain-text.js';
import { splitSuspicious } from './suspicious-text.js';
import { nearbyObserver } from '../../../controllers/observers.js';

/** The size of a page, in bytes of UTF-8; more on demand. */
export const pageBytes = 64_000;
/** The first block is shorter: it is rendered synchronously, perhaps with many other cards. */
export const firstLength = 1000;
/** The window around the end of a block for finding a cut, and for recognising tokens. */
const cutWindow = 200;
/** The time budget of rendering blocks, in ms. */
const stepMs = 8;

/** A block of a text. */
export interface TextBlock {
  /** Its text when copied. */
  readonly raw: string;
  /** Whether the next block continues its line. */
  readonly continues: boolean;
  /** Creates its nodes. The text is examined here, not before. */
  draw(): DrawnBlock;
}

/** A rendered block. */
export interface DrawnBlock extends FlaggedCounts {
  readonly nodes: readonly (string | Node)[];
}

/** A text in blocks. */
export interface BlockSource {
  /** The full text: the `raw` of all blocks joined. */
  readonly whole: string;
  readonly blocks: Iterable<TextBlock>;
}

/**
 * Finds the end of a block: after a line feed or a space near its maximum length, and never within a token or a
 * character.
 *
 * @param block true where line feeds and tabs are rendered as such.
 */
export function endOfBlock(text: string, from: number, block: boolean): number {
  const limit = from + (from === 0 ? firstLength : blockLength);
  if (limit >= text.length) return text.length;
  const start = limit - cutWindow;
  const inToken = new Set<number>();
  let at = start;
  for (const part of splitSuspicious(text.slice(start, limit + cutWindow), block)) {
    const { length } = part.kind === 'plain' ? part.text : part.raw;
    if (part.kind === 'token') for (let inner = at + 1; inner < at + length; inner++) inToken.add(inner);
    at += length;
  }
  const last = (isGood: (place: number) => boolean) => {
    for (let place = limit; place > start; place--) if (!inToken.has(place) && isGood(place)) return place;
    return undefined;
  };
  return (
    last((place) => text[place - 1] === '\n') ??
    last((place) => text[place - 1] === ' ') ??
    last((place) => !midCharacter.test(text.slice(place - 1, place + 2))) ??
    endOfRun(text, limit)
  );
}

/** Within a token longer than the window: repetitions are one token of any length, and cheap to render. */
function endOfRun(text: string, at: number): number {
  const unit = text[at - 1];
  const other = text[at - 2];
  let end = at;
  while (end < text.length && text[end] === unit) end++;
  if (end === at) while (end + 1 < text.length && text[end] === other && text[end + 1] === unit) end += 2;
  return /[\udc00-\udfff]/.test(text.charAt(end)) ? end - 1 : end;
}

/** A surrogate pair, or a letter with combining marks. */
const midCharacter = /^[\ud800-\udbff][\udc00-\udfff]|^[^]\p{M}|^\u200d|^[^]\u200d/u;

/** Splits a text into blocks. */
export function* cutText(text: string, block: boolean): Generator<Pick<TextBlock, 'raw' | 'continues'>> {
  for (let from = 0; from < text.length;) {
    const to = endOfBlock(text, from, block);
    const raw = text.slice(from, to);
    yield { raw, continues: to < text.length && !raw.endsWith('\n') };
    from = to;
  }
}

/** Text of unrendered blocks, and the button for more. */
const rawOf = new WeakMap<Node, () => string>();

/** The text of a placeholder; undefined for other elements. */
export const undrawnTextOf = (node: Node): string | undefined => rawOf.get(node)?.();

/** Renders a long text: its first blocks, and a button for more. */
export class BlockView {
  /** The root node. */
  readonly root: HTMLElement = block('text-blocks');
  /** The count of suspicious characters. Always rendered, so that nothing moves when it is known. */
  readonly warning: HTMLElement = block('suspicion-line');
  readonly #source: BlockSource;
  readonly #rest: Iterator<TextBlock, unknown>;
  readonly #more: HTMLElement;
  #bytesLeft: number;
  /** The characters in blocks. */
  #cut = 0;
  readonly #undrawn: { readonly element: HTMLElement; readonly block: TextBlock }[] = [];
  #found: FlaggedCounts = { suspicious: 0, numbers: 0 };
  readonly #drawn = new Map<HTMLElement, string>();

  constructor(source: BlockSource) {
    this.#source = source;
    this.#rest = source.blocks[Symbol.iterator]();
    this.#bytesLeft = bytesOf(source.whole);
    this.#more = this.#moreLine(this.#bytesLeft);
    views.set(this.root, this);
    compareAs(this.root, this);
    // For comparison, the identity of the text suffices.
    if (isComparing()) return;
    this.#addPage();
    this.drawNext();
    near().observe(this.root);
  }

  /** Whether the rendered text is unaltered. */
  get isAsDrawn(): boolean {
    return [...this.#drawn].every(
      ([element, text]) => element.parentNode === this.root && element.textContent === text,
    );
  }

  /** The full text while unaltered, for comparison with a fresh render. */
  get comparable(): string {
    return this.isAsDrawn ? this.#source.whole : '';
  }

  /** Renders the next block. @returns whether there was one. */
  drawNext(): boolean {
    const next = this.#undrawn.shift();
    if (!next) return false;
    const { element, block: text } = next;
    const { nodes, suspicious, numbers } = text.draw();
    element.classList.remove('undrawn');
    rawOf.delete(element);
    element.append(...nodes);
    this.#drawn.set(element, element.textContent);
    this.#found = { suspicious: this.#found.suspicious + suspicious, numbers: this.#found.numbers + numbers };
    this.#warn();
    return true;
  }

  #addPage(): void {
    let bytes = 0;
    const elements: HTMLElement[] = [];
    while (bytes < pageBytes) {
      const next = this.#rest.next();
      if (next.done === true) break;
      const text = next.value;
      const element = block(`text-block undrawn${text.continues ? ' continues' : ''}`);
      rawOf.set(element, () => text.raw);
      this.#undrawn.push({ element, block: text });
      elements.push(element);
      this.#cut += text.raw.length;
      bytes += bytesOf(text.raw);
    }
    this.#bytesLeft -= bytes;
    this.#more.remove();
    this.root.append(...elements);
    if (this.#cut < this.#source.whole.length) this.root.append(this.#more);
  }

  #moreLine(total: number): HTMLElement {
    const line = block('more-text');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link';
    const words = () => strings.showNext(Math.min(pageBytes, this.#bytesLeft), total);
    button.addEventListener('click', () => {
      const hadFocus = button.matches(':focus');
      this.#addPage();
      button.textContent = words();
      this.#warn();
      draw(this);
      if (hadFocus && button.isConnected) button.focus({ preventScroll: true });
    });
    // Labelled once the size of the first page is known.
    queueMicrotask(() => (button.textContent = words()));
    rawOf.set(line, () => this.#source.whole.slice(this.#cut));
    line.append(button);
    return line;
  }

  #warn(): void {
    const isAll = this.#undrawn.length === 0 && this.#cut >= this.#source.whole.length;
    const words = strings.odd(this.#found, isAll);
    this.warning.classList.toggle('suspicion', words !== '');
    if (words === '') return;
    this.warning.setAttribute('part', 'suspicion');
    this.warning.textContent = words;
  }
}

/** A block in phrasing content, where `div` is not allowed. */
function block(className: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  return element;
}

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;

const views = new WeakMap<Element, BlockView>();

let observer: IntersectionObserver | undefined;

/** Observes which texts come near the screen. */
const near = (): IntersectionObserver =>
  (observer ??= nearbyObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const view = isIntersecting && views.get(target);
        if (!view) continue;
        observer?.unobserve(target);
        draw(view);
      }
    },
    // Also in scroll containers, where supported (`scrollMargin`).
    { rootMargin: '50%', scrollMargin: '50%' },
  ));

/** The unrendered texts near the screen, processed one by one to keep tasks short. */
const waiting: BlockView[] = [];

function draw(view: BlockView): void {
  waiting.push(view);
  if (waiting.length === 1) setTimeout(step);
}

function step(): void {
  const end = performance.now() + stepMs;
  for (let view = waiting[0]; view && performance.now() < end; view = waiting[0]) {
    if (!view.root.isConnected) near().observe(view.root);
    else if (view.drawNext()) continue;
    waiting.shift();
  }
  if (waiting.length > 0) setTimeout(step);
}
