import { html, nothing, type TemplateResult } from 'lit';
import type { Verdict } from '../../../protocol/index.js';
import { GuardedButton } from '../../../ui/guards/guarded-button.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import type { Card } from '../card/card.js';
import type { Reason } from './approve-reasons.js';
import { strings } from '../approval-queue.strings.js';
import { InputShield } from '../../../ui/guards/input-shield.js';
import { requestStrings as words } from '../card/request.strings.js';

/**
 * The buttons of a card that decide, and the keys that do the same. Both verdicts need a press that was meant for them;
 * Approve, and the one that tries it again, must have been seen, too.
 */
export class VerdictButtons {
  /** Whether the last press was made with a pointer. */
  byPointer = false;
  readonly #card: Card;
  readonly #shield: InputShield;
  readonly #approve: GuardedButton;
  readonly #retry: GuardedButton;

  constructor(card: Card) {
    this.#card = card;
    this.#shield = new InputShield(() => card.requestUpdate());
    const guard = (selector: string) =>
      new GuardedButton(card, {
        shield: this.#shield,
        trusted: () => card.trustVisibility,
        find: () => (card.near ? card.querySelector(selector) : undefined),
      });
    this.#approve = guard('.verdict > .approve');
    this.#retry = guard('.retry');
  }

  /** Makes the buttons inert for half a second: the card has appeared, moved or changed. */
  shield(): void {
    this.#shield.raise();
    if (!this.#card.filled) return;
    this.#shield.wait();
    // Drawn a frame later: rendering may change sizes, and a size observer may have called this.
    requestAnimationFrame(() => this.#card.requestUpdate());
  }

  /** Draws the buttons anew when they work again, if they are inert now. */
  await(): void {
    if (!this.#shield.open) this.#shield.wait();
  }

  /** Does by a key what its button would do now; where it would do nothing, the button takes the focus and says why. */
  decideByKey(verdict: Verdict, event: KeyboardEvent): void {
    const button = this.#card.querySelector<HTMLElement>(`.verdict > .${verdict}`);
    if (!button) return;
    this.byPointer = false;
    const meant = verdict === 'approve' ? this.#approve.acceptsKey(event) : this.#shield.acceptsKey(event);
    // Whatever else is missing: text that somebody altered must not stay.
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

  /** Why a press of Approve would not count yet. At the end of the row, so that no button moves. */
  renderWhyNot(): TemplateResult | typeof nothing {
    return this.#instead || this.#card.sending ? nothing : this.#approve.render();
  }

  /** The button that tries a failed decision again: the same one, under the same conditions. */
  renderRetry(tried: Verdict): TemplateResult {
    return html`${this.#button(tried, true)} ${tried === 'approve' ? this.#retry.render() : nothing}`;
  }

  #button(verdict: Verdict, again = false): TemplateResult {
    const guard = verdict === 'deny' ? undefined : again ? this.#retry : this.#approve;
    const obstacle = guard ? guard.obstacle : this.#shield.open ? undefined : 'soon';
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
        const meant = (guard ?? this.#shield).accepts(event);
        if (meant && !inert && this.#isReady(verdict)) this.#card.act(verdict);
        else if (meant && event.detail === 0) this.#explain(verdict, guard);
      }}
    >
      ${again ? strings.retry : strings[verdict]}
    </button>`;
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

  /** What is shown in place of the buttons. A decision on its way stays in view although the time is up. */
  get #instead(): Reason | undefined {
    const reason = this.#card.whyNot('approve', 'instead');
    return reason?.id === 'time-up' && this.#card.sending ? undefined : reason;
  }

  /** Whether it can be decided now, apart from how the button is pressed. */
  #isReady(verdict: Verdict): boolean {
    return this.#card.whyNot(verdict) === undefined;
  }

  /** Shows and announces what is missing: what is to be read or reviewed first, else the button itself. */
  #explain(verdict: Verdict, guard = this.#approve): void {
    const reason = this.#card.whyNot(verdict);
    if (reason && reason.id !== 'sending') guard.explain(reason.sentence, () => this.#card.gate.showMissing());
    else if (verdict === 'approve') guard.explain();
  }

  readonly #press = (event: PointerEvent | KeyboardEvent): void => {
    this.byPointer = event instanceof PointerEvent;
    this.#shield.press(event);
  };
}
