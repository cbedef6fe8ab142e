import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ClientWithoutNetwork } from '../client/without-network.js';
import { clientBehind } from '../client/identity.js';
import type { RpcClient } from '../client/rpc-client.js';
import { clientContext } from '../context/client-context.js';

/** A host of this controller: an element with a `client` property that wins over the context. */
export interface ClientHost extends ReactiveControllerHost, HTMLElement {
  client: RpcClient | undefined;
}

/** A client and the number of changes of its token's name: the closest thing to one person. */
interface Person {
  readonly client: RpcClient;
  readonly changes: number;
}

const people = new WeakMap<object, Person>();
const controllers = new WeakMap<object, ClientController>();

/** Whether a test turned the guards off for the client of a host; undefined for one without this controller. */
export function isUnguarded(host: object): boolean | undefined {
  return controllers.get(host)?.isUnguarded;
}

/**
 * An object that stands for the person who acts through an element. It is replaced when the person may have changed, so
 * that an action started by one person is not sent as another.
 */
export function personAt(host: object): object | undefined {
  return people.get(host);
}

/**
 * Finds the client of a host (its own property, else the nearest provider's) and updates the host whenever the client
 * or its state changes. The provider, the host and their definitions may come in any order.
 */
export class ClientController implements ReactiveController {
  readonly #host: ClientHost;
  #provided: RpcClient | undefined;
  #watched: RpcClient | undefined;
  #unwatch: (() => void) | undefined;
  #leave: (() => void) | undefined;
  readonly #onOther: () => void;

  /** @param onOther called when the person may have changed: another client, or a token of another name. */
  constructor(host: ClientHost, onOther: () => void = () => undefined) {
    controllers.set(host, this);
    this.#host = host;
    this.#onOther = onOther;
    host.addController(this);
  }

  /** Whether a test turned the guards off, both for the client that is set and for the one in use. */
  get isUnguarded(): boolean {
    return ClientWithoutNetwork.isUnguarded(this.value) && ClientWithoutNetwork.isUnguarded(this.#watched);
  }

  /** The client in use; undefined when there is neither a property nor a provider. */
  get value(): RpcClient | undefined {
    return this.#host.client ?? this.#provided;
  }

  hostConnected(): void {
    this.#ask();
    // Fired by a provider that is defined or attached later (@lit/context).
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

  /** One function for the controller's lifetime: providers identify a consumer by it. */
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

  /** Being disconnected or without a client for a moment does not change the person. */
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
