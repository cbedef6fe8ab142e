import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One timer for every "3 s ago" and every countdown on the page, running only while somebody shows one. */
const running = new Set<ClockController>();
let timer: ReturnType<typeof setInterval> | undefined;

function start(clock: ClockController): void {
  running.add(clock);
  timer ??= setInterval(() => {
    for (const each of running) each.host.requestUpdate();
  }, 1000);
}

function stop(clock: ClockController): void {
  running.delete(clock);
  if (running.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

/**
 * Updates its host once a second while the host is connected and says that it shows something that ages. A host may have
 * several, for different things.
 */
export class ClockController implements ReactiveController {
  readonly host: ReactiveControllerHost & HTMLElement;
  readonly #ages: () => boolean;

  /** @param ages asked after every update: whether the host shows anything that depends on the time. */
  constructor(host: ReactiveControllerHost & HTMLElement, ages: () => boolean) {
    this.host = host;
    this.#ages = ages;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.host.isConnected && this.#ages()) start(this);
    else stop(this);
  }

  hostDisconnected(): void {
    stop(this);
  }
}
