import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One timer for every "3 s ago" and every countdown on the page, running only while somebody shows one. */
const hosts = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(host: ReactiveControllerHost): void {
  hosts.add(host);
  timer ??= setInterval(() => {
    for (const each of hosts) each.requestUpdate();
  }, 1000);
}

function unwatch(host: ReactiveControllerHost): void {
  hosts.delete(host);
  if (hosts.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

/** Updates its host once a second while the host is connected and says that it shows something that ages. */
export class ClockController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #ages: () => boolean;

  /** @param ages asked after every update: whether the host shows anything that depends on the time. */
  constructor(host: ReactiveControllerHost & HTMLElement, ages: () => boolean) {
    this.#host = host;
    this.#ages = ages;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#host.isConnected && this.#ages()) watch(this.#host);
    else unwatch(this.#host);
  }

  hostDisconnected(): void {
    unwatch(this.#host);
  }
}
