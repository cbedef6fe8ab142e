/** Tolerance for rounding, in px of the box. */
const tolerance = 2;

/** The ranges of a box that have been visible, in px from its top. */
export class VisibleRanges {
  readonly #box: Element;
  #height = 0;
  /** Sorted and disjoint. */
  #spans: readonly (readonly [from: number, to: number])[] = [];

  constructor(box: Element) {
    this.#box = box;
  }

  /** Whether all of it has been visible. */
  get whole(): boolean {
    const [first, ...more] = this.#spans;
    return first !== undefined && more.length === 0 && first[0] <= tolerance && this.#isEnd(first[1]);
  }

  /** Whether its end has been visible, but not everything before. */
  get skipped(): boolean {
    const last = this.#spans.at(-1);
    return last !== undefined && this.#isEnd(last[1]) && !this.whole;
  }

  /**
   * Adds an intersection entry: the visible part of the box, and so of its content.
   *
   * @param parts the unobscured parts.
   */
  add(
    { isIntersecting, boundingClientRect: box, intersectionRect }: IntersectionObserverEntry,
    parts: readonly DOMRectReadOnly[] = [intersectionRect],
  ): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#box;
    // The content was laid out again: old ranges no longer apply.
    if (Math.abs(scrollHeight - this.#height) > tolerance) this.#spans = [];
    this.#height = scrollHeight;
    if (!isIntersecting || box.height === 0) return;
    // The box is scaled by a transform.
    const scale = box.height / Math.max(clientHeight, 1);
    for (const part of parts) {
      const top = scrollTop + (part.top - box.top) / scale;
      this.#merge(top, Math.min(top + part.height / scale, scrollTop + clientHeight));
    }
  }

  /** Scrolls to the first unseen range. */
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
