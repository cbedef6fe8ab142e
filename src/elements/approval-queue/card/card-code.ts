import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GatewayError } from '../../../protocol/index.js';
import { LazyCode } from '../../../ui/base/lazy-code.js';
import { loadTextChecks } from '../../../ui/text-safety/text-checks.js';
import type { Previews } from '../../../ui/previews/previews.js';
import type * as ApprovingModule from '../decide/approving.js';

/** What only approving needs. */
export type Approving = typeof ApprovingModule;

/** How long cards wait for their code, in ms: then they show JSON, and go on doing so. */
export const codePatienceMs = 2000;

/** What loads the two. */
interface Loads {
  readonly previews: () => Promise<Previews>;
  readonly approving: () => Promise<Approving>;
}

/** Loads the code of cards as soon as their queue is on a page: of previews, and of what only approving needs. */
export class CardCode implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #previews: LazyCode<Previews>;
  readonly #approving: LazyCode<Approving>;
  #isSettled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, loads: Loads = defaultLoads) {
    this.#host = host;
    this.#previews = new LazyCode(host, loads.previews);
    this.#approving = new LazyCode(host, loads.approving);
    host.addController(this);
  }

  /** Previews, for cards that are made now; undefined where they have not come in time. */
  get previews(): Previews | undefined {
    return this.#previews.value;
  }

  /** What approving needs; undefined until it has come: then requests can only be denied. */
  get approving(): Approving | undefined {
    return this.#approving.value;
  }

  /** Whether cards may be made. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Why there are no previews. */
  get previewsError(): GatewayError | undefined {
    return this.#previews.error;
  }

  /** Why nothing can be approved. */
  get approvingError(): GatewayError | undefined {
    return this.#approving.error;
  }

  hostConnected(): void {
    if ((this.previews && this.approving) || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#settle(), codePatienceMs);
    void this.#start();
  }

  async #start(): Promise<void> {
    await Promise.all([this.#previews.need(), this.#approving.need()]);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#settle();
  }

  #settle(): void {
    this.#isSettled = true;
    this.#host.requestUpdate();
  }
}

const defaultLoads: Loads = {
  /** Without checks of text nothing of the parameters can be drawn: those are loaded beside. */
  previews: async () => {
    const [previews] = await Promise.all([import('../../../ui/previews/previews.js'), loadTextChecks()]);
    return previews;
  },
  approving: () => import('../decide/approving.js'),
};
