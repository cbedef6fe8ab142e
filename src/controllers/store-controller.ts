import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RpcClient } from '../client/rpc-client.js';
import { GatewayError } from '../protocol/index.js';
import type { ClientStore } from '../data/stores/client-store.js';
import { reportError } from './report-error.js';

/** Subscribes a host to the store of its client while the host is connected. */
export class StoreController<S extends ClientStore> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #client: { readonly value: RpcClient | undefined };
  readonly #storeOf: (client: RpcClient) => S;
  readonly #changed: (store: S) => void;
  #store: S | undefined;
  #reported: unknown;
  #unsubscribe: (() => void) | undefined;

  /**
   * @param client returns the host's current client; called before every update.
   * @param changed called for every change of the store; requests an update of the host by default.
   */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    client: { readonly value: RpcClient | undefined },
    storeOf: (client: RpcClient) => S,
    changed: (store: S) => void = () => host.requestUpdate(),
  ) {
    this.#host = host;
    this.#client = client;
    this.#storeOf = storeOf;
    this.#changed = changed;
    host.addController(this);
  }

  /** The store of the client in use; undefined without one. */
  get store(): S | undefined {
    const client = this.#client.value;
    return client && this.#storeOf(client);
  }

  hostConnected(): void {
    this.#bind();
  }

  hostUpdate(): void {
    this.#bind();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#store = undefined;
  }

  /** Reports each error once. */
  #report(store: ClientStore & { readonly state?: unknown }): void {
    const { state } = store;
    const error = typeof state === 'object' && state !== null && 'error' in state ? state.error : undefined;
    if (error === this.#reported) return;
    this.#reported = error;
    if (error instanceof GatewayError) reportError(this.#host, error);
  }

  #bind(): void {
    const store = this.#host.isConnected ? this.store : undefined;
    if (store === this.#store) return;
    this.#unsubscribe?.();
    this.#store = store;
    this.#unsubscribe = store?.subscribe(() => {
      this.#changed(store);
      this.#report(store);
    });
  }
}
