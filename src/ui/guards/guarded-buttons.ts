import type { LitElement, ReactiveController } from 'lit';
import { GuardedButton } from './guarded-button.js';

/** Guards one button per row, as long as its row is rendered. */
export class GuardedButtons implements ReactiveController {
  readonly #host: LitElement;
  readonly #trusted: () => boolean;
  readonly #guards = new Map<string, GuardedButton>();
  readonly #drawn = new Set<string>();

  /** @param trusted whether the host vouches for what it draws over and around the buttons (`trust-visibility`). */
  constructor(host: LitElement, trusted: () => boolean) {
    this.#host = host;
    this.#trusted = trusted;
    host.addController(this);
  }

  /** The guard of a row's button; add its id to `aria-describedby`. Must be called in every render. */
  of(row: string): GuardedButton {
    this.#drawn.add(row);
    const known = this.#guards.get(row);
    if (known) return known;
    const guard: GuardedButton = new GuardedButton(this.#host, {
      trusted: this.#trusted,
      find: () => this.#host.renderRoot.querySelector(`button[aria-describedby~="${guard.id}"]`),
    });
    this.#guards.set(row, guard);
    return guard;
  }

  hostUpdate(): void {
    this.#drawn.clear();
  }

  hostUpdated(): void {
    for (const [row, guard] of this.#guards) {
      if (this.#drawn.has(row)) continue;
      this.#guards.delete(row);
      guard.remove();
    }
  }
}
