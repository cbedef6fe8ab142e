import type { ReactiveControllerHost } from 'lit';
import { GatewayError, toGatewayError } from '../protocol/index.js';
import { reportError } from './report-error.js';

/** What became of an action: its result, its error, or that the same one was already under way. */
export type ActionResult<T> = { readonly value: T } | { readonly error: GatewayError } | { readonly busy: true };

/** Runs what a person asked for: one at a time for each key, with its error kept under the same key. */
export class ActionController {
  readonly #host: ReactiveControllerHost;
  readonly #pending = new Set<string>();
  readonly #errors = new Map<string, GatewayError>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  isPending(key: string): boolean {
    return this.#pending.has(key);
  }

  /** Why the last action of this key failed; undefined once it is tried again or cleared. */
  error(key: string): GatewayError | undefined {
    return this.#errors.get(key);
  }

  clear(key: string): void {
    if (this.#errors.delete(key)) this.#host.requestUpdate();
  }

  /** Runs an action unless one of the same key is under way. Never throws. */
  async run<T>(key: string, action: () => Promise<T>): Promise<ActionResult<T>> {
    if (this.#pending.has(key)) return { busy: true };
    this.#pending.add(key);
    this.#errors.delete(key);
    this.#host.requestUpdate();
    try {
      return { value: await action() };
    } catch (thrown) {
      const error = toGatewayError(thrown);
      this.#errors.set(key, error);
      if (thrown instanceof GatewayError) reportError(this.#host, error);
      return { error };
    } finally {
      this.#pending.delete(key);
      this.#host.requestUpdate();
    }
  }
}
