import { ancestorsOf } from './dom-ancestors.js';

/**
 * The scroll offset of an element's ancestors, across shadow roots, that is due to people. Excludes scrolling by the
 * browser itself, when the page becomes too short for its scroll position.
 */
export class UserScroll {
  /** The last position of each, in px. */
  readonly #places = new WeakMap<Element, number>();
  /** The offset scrolled by the browser, in px. */
  #byItself = 0;

  /** The offset in px. Only differences are meaningful. */
  of(element: Element): number {
    let sum = 0;
    for (const each of ancestorsOf(element)) {
      const { scrollTop: top } = each;
      const before = this.#places.get(each);
      if (top === 0 && before === undefined) continue;
      if (before !== undefined && top < before && isAtEnd(each, top, before)) this.#byItself += before - top;
      this.#places.set(each, top);
      sum += top;
    }
    return sum + this.#byItself;
  }
}

/** Whether an element can no longer be scrolled as far. Called only where needed: it may force a layout. */
function isAtEnd(element: Element, top: number, before: number): boolean {
  const most = element.scrollHeight - element.clientHeight;
  return most < before && top >= most - 1;
}
