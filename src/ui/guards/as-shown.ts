import type { DrawnCheck } from './drawn-check.js';

/** What was on the screen, and how to check whether it still holds. */
export interface ShownOptions<T> {
  /** The current value; undefined where it is gone, which the act itself detects. */
  readonly latest: () => T | undefined;
  /** Whether the two are equivalent for the decision. By default, both must be the same JSON. */
  readonly isSame?: ((shown: T, latest: T) => boolean) | undefined;
  /** The checks of the DOM that showed it. */
  readonly drawn: readonly Pick<DrawnCheck, 'whyNot'>[];
}

/**
 * What a person saw when they acted: the value that the act is about, and its rendered text. Checked right before
 * anything is sent, after waiting for the host and for a turn.
 */
export class AsShown<T extends object> {
  readonly value: T;
  readonly #options: ShownOptions<T>;

  constructor(value: T, options: ShownOptions<T>) {
    this.value = value;
    this.#options = options;
  }

  /** The current value, where it differs from the shown one. */
  get changedTo(): T | undefined {
    const { latest, isSame = isSameJson } = this.#options;
    const now = latest();
    return now === undefined || now === this.value || isSame(this.value, now) ? undefined : now;
  }

  /** Whether other software altered the text. If so, it was rendered again, and the element says so. */
  get isAltered(): boolean {
    return this.#options.drawn.some((each) => each.whyNot() !== undefined);
  }
}

function isSameJson(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
