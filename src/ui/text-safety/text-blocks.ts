/**
 * Long text in blocks of bounded size. One inline layout of a megabyte would freeze the page, and so would looking through
 * it for what cannot be seen: each block is looked through and laid out by itself, a little at a time once the text is on
 * the screen, and the next ones only when a person asks for them.
 */
import { isComparing } from './comparing.js';
import { honestStrings as strings, type Oddities } from './honest-text.strings.js';
import { blockLength, splitSuspicious } from './suspicious-text.js';

/** How much is shown at once, in bytes of UTF-8; more when a person asks for it. */
export const pageBytes = 64_000;
/** The first block is drawn at once, with many other cards perhaps: it is shorter. */
export const firstLength = 1000;
/** So far before the end of a block a better place to cut is looked for, and so far after it tokens are recognised. */
const cutWindow = 200;
/** For how long blocks are drawn in one go, in ms. */
const stepMs = 8;

/** A stretch of a text, drawn by itself. */
export interface TextBlock {
  /** What copying gives. */
  readonly raw: string;
  /** Whether the next one goes on in the same line. */
  readonly continues: boolean;
  /** Makes its nodes. Looking through the text happens here, not before. */
  draw(): DrawnBlock;
}

/** A block as it is shown. */
export interface DrawnBlock extends Oddities {
  readonly nodes: readonly (string | Node)[];
}

/** A text in blocks. */
export interface BlockSource {
  /** All of it, as copying gives it: the `raw` of all blocks joined. */
  readonly whole: string;
  readonly blocks: Iterable<TextBlock>;
}

/**
 * Where a block ends that begins at a place of a text: after a line feed or a space near its greatest length, and never in
 * the middle of what is drawn as one token or one character.
 *
 * @param block true where line feeds and tabs are drawn as such.
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
    last((place) => !goesOn.test(text.slice(place - 1, place + 2))) ??
    endOfRun(text, limit)
  );
}

/** In the middle of a token that is longer than the window: many of the same are one, however many, and quickly drawn. */
function endOfRun(text: string, at: number): number {
  const unit = text[at - 1];
  const other = text[at - 2];
  let end = at;
  while (end < text.length && text[end] === unit) end++;
  if (end === at) while (end + 1 < text.length && text[end] === other && text[end + 1] === unit) end += 2;
  return /[\udc00-\udfff]/.test(text.charAt(end)) ? end - 1 : end;
}

/** A pair of surrogates, or a letter with what belongs to it. */
const goesOn = /^[\ud800-\udbff][\udc00-\udfff]|^[^]\p{M}|^\u200d|^[^]\u200d/u;

/** Cuts a text into stretches of a block's length. */
export function* cutText(text: string, block: boolean): Generator<Pick<TextBlock, 'raw' | 'continues'>> {
  for (let from = 0; from < text.length;) {
    const to = endOfBlock(text, from, block);
    const raw = text.slice(from, to);
    yield { raw, continues: to < text.length && !raw.endsWith('\n') };
    from = to;
  }
}

/** What blocks that are not drawn yet stand for, and the button for more. */
const rawOf = new WeakMap<Node, () => string>();

/** The selector of all that stands for text in the page without being it. */
export const standIns = '.undrawn, .more-text';
/** What an element of {@link standIns} stands for; undefined for any other. */
export const standsFor = (node: Node): string | undefined => rawOf.get(node)?.();

/** Shows a long text: its first blocks, and a button for the next. */
export class BlockView {
  /** What to put where the text belongs. */
  readonly root: HTMLElement = block('text-blocks');
  /** Says how much in it is not what it seems. Always there, so that nothing moves when that is found. */
  readonly warning: HTMLElement = block('suspicion-line');
  readonly #source: BlockSource;
  readonly #rest: Iterator<TextBlock, unknown>;
  readonly #more: HTMLElement;
  #bytesLeft: number;
  /** How many characters are in blocks. */
  #cut = 0;
  readonly #undrawn: { readonly element: HTMLElement; readonly block: TextBlock }[] = [];
  #found: Oddities = { suspicious: 0, numbers: 0 };
  readonly #drawn = new Map<HTMLElement, string>();

  constructor(source: BlockSource) {
    this.#source = source;
    this.#rest = source.blocks[Symbol.iterator]();
    this.#bytesLeft = bytesOf(source.whole);
    this.#more = this.#moreLine(this.#bytesLeft);
    views.set(this.root, this);
    // For a comparison, which text it is is enough.
    if (isComparing()) return;
    this.#addPage();
    this.drawNext();
    near().observe(this.root);
  }

  /** Whether nobody else has altered what was drawn. */
  get isAsDrawn(): boolean {
    return [...this.#drawn].every(
      ([element, text]) => element.parentNode === this.root && element.textContent === text,
    );
  }

  /** All of the text while it is as drawn, to be compared with a fresh render. */
  get comparable(): string {
    return this.isAsDrawn ? this.#source.whole : '';
  }

  /** Draws the next block. @returns whether there was one. */
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
    // Named once it is known how much the first page takes.
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
    this.warning.part.add('suspicion');
    this.warning.textContent = words;
  }
}

/** A block in running text, where no `div` may stand. */
function block(className: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  return element;
}

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;

const views = new WeakMap<Element, BlockView>();

/** What a root of blocks is compared by; undefined for any other element. */
export const comparableOf = (root: Element): string | undefined => views.get(root)?.comparable;
let observer: IntersectionObserver | undefined;

/** Tells which texts come near the screen. */
const near = (): IntersectionObserver =>
  (observer ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const view = isIntersecting && views.get(target);
        if (!view) continue;
        observer?.unobserve(target);
        draw(view);
      }
    },
    // Around boxes that scroll, too, where the browser knows that.
    { rootMargin: '50%', scrollMargin: '50%' },
  ));

/** The texts near the screen that are not drawn yet. One after the other: however many there are, no task gets longer. */
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
