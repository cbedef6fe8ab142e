import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** From here on the layout begins anew, in px: browsers know no place beyond 33 million. */
const mostLead = 10_000_000;

/**
 * Keeps the place of rows in the layout when others arrive above them, which browsers otherwise count as a jump of the
 * page: the layout of the bodies begins ever higher, and a transform makes up for it.
 */
export class SteadyRows implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #first: Element | undefined;
  #top = 0;
  #lead = 0;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#first = this.#host.renderRoot.querySelector('tbody > tr') ?? undefined;
    this.#top = topOf(this.#first);
  }

  hostUpdated(): void {
    if (!this.#first?.isConnected) return;
    const arrived = topOf(this.#first) - this.#top;
    if (arrived === 0 || !this.#first.previousElementSibling) return;
    this.#lead = this.#lead > mostLead ? 0 : this.#lead + arrived;
    for (const { style } of this.#host.renderRoot.querySelectorAll('tbody')) {
      style.position = 'relative';
      style.top = `${-this.#lead}px`;
      style.transform = `translateY(${this.#lead}px)`;
    }
  }
}

/** Its place in its table: the page may scroll meanwhile. */
function topOf(row: Element | undefined): number {
  const table = row?.closest('table');
  return row && table ? row.getBoundingClientRect().top - table.getBoundingClientRect().top : 0;
}
