import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { everySecond } from './every-second.js';

/**
 * Updates its host every second while the host is connected and shows something that depends on the time. A host may
 * have several.
 */
export class ClockController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #ages: () => boolean;
  #stop: (() => void) | undefined;

  /** @param ages called after every update: whether the host shows anything that depends on the time. */
  constructor(host: ReactiveControllerHost & HTMLElement, ages: () => boolean) {
    this.#host = host;
    this.#ages = ages;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#host.isConnected && this.#ages()) this.#stop ??= everySecond(() => this.#host.requestUpdate());
    else this.hostDisconnected();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
