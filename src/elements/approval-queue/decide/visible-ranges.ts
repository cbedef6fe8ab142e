/** Rounding of the browser, in px of the box. */
const tolerance = 2;

/** Which stretches of a box have been on the screen, in px from its top. */
export class VisibleRanges {
  readonly #box: Element;
  #height = 0;
  /** Sorted, and no two of them touch. */
  #spans: readonly (readonly [from: number, to: number])[] = [];

  constructor(box: Element) {
    this.#box = box;
  }

  /** Whether all of it has been on the screen. */
  get whole(): boolean {
    const [first, ...more] = this.#spans;
    return first !== undefined && more.length === 0 && first[0] <= tolerance && this.#isEnd(first[1]);
  }

  /** Whether its end has been on the screen, and something before it has not. */
  get skipped(): boolean {
    const last = this.#spans.at(-1);
    return last !== undefined && this.#isEnd(last[1]) && !this.whole;
  }

  /**
   * Takes in what the browser says of it: which part of the box is on the screen, and so which part of what it holds.
   *
   * @param parts those parts of it that can truly be seen.
   */
  add(
    { isIntersecting, boundingClientRect: box, intersectionRect }: IntersectionObserverEntry,
    parts: readonly DOMRectReadOnly[] = [intersectionRect],
  ): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#box;
    // Other lines, at other heights: what was seen is not where it was.
    if (Math.abs(scrollHeight - this.#height) > tolerance) this.#spans = [];
    this.#height = scrollHeight;
    if (!isIntersecting || box.height === 0) return;
    // A box that is drawn larger or smaller than it is laid out.
    const scale = box.height / Math.max(clientHeight, 1);
    for (const part of parts) {
      const top = scrollTop + (part.top - box.top) / scale;
      this.#merge(top, Math.min(top + part.height / scale, scrollTop + clientHeight));
    }
  }

  /** Scrolls to the first of what has not been on the screen. */
  show(): void {
    const [first] = this.#spans;
    const from = first && first[0] <= tolerance ? first[1] : 0;
    const box = this.#box;
    if (box.scrollHeight > box.clientHeight + tolerance) {
      box.scrollTop = from;
      box.scrollIntoView({ block: 'nearest' });
      return;
    }
    const edge = box.getBoundingClientRect().top + from + tolerance;
    const within = [...box.querySelectorAll(':not(:has(*))')].find(
      (each) => each.getBoundingClientRect().bottom > edge,
    );
    (within ?? box).scrollIntoView({ block: 'center' });
  }

  #isEnd(to: number): boolean {
    return to >= this.#height - tolerance;
  }

  #merge(from: number, to: number): void {
    const apart = this.#spans.filter(([start, end]) => end < from - tolerance || start > to + tolerance);
    const joined = this.#spans.filter((span) => !apart.includes(span)).flat();
    const span = [Math.min(from, ...joined), Math.max(to, ...joined)] as const;
    this.#spans = [...apart, span].sort(([a], [b]) => a - b);
  }
}
