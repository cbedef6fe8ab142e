import { html, nothing, type TemplateResult } from 'lit';
import type { Verdict } from '../../../protocol/index.js';
import type { GuardedButton } from '../../../ui/guards/guarded-button.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import type { Card } from '../card/card.js';
import type { Approving } from '../card/card-code.js';
import type { Reason } from './approve-reasons.js';
import { strings } from '../approval-queue.strings.js';
import { InputShield } from '../../../ui/guards/input-shield.js';
import { requestStrings as words } from '../card/request.strings.js';
import { guardsAreOff } from '../../../ui/guards/unguarded.js';

/**
 * The decision buttons of a card and their keys. Both verdicts need a deliberate press; Approve and its Retry must also
 * have been visible.
 */
export class VerdictButtons {
  /** Whether the last press came from a pointer. */
  byPointer = false;
  readonly #card: Card;
  readonly #shield: InputShield;
  /** Undefined until their code is loaded: nothing can be approved before. */
  #approve: GuardedButton | undefined;
  #retry: GuardedButton | undefined;

  constructor(card: Card) {
    this.#card = card;
    this.#shield = new InputShield(() => card.requestUpdate());
  }

  /** What approving needs has come. */
  arm({ GuardedButton }: Approving): void {
    const card = this.#card;
    const guard = (selector: string) =>
      new GuardedButton(card, {
        shield: this.#shield,
        trusted: () => card.trustVisibility,
        find: () => (card.near ? card.querySelector(selector) : undefined),
      });
    this.#approve ??= guard('.verdict > .approve');
    this.#retry ??= guard('.retry');
  }

  /** Makes the buttons inert for half a second, after the card appeared, moved or changed. */
  shield(): void {
    this.#shield.raise();
    if (!this.#card.filled) return;
    this.#shield.wait();
    // Rendered a frame later: this may run in a ResizeObserver callback, and rendering changes sizes.
    requestAnimationFrame(() => this.#card.requestUpdate());
  }

  /** Schedules a render for when inert buttons work again. */
  await(): void {
    if (!this.#shield.open) this.#shield.wait();
  }

  /** Does what its button would do, for a key; where the button is inert, focuses it and announces why. */
  decideByKey(verdict: Verdict, event: KeyboardEvent): void {
    const button = this.#card.querySelector<HTMLElement>(`.verdict > .${verdict}`);
    if (!button) return;
    this.byPointer = false;
    const meant = verdict === 'approve' ? this.#approve?.acceptsKey(event) === true : this.#shield.acceptsKey(event);
    // Checked first: altered text must not remain on the screen.
    const asDrawn = this.#card.drawn.press();
    if (meant && asDrawn && this.#isReady(verdict)) {
      this.#card.act(verdict);
      return;
    }
    button.focus();
    this.#explain(verdict, this.#approve);
  }

  render(): TemplateResult {
    const { sending, waitsFor } = this.#card;
    const reason = this.#instead;
    if (reason) {
      const style = reason.id === 'time-up' ? 'outcome expired' : 'muted';
      return html`<p class=${style}>${untrusted(reason.sentence)}</p>`;
    }
    return html`${this.#button('deny')}${this.#button('approve')}
    ${sending ? html`<span class="muted" role="status">${waitsFor ? strings.waitsFor[waitsFor] : strings.sending}</span>` : nothing}
    ${sending && waitsFor ? this.#takeBack() : nothing}`;
  }

  /** Renders why a press of Approve would not count yet, at the end of the row, so that no button moves. */
  renderWhyNot(): TemplateResult | typeof nothing {
    return this.#instead || this.#card.sending ? nothing : (this.#approve?.render() ?? nothing);
  }

  /** Renders Retry for a failed decision: the same verdict, under the same conditions. */
  renderRetry(tried: Verdict): TemplateResult {
    return html`${this.#button(tried, true)} ${tried === 'approve' ? this.#retry?.render() : nothing}`;
  }

  #button(verdict: Verdict, again = false): TemplateResult {
    const guard = verdict === 'deny' ? undefined : again ? this.#retry : this.#approve;
    const obstacle = guard ? guard.obstacle : this.#shieldIsOpen ? undefined : 'soon';
    const inert = this.#card.whyNot(verdict, undefined, obstacle) !== undefined;
    const { gate } = this.#card;
    return html`<button
      type="button"
      class=${again ? 'retry' : verdict}
      part=${again ? 'retry' : verdict}
      title=${again ? strings.retryTitle[verdict] : nothing}
      aria-disabled=${inert ? 'true' : 'false'}
      aria-describedby=${guard ? `${gate.id} ${guard.id}` : gate.id}
      @pointerdown=${this.#press}
      @keydown=${this.#press}
      @click=${(event: MouseEvent) => {
        const meant = guard ? guard.accepts(event, () => this.#explain(verdict, guard)) : this.#accepts(event);
        if (meant && !inert && this.#isReady(verdict)) this.#card.act(verdict);
        else if (meant && event.detail === 0) this.#explain(verdict, guard);
      }}
    >
      ${again ? strings.retry : strings[verdict]}
    </button>`;
  }

  get #shieldIsOpen(): boolean {
    return this.#shield.open || guardsAreOff(this.#card);
  }

  /** Whether a click on a button without a guard of its own counts. */
  #accepts(event: MouseEvent): boolean {
    return guardsAreOff(this.#card) || this.#shield.accepts(event);
  }

  #takeBack(): TemplateResult {
    return html`<button
      type="button"
      class="take-back"
      title=${words.takeBackTitle}
      @click=${() => this.#card.cancel?.()}
    >
      ${words.takeBack}
    </button>`;
  }

  /** Renders what replaces the buttons. A decision in flight is shown even after the deadline. */
  get #instead(): Reason | undefined {
    const reason = this.#card.whyNot('approve', 'instead');
    return reason?.id === 'time-up' && this.#card.sending ? undefined : reason;
  }

  /** Whether it can be decided now, apart from the guard of the button. */
  #isReady(verdict: Verdict): boolean {
    return this.#card.whyNot(verdict) === undefined;
  }

  /** Shows and announces what is missing: what to read or review first, else the button itself. */
  #explain(verdict: Verdict, guard = this.#approve): void {
    const reason = this.#card.whyNot(verdict);
    if (reason && reason.id !== 'sending') guard?.explain(reason.sentence, () => this.#card.gate.showMissing());
    else if (verdict === 'approve') guard?.explain();
  }

  readonly #press = (event: PointerEvent | KeyboardEvent): void => {
    this.byPointer = event instanceof PointerEvent;
    this.#shield.press(event);
  };
}
