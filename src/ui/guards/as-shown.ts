import type { DrawnCheck } from './drawn-check.js';

/** What was on the screen, and how to find out whether it still holds. */
export interface ShownOptions<T> {
  /** What it is now; undefined where it is gone, which the act itself finds out. */
  readonly latest: () => T | undefined;
  /** Whether a person need not look again. By default, both must be the same JSON. */
  readonly isSame?: ((shown: T, latest: T) => boolean) | undefined;
  /** The text that it was read from. */
  readonly drawn: readonly Pick<DrawnCheck, 'whyNot'>[];
}

/**
 * What a person saw when they acted: the value that the act is about, and the text in which it was drawn. Asked right before
 * anything is sent, after the host and a turn were waited for.
 */
export class AsShown<T extends object> {
  readonly value: T;
  readonly #options: ShownOptions<T>;

  constructor(value: T, options: ShownOptions<T>) {
    this.value = value;
    this.#options = options;
  }

  /** What it is now, where that is not what was shown. */
  get changedTo(): T | undefined {
    const { latest, isSame = isSameJson } = this.#options;
    const now = latest();
    return now === undefined || now === this.value || isSame(this.value, now) ? undefined : now;
  }

  /** Whether somebody else altered the text. If so, it has been drawn anew, and the element says so. */
  get isAltered(): boolean {
    return this.#options.drawn.some((each) => each.whyNot() !== undefined);
  }
}

function isSameJson(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
