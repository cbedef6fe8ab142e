import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { RpcClient } from '../client/rpc-client.js';
import { clientContext } from '../context/client-context.js';

/** A host of this controller: an element with a `client` property that wins over the context. */
export interface ClientHost extends ReactiveControllerHost, HTMLElement {
  client: RpcClient | undefined;
}

/**
 * Finds the client that a host uses, its own property first, else the nearest provider's, and updates the host whenever
 * the client or its state changes. Works whatever comes first: the provider, the host, or their definitions.
 */
export class ClientController implements ReactiveController {
  readonly #host: ClientHost;
  #provided: RpcClient | undefined;
  #watched: RpcClient | undefined;
  #unwatch: (() => void) | undefined;
  #leave: (() => void) | undefined;

  constructor(host: ClientHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The client in use; undefined when there is neither a property nor a provider. */
  get value(): RpcClient | undefined {
    return this.#host.client ?? this.#provided;
  }

  hostConnected(): void {
    this.#ask();
    // A provider that is defined or attached later says so with this event (@lit/context).
    this.#host.ownerDocument.addEventListener('context-provider', this.#ask);
    this.#watch();
  }

  hostUpdate(): void {
    this.#watch();
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('context-provider', this.#ask);
    this.#leave?.();
    this.#leave = undefined;
    this.#provided = undefined;
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#watched = undefined;
  }

  readonly #ask = (): void => {
    this.#host.dispatchEvent(new ContextEvent(clientContext, this.#host, this.#receive, true));
  };

  /** Of stable identity: providers recognise a consumer by it. */
  readonly #receive = (client: RpcClient | undefined, leave?: () => void): void => {
    if (leave !== this.#leave) this.#leave?.();
    this.#leave = leave;
    this.#provided = client;
    this.#watch();
    this.#host.requestUpdate();
  };

  #watch(): void {
    const client = this.#host.isConnected ? this.value : undefined;
    if (client === this.#watched) return;
    this.#unwatch?.();
    this.#watched = client;
    this.#unwatch = client?.subscribe(() => this.#host.requestUpdate());
  }
}
