import type { ReactiveControllerHost } from 'lit';
import { lazily } from '../../client/lazy.js';
import { reportError } from '../../controllers/report-error.js';
import { type GatewayError, toGatewayError } from '../../protocol/index.js';

/** Code of an element that is loaded when it is first needed. The host is updated when it has come, or cannot be loaded. */
export class LazyCode<T> {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<T>;
  #code: T | undefined;
  #error: GatewayError | undefined;
  #loading: Promise<T | undefined> | undefined;

  constructor(host: ReactiveControllerHost, load: () => Promise<T>) {
    this.#host = host;
    this.#load = load;
  }

  /** The code; undefined until it has come. */
  get value(): T | undefined {
    return this.#code;
  }

  /** Why it could not be loaded. */
  get error(): GatewayError | undefined {
    return this.#error;
  }

  /** Loads it, once; again after a failure. Resolves to undefined where it cannot be loaded. */
  need(): Promise<T | undefined> {
    return (this.#loading ??= this.#start());
  }

  async #start(): Promise<T | undefined> {
    try {
      this.#code = await lazily(this.#load);
      this.#error = undefined;
    } catch (thrown) {
      this.#loading = undefined;
      this.#error = toGatewayError(thrown);
      reportError(this.#host, this.#error);
    }
    this.#host.requestUpdate();
    return this.#code;
  }
}
