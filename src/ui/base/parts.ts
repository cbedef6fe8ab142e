import type { ReactiveController } from 'lit';
import { lazily } from '../../client/lazy.js';
import type { RpcClient } from '../../client/rpc-client.js';
import { reportError } from '../../controllers/report-error.js';
import { type GatewayError, toGatewayError } from '../../protocol/index.js';
import type { ComisElement } from './comis-element.js';
import { QueueElement } from './queue-element.js';
import { isRegistered, type LazyPart, prefixOf, registerPart } from './register.js';

/** The properties that a part gets from its element. */
interface Given {
  client: RpcClient | undefined;
  readOnly: boolean;
}

/**
 * The child elements of a composite element: each created on first use and kept with its state; passes on the host's
 * client, `read-only`, and the properties of queues.
 */
export class Parts implements ReactiveController {
  readonly #host: ComisElement;
  readonly #create: (name: string) => HTMLElement;
  readonly #created = new Map<string, HTMLElement>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #errors = new Map<string, GatewayError>();

  /** @param create creates an element of the library by its tag without the prefix. */
  constructor(host: ComisElement, create: (name: string) => HTMLElement) {
    this.#host = host;
    this.#create = create;
    host.addController(this);
  }

  /** Whether a part was created. */
  has(name: string): boolean {
    return this.#created.has(name);
  }

  /** The part of a name. */
  get(name: string): HTMLElement {
    let part = this.#created.get(name);
    if (!part) {
      this.#created.set(name, (part = this.#create(name)));
      this.#give(part);
    }
    return part;
  }

  /**
   * A part whose code may not be there yet: undefined until it is. Loads it, and updates the host then; after a failure
   * only when {@link load} is called.
   */
  lazy(part: LazyPart): HTMLElement | undefined {
    if (this.isLoaded(part)) return this.get(part.elementName);
    if (!this.#errors.has(part.elementName)) void this.load(part);
    return undefined;
  }

  /** Why a part could not be loaded. */
  error({ elementName }: LazyPart): GatewayError | undefined {
    return this.#errors.get(elementName);
  }

  /** Loads the code of a part. Resolves when that has ended: {@link error} says how. */
  async load(part: LazyPart): Promise<void> {
    const { elementName } = part;
    const loading = this.#loading.get(elementName) ?? this.#load(part);
    this.#loading.set(elementName, loading);
    await loading;
    this.#loading.delete(elementName);
  }

  /** Loads the code of a part before it is needed. A failure has no effect: {@link lazy} loads it again. */
  async preload(part: LazyPart): Promise<void> {
    if (this.isLoaded(part)) return;
    try {
      registerPart(await part.load(), prefixOf(this.#host));
    } catch {
      // Reported when the part is needed and still cannot be loaded.
    }
  }

  async #load({ elementName, load }: LazyPart): Promise<void> {
    this.#errors.delete(elementName);
    try {
      registerPart(await lazily(load), prefixOf(this.#host));
    } catch (thrown) {
      const error = toGatewayError(thrown);
      this.#errors.set(elementName, error);
      reportError(this.#host, error);
    }
    this.#host.requestUpdate();
  }

  /** Whether the code of a part is there. */
  isLoaded({ elementName }: LazyPart): boolean {
    return isRegistered(elementName, prefixOf(this.#host));
  }

  hostUpdate(): void {
    for (const part of this.#created.values()) this.#give(part);
  }

  #give(part: HTMLElement): void {
    const { client, readOnly } = this.#host;
    Object.assign(part, { client, readOnly } satisfies Given);
    if (this.#host instanceof QueueElement && part instanceof QueueElement) {
      const { attention, request } = this.#host;
      Object.assign(part, { attention, request });
    }
  }
}
