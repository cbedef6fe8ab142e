import type { LitElement, ReactiveController } from 'lit';
import { nearbyObserver } from '../../controllers/observers.js';
import { hasSelection } from './at-rest.js';

/** How many rows always stay in the DOM. A thousand are 60 000 nodes. */
export const fewRows = 300;
/** The rows of a body. */
export const bodySize = 50;
/** The distance from the screen within which bodies count as near. */
const margin = '100%';

/**
 * The bodies (`<tbody>`) of a long table: one far from the screen holds no rows, only a spacer as high as they were. The
 * one with the focus keeps its rows, and all do while text is selected.
 */
export class RowBodies implements ReactiveController {
  readonly #host: LitElement;
  readonly #near = new Set<number>();
  /** The heights of bodies when they had rows, in px. */
  readonly #heights = new Map<number, { readonly rows: number; readonly px: number }>();
  #observer: IntersectionObserver | undefined;
  #bodies: readonly HTMLElement[] = [];
  /** The body to keep in the DOM until it is on the screen. */
  #revealed: number | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether a body has its rows. Until the browser has said which are near, the first ones are. */
  isNear(body: number): boolean {
    return this.#near.size === 0 ? body < 2 : this.#near.has(body) || body === this.#revealed;
  }

  hostUpdated(): void {
    const { isConnected, renderRoot } = this.#host;
    const bodies = isConnected ? [...renderRoot.querySelectorAll<HTMLElement>('tbody[data-rows]')] : [];
    this.#observer ??= this.#observe();
    if (bodies.length !== this.#bodies.length || bodies.some((body, index) => body !== this.#bodies[index])) {
      for (const body of this.#bodies) if (!bodies.includes(body)) this.#observer.unobserve(body);
      for (const body of bodies) if (!this.#bodies.includes(body)) this.#observer.observe(body);
      for (const index of this.#near) if (index >= bodies.length) this.#near.delete(index);
      this.#bodies = bodies;
    }
    bodies.forEach((body, index) => this.#setHeight(body, index));
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#bodies = [];
    this.#near.clear();
  }

  /**
   * Gives a body its rows, to focus one of them. Resolves when they are in the DOM.
   *
   * @param body its index; -1 is the last one.
   */
  async reveal(body: number): Promise<void> {
    this.#revealed = body < 0 ? this.#bodies.length + body : body;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }

  #observe(): IntersectionObserver {
    // In a scrolling box of the page only `scrollMargin` applies; not every browser supports it.
    const options: IntersectionObserverInit & { scrollMargin: string } = { rootMargin: margin, scrollMargin: margin };
    return nearbyObserver((entries) => this.#intersected(entries), options);
  }

  #intersected(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const body = target as HTMLElement;
      const index = this.#bodies.indexOf(body);
      if (index < 0) continue;
      if (isIntersecting) {
        this.#near.add(index);
        if (index === this.#revealed) this.#revealed = undefined;
      } else if (!body.matches(':focus-within') && !hasSelection(this.#host)) {
        this.#near.delete(index);
      }
      if (!body.querySelector(':scope > .spacer')) {
        this.#heights.set(index, { rows: Number(body.dataset['rows']), px: boundingClientRect.height });
      }
    }
    this.#host.requestUpdate();
  }

  #setHeight(body: HTMLElement, index: number): void {
    const spacer = body.querySelector<HTMLElement>(':scope > .spacer');
    if (!spacer) return;
    const rows = Number(body.dataset['rows']);
    const known = this.#heights.get(index);
    spacer.style.blockSize = `${known?.rows === rows ? known.px : rows * this.#rowHeight}px`;
  }

  /** The usual height of a row, in px. */
  get #rowHeight(): number {
    let [rows, px] = [0, 0];
    for (const each of this.#heights.values()) {
      rows += each.rows;
      px += each.px;
    }
    return rows > 0 ? px / rows : 32;
  }
}
