import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** From here on the layout starts over, in px: browsers know no place beyond 33 million. */
const mostLead = 10_000_000;

/**
 * Keeps the place of rows in the layout when others arrive above them, which browsers otherwise count as a jump of the
 * page: the layout of the bodies begins ever higher, and a transform makes up for it.
 */
export class SteadyRows implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #first: Element | undefined;
  #lead = 0;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#first = this.#rows?.firstElementChild ?? undefined;
  }

  hostUpdated(): void {
    const rows = this.#rows;
    const first = rows?.firstElementChild;
    const before = this.#first;
    // Measured only when some arrived: it costs a layout.
    if (!rows || !first || !before || before === first || before.parentElement !== rows) return;
    const arrived = before.getBoundingClientRect().top - first.getBoundingClientRect().top;
    this.#lead = this.#lead > mostLead ? 0 : this.#lead + arrived;
    for (const { style } of this.#host.renderRoot.querySelectorAll('tbody')) {
      style.position = 'relative';
      style.top = `${-this.#lead}px`;
      style.transform = `translateY(${this.#lead}px)`;
    }
  }

  get #rows(): Element | null {
    return this.#host.renderRoot.querySelector('tbody');
  }
}
