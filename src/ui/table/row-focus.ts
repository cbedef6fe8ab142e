import type { LitElement, ReactiveController } from 'lit';

/**
 * Roving tabindex for rows: arrow keys move between rows, which are one tab stop together.
 */
export class RowFocus implements ReactiveController {
  readonly #host: LitElement;
  readonly #selector: string;

  /** @param selector finds the button of each row in the host's shadow root; this class sets their `tabindex`. */
  constructor(host: LitElement, selector: string) {
    this.#host = host;
    this.#selector = selector;
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
    const buttons = [...this.#host.renderRoot.querySelectorAll<HTMLElement>(this.#selector)];
    const to = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, buttons.indexOf(target) + to))]?.focus();
  };
}
