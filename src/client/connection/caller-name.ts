import type { Caller } from '../rpc-client.js';

/** Follows the name of the calling token, and counts when it becomes another one. */
export class CallerName {
  #value: Caller = { changes: 0 };
  /** The last name that the token is known to have had. */
  #last: string | undefined;

  get value(): Caller {
    return this.#value;
  }

  /** Takes in what the gateway says; undefined: nothing. @returns whether that is something else than before. */
  heard(name: string | undefined): boolean {
    if (name === this.#value.name) return false;
    const from = this.#last;
    this.#last = name ?? from;
    const isOther = from !== undefined && name !== undefined && name !== from;
    const { changes, changed } = this.#value;
    this.#value = isOther
      ? { name, changes: changes + 1, changed: { from, at: Date.now() } }
      : { name, changes, changed };
    return true;
  }
}
