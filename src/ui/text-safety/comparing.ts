let depth = 0;

/** Whether a template is being rendered only for comparison (see DrawnCheck). */
export const isComparing = (): boolean => depth > 0;

/** Renders for comparison. */
export function compare<T>(render: () => T): T {
  depth += 1;
  try {
    return render();
  } finally {
    depth -= 1;
  }
}

/** State that a person revealed in a host's template, which a render for comparison shares. */
export class Opened {
  readonly #of = new WeakMap<object, Set<unknown>>();

  /** @param what identifies it within the host. */
  has(host: object | undefined, what: unknown): boolean {
    return host !== undefined && this.#of.get(host)?.has(what) === true;
  }

  set(host: object | undefined, what: unknown, isOpen: boolean): void {
    if (!host) return;
    const values = this.#of.get(host) ?? new Set();
    this.#of.set(host, values);
    if (isOpen) values.add(what);
    else values.delete(what);
  }
}
