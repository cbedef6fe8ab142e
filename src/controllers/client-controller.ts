import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { clientBehind } from '../client/identity.js';
import type { RpcClient } from '../client/rpc-client.js';
import { clientContext } from '../context/client-context.js';

/** A host of this controller: an element with a `client` property that wins over the context. */
export interface ClientHost extends ReactiveControllerHost, HTMLElement {
  client: RpcClient | undefined;
}

/** A client, and how often the name of its token had changed: one person at work, as far as can be known. */
interface Person {
  readonly client: RpcClient;
  readonly changes: number;
}

const people = new WeakMap<object, Person>();

/** Who acts through an element: another object once the person may be another one, so that what is asked before can be told from what is sent after. */
export function personAt(host: object): object | undefined {
  return people.get(host);
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
  readonly #onOther: () => void;

  /** @param onOther called when somebody else acts from now on: another client, or a token of another name. */
  constructor(host: ClientHost, onOther: () => void = () => undefined) {
    this.#host = host;
    this.#onOther = onOther;
    host.addController(this);
  }

  /** The client in use, as the host gave it; undefined when there is neither a property nor a provider. */
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
    this.#identify();
    this.#unwatch = client?.subscribe(() => {
      this.#identify();
      this.#host.requestUpdate();
    });
  }

  /** Leaving the page for a moment, or having no client for one, is no change of person. */
  #identify(): void {
    if (!this.#watched) return;
    const client = clientBehind(this.#watched);
    const before = people.get(this.#host);
    const changes = client.caller?.changes ?? 0;
    if (before?.client === client && before.changes === changes) return;
    people.set(this.#host, { client, changes });
    if (before) this.#onOther();
  }
}
