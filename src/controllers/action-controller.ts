import type { ReactiveControllerHost } from 'lit';
import { GatewayError, toGatewayError } from '../protocol/index.js';
import { reportError } from './report-error.js';

/** The result of an action: its value, its error, or that one of the same key was already running. */
export type ActionResult<T> = { readonly value: T } | { readonly error: GatewayError } | { readonly busy: true };

/** Runs a user's actions: one at a time per key, keeping the last error of each key. */
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

  /** The error of the last action of this key; undefined once it is retried or cleared. */
  error(key: string): GatewayError | undefined {
    return this.#errors.get(key);
  }

  clear(key: string): void {
    if (this.#errors.delete(key)) this.#host.requestUpdate();
  }

  /** Runs an action unless one of the same key is running. Never throws. */
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
