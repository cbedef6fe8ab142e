import { ancestorsOf } from './dom-ancestors.js';

/**
 * How far people have scrolled what is around an element, through the shadow roots that it is in. A browser scrolls by
 * itself when the page has become too short for where it was: what moves by that was moved by no one.
 */
export class UserScroll {
  /** Where each was, px. */
  readonly #places = new WeakMap<Element, number>();
  /** How far browsers have scrolled back, px. */
  #byItself = 0;

  /** How far it is, px. Only the difference between two of them means something. */
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

/** Whether an element cannot be scrolled as far as it was. Asked only where it matters: it may cost a layout. */
function isAtEnd(element: Element, top: number, before: number): boolean {
  const most = element.scrollHeight - element.clientHeight;
  return most < before && top >= most - 1;
}
