import type { ReactiveController } from 'lit';
import type { RpcClient } from '../../client/rpc-client.js';
import type { ComisElement } from './comis-element.js';
import { QueueElement } from './queue-element.js';

/** What a part is given by the element that it is a part of. */
interface Given {
  client: RpcClient | undefined;
  readOnly: boolean;
}

/**
 * The elements that another one is composed of: each made when it is first asked for and kept ever after, with its state,
 * and given the host's own client and `read-only`; and what queues and those who hold one have in common.
 */
export class Parts implements ReactiveController {
  readonly #host: ComisElement;
  readonly #create: (name: string) => HTMLElement;
  readonly #made = new Map<string, HTMLElement>();

  /** @param create makes an element of the library by the name of its tag without the prefix. */
  constructor(host: ComisElement, create: (name: string) => HTMLElement) {
    this.#host = host;
    this.#create = create;
    host.addController(this);
  }

  /** Whether a part was made. */
  has(name: string): boolean {
    return this.#made.has(name);
  }

  /** The one part of a name. */
  get(name: string): HTMLElement {
    let part = this.#made.get(name);
    if (!part) {
      this.#made.set(name, (part = this.#create(name)));
      this.#give(part);
    }
    return part;
  }

  hostUpdate(): void {
    for (const part of this.#made.values()) this.#give(part);
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
