import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { InputShield } from './input-shield.js';
import { sharedStrings as strings } from '../base/strings.js';
import { type Obstacle, VisibilityWatch } from './visibility-watch.js';

/** What a guarded button needs of the element that renders it. */
export interface GuardOptions {
  /** Finds the button after each update; undefined while there is none, or nobody can see it. */
  readonly find: () => Element | null | undefined;
  /** Whether the host vouches for what it draws over and around the button (`trust-visibility`). */
  readonly trusted: () => boolean;
  /** A shield that other buttons share; its own by default. */
  readonly shield?: InputShield;
}

/** Why a press of a guarded button would not count: it cannot be seen, or has been there for too short a time. */
export type ButtonObstacle = Obstacle | 'soon';

let guards = 0;

/**
 * Guards a button that lets something happen: a press counts only where the button has been visible, on top and in its
 * place for half a second, and was made by a person. Shows what is missing; a press by
 * keyboard or screen reader that came too early scrolls to it and announces it.
 */
export class GuardedButton implements ReactiveController {
  /** The id of the words that say what is missing, for `aria-describedby`. */
  readonly id = `guard-${(guards += 1)}`;
  readonly shield: InputShield;
  readonly #host: LitElement;
  readonly #options: GuardOptions;
  readonly #watch: VisibilityWatch;
  #button: Element | null | undefined;
  #spoken = '';

  constructor(host: LitElement, options: GuardOptions) {
    const changed = () => host.requestUpdate();
    this.#host = host;
    this.#options = options;
    this.shield = options.shield ?? new InputShield(changed);
    this.#watch = new VisibilityWatch({ changed, trusted: options.trusted });
    host.addController(this);
  }

  /** Whether a press would count now. */
  get open(): boolean {
    return this.shield.open && performance.now() >= this.#watch.openAt;
  }

  /** Why a press would not count now; undefined when it would. */
  get obstacle(): ButtonObstacle | undefined {
    return this.#watch.obstacle ?? (this.open ? undefined : 'soon');
  }

  /** The same in words. */
  get whyNot(): string | undefined {
    return this.obstacle && strings.guard[this.obstacle];
  }

  hostUpdated(): void {
    this.#button = this.#host.isConnected ? this.#options.find() : undefined;
    this.#watch.follow(this.#button);
    if (!this.#button) this.#spoken = '';
  }

  hostDisconnected(): void {
    this.#watch.release();
    this.shield.release();
  }

  /** Ends it, where its button is gone for good. */
  remove(): void {
    this.#host.removeController(this);
    this.hostDisconnected();
  }

  /** Makes the button inert for half a second: what it is about has appeared or changed. */
  raise(): void {
    this.shield.raise();
    this.shield.wait();
  }

  /** For `pointerdown` and `keydown` of the button. */
  readonly press = (event: PointerEvent | KeyboardEvent): void => this.shield.press(event);

  /** Says whether a click counts. One that does not, made by keyboard or screen reader, shows and speaks what is missing. */
  accepts(event: MouseEvent): boolean {
    const visible = event.isTrusted && this.#watch.check();
    if (this.shield.accepts(event, this.#watch.openAt) && visible) return true;
    if (event.isTrusted && event.detail === 0) this.explain();
    return false;
  }

  /**
   * Acts on a click that counts, unless something else is missing: who clicked by keyboard or screen reader is told what.
   *
   * @param missing what else is missing, in words; undefined when nothing is.
   */
  attempt(event: MouseEvent, missing: string | undefined, act: () => void): void {
    if (!this.accepts(event)) return;
    if (missing === undefined) act();
    else if (event.detail === 0) this.explain(missing);
  }

  /** Says whether a key counts that does what the button does. */
  acceptsKey(event: KeyboardEvent): boolean {
    return this.#watch.check() && this.shield.acceptsKey(event, this.#watch.openAt);
  }

  /**
   * Shows and speaks what is missing.
   *
   * @param why what is missing, and how to scroll to it, if it is not the button.
   */
  explain(why = this.whyNot, show = () => this.#button?.scrollIntoView({ block: 'nearest' })): void {
    show();
    // A region that holds the same words already says nothing.
    this.#spoken = why === undefined || why !== this.#spoken ? (why ?? '') : `${why}\u00a0`;
    this.#host.requestUpdate();
  }

  /**
   * What is missing, for eyes and ears: to be rendered beside the button, always.
   *
   * @param alone false where another reason is shown already.
   */
  render(alone = true): TemplateResult {
    return html`<span class="guard muted" id=${this.id}>${(alone ? this.whyNot : undefined) ?? nothing}</span>
      <span class="visually-hidden" role="status">${this.#spoken}</span>`;
  }
}
