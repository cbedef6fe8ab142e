import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GatewayError } from '../../../protocol/index.js';
import { LazyCode } from '../../../ui/base/lazy-code.js';
import { loadTextChecks } from '../../../ui/text-safety/text-checks.js';
import type { Previews } from '../../../ui/previews/previews.js';

/** How long cards wait for the code of previews, in ms: then they show JSON, and go on doing so. */
export const previewPatienceMs = 2000;

/** Loads the code of previews as soon as its queue is on a page. */
export class PreviewLoader implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #previews: LazyCode<Previews>;
  #isSettled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, load: () => Promise<Previews> = loadPreviews) {
    this.#host = host;
    this.#previews = new LazyCode(host, load);
    host.addController(this);
  }

  /** The code, for cards that are made now; undefined where it has not come in time. */
  get code(): Previews | undefined {
    return this.#previews.value;
  }

  /** Whether cards may be made. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Why there are no previews. */
  get error(): GatewayError | undefined {
    return this.#previews.error;
  }

  hostConnected(): void {
    if (this.code || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#settle(), previewPatienceMs);
    void this.#start();
  }

  async #start(): Promise<void> {
    await this.#previews.need();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#settle();
  }

  #settle(): void {
    this.#isSettled = true;
    this.#host.requestUpdate();
  }
}

/** Without checks of text nothing of the parameters can be drawn: those are loaded beside. */
async function loadPreviews(): Promise<Previews> {
  const [previews] = await Promise.all([import('../../../ui/previews/previews.js'), loadTextChecks()]);
  return previews;
}
