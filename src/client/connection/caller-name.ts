import type { Caller } from '../rpc-client.js';

/** Tracks the name of the client's token and counts its changes. */
export class CallerName {
  #value: Caller = { changes: 0 };
  /** The last known name. */
  #last: string | undefined;

  get value(): Caller {
    return this.#value;
  }

  /** Records the name in an answer; undefined: none. @returns whether it differs from the last one. */
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
