import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { InputShield } from './input-shield.js';
import { sharedStrings as strings } from '../base/strings.js';
import { type Obstacle, VisibilityWatch } from './visibility-watch.js';
import { guardsAreOff } from './unguarded.js';

/** Options of a guarded button. */
export interface GuardOptions {
  /** Finds the button after each update; undefined while there is none, or it is not visible. */
  readonly find: () => Element | null | undefined;
  /** Whether the host vouches for what it draws over and around the button (`trust-visibility`). */
  readonly trusted: () => boolean;
  /** A shield shared with other buttons; its own by default. */
  readonly shield?: InputShield;
}

/** Why a press of a guarded button would not count: it is not visible, or has not been for long enough. */
export type ButtonObstacle = Obstacle | 'soon';

let guards = 0;

/**
 * Guards a button with an effect: a press counts only if the button was visible, on top and in place for half a second,
 * and a person made the press. Shows what is missing; a premature press by keyboard or screen reader scrolls to it and
 * announces it.
 */
export class GuardedButton implements ReactiveController {
  /** The id of the explanation, for `aria-describedby`. */
  readonly id = `guard-${(guards += 1)}`;
  readonly shield: InputShield;
  readonly #host: LitElement;
  readonly #options: GuardOptions;
  readonly #watch: VisibilityWatch;
  #button: Element | null | undefined;
  #shown: string | undefined;
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
    return (this.shield.open && performance.now() >= this.#watch.openAt) || guardsAreOff(this.#host);
  }

  /** Why a press would not count now; undefined when it would. */
  get obstacle(): ButtonObstacle | undefined {
    return this.open ? undefined : (this.#watch.obstacle ?? 'soon');
  }

  /** The same as a sentence. */
  get whyNot(): string | undefined {
    return this.obstacle && strings.guard[this.obstacle];
  }

  hostUpdated(): void {
    this.#button = this.#host.isConnected ? this.#options.find() : undefined;
    this.#watch.follow(this.#button);
    if (this.#button) return;
    this.#spoken = '';
    this.#shown = undefined;
  }

  hostDisconnected(): void {
    this.#watch.release();
    this.shield.release();
  }

  /** Removes the guard of a removed button. */
  remove(): void {
    this.#host.removeController(this);
    this.hostDisconnected();
  }

  /** Makes the button inert for half a second: what it is about has appeared or changed. */
  raise(): void {
    this.shield.raise();
    this.shield.wait();
  }

  /**
   * Makes the button inert for half a second when it is about something else than at the last render.
   *
   * @param shown what it is about, as JSON can hold it.
   */
  follow(shown: unknown): void {
    const json = JSON.stringify(shown);
    if (this.#shown !== undefined && this.#shown !== json) this.raise();
    this.#shown = json;
  }

  /** Handles the button's `pointerdown` and `keydown`. */
  readonly press = (event: PointerEvent | KeyboardEvent): void => this.shield.press(event);

  /**
   * Whether a click counts. For one that does not, by keyboard or screen reader, shows and announces what is missing.
   *
   * @param explain how, where something else than the guard is to be named first.
   */
  accepts(event: MouseEvent, explain = () => this.explain()): boolean {
    if (guardsAreOff(this.#host)) return true;
    const visible = event.isTrusted && this.#watch.check();
    if (this.shield.accepts(event, this.#watch.openAt) && visible) return true;
    if (event.isTrusted && event.detail === 0) explain();
    return false;
  }

  /**
   * Acts on a click that counts, unless something else is missing, which is announced for a click by keyboard or screen
   * reader.
   *
   * @param missing the sentence on what else is missing; undefined when nothing is.
   */
  attempt(event: MouseEvent, missing: string | undefined, act: () => void): void {
    if (!this.accepts(event, () => this.explain(missing))) return;
    if (missing === undefined) act();
    else if (event.detail === 0) this.explain(missing);
  }

  /** Whether a key press counts that does what the button does. */
  acceptsKey(event: KeyboardEvent): boolean {
    if (guardsAreOff(this.#host)) return true;
    return this.#watch.check() && this.shield.acceptsKey(event, this.#watch.openAt);
  }

  /**
   * Shows and announces what is missing.
   *
   * @param why what is missing, and how to scroll to it, if not the button.
   */
  explain(why = this.whyNot, show = () => this.#button?.scrollIntoView({ block: 'nearest' })): void {
    show();
    // A live region does not announce unchanged text.
    this.#spoken = why === undefined || why !== this.#spoken ? (why ?? '') : `${why}\u00a0`;
    this.#host.requestUpdate();
  }

  /**
   * Renders what is missing, visibly and as a live region. Must always be rendered beside the button.
   *
   * @param alone false where another reason is shown already.
   */
  render(alone = true): TemplateResult {
    return html`<span class="guard muted" id=${this.id}>${(alone ? this.whyNot : undefined) ?? nothing}</span>
      <span class="visually-hidden" role="status">${this.#spoken}</span>`;
  }
}
