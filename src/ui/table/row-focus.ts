import type { LitElement, ReactiveController } from 'lit';

/**
 * Roving tabindex for rows: arrow keys move between rows, which are one tab stop together.
 */
export class RowFocus implements ReactiveController {
  readonly #host: LitElement;
  readonly #selector: string;
  readonly #reveal: (body: 0 | -1) => Promise<void>;

  /**
   * @param selector finds the button of each row in the host's shadow root; this class sets their `tabindex`.
   * @param reveal puts the first or the last rows into the DOM.
   */
  constructor(host: LitElement, selector: string, reveal: (body: 0 | -1) => Promise<void>) {
    this.#host = host;
    this.#selector = selector;
    this.#reveal = reveal;
    host.addController(this);
  }

  /** One button is always reachable by Tab. */
  hostUpdated(): void {
    const { renderRoot } = this.#host;
    if (renderRoot.querySelector(`${this.#selector}[tabindex="0"]`)) return;
    renderRoot.querySelector(this.#selector)?.setAttribute('tabindex', '0');
  }

  /** Handles `focusin` in the rows. */
  readonly focused = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(this.#selector)) return;
    for (const other of this.#host.renderRoot.querySelectorAll(`${this.#selector}[tabindex="0"]`)) {
      if (other !== target) other.setAttribute('tabindex', '-1');
    }
    target.setAttribute('tabindex', '0');
  };

  /** Handles `keydown` in the rows. */
  readonly keyPressed = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(this.#selector)) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Home' || event.key === 'End') void this.#toEdge(event.key);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#move(target, event.key);
    else return;
    event.preventDefault();
  };

  get #buttons(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>(this.#selector)];
  }

  #move(from: HTMLElement, key: 'ArrowDown' | 'ArrowUp'): void {
    const buttons = this.#buttons;
    buttons[buttons.indexOf(from) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
  }

  async #toEdge(key: 'Home' | 'End'): Promise<void> {
    await this.#reveal(key === 'Home' ? 0 : -1);
    this.#buttons.at(key === 'Home' ? 0 : -1)?.focus();
  }
}
