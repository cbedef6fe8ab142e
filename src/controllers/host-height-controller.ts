import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Lets an element scroll inside where its host page gives it less height than its content needs: `.root` gets the class
 * `bounded` then. Elsewhere it is no box that scrolls, so that what is sticky in it stays with the page.
 */
export class HostHeightController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #resize = new ResizeObserver(() => this.#measure());

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
    // An element that is not shown, or inline, has none.
    if (root && height > 0) root.classList.toggle('bounded', root.scrollHeight > height + 1);
  }
}
