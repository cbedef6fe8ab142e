import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { resizeObserver } from './observers.js';

/**
 * Makes an element scroll inside where its page gives it less height than its content needs: `.root` then gets the
 * class `bounded`. Otherwise it is no scroll container, so that sticky parts stick to the page's viewport.
 */
export class HostHeightController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #resize = resizeObserver(() => this.#measure());

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const root = this.#root;
    if (root) for (const each of [this.#host, root]) this.#resize.observe(each);
  }

  hostDisconnected(): void {
    this.#resize.disconnect();
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  get #root(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.root');
  }

  #measure(): void {
    const height = this.#host.clientHeight;
    const root = this.#root;
    // An element that is inline or not displayed has no height.
    if (root && height > 0) root.classList.toggle('bounded', root.scrollHeight > height + 1);
  }
}
