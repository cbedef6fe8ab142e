import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type ApprovalRequest, isKnown, type Risk, risks } from '../../../protocol/index.js';
import { reviewed, type ShownRequest } from '../card/card-state.js';
import { changesOf } from '../compare/changes.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { InputShield } from '../../../ui/guards/input-shield.js';
import type { CardFacts, Reason } from './approve-reasons.js';
import type { Approving } from '../card/card-code.js';
import type { Unapprovable } from './unapprovable.js';
import type { Concealed } from './unreadable-style.js';
import type { ReadTracker } from './read-tracker.js';
import { renderChanges } from '../compare/render-changes.js';
import { requestStrings as strings } from '../card/request.strings.js';
import { guardsAreOff } from '../../../ui/guards/unguarded.js';

/** Risks for which Approve waits until everything was in view. An unknown risk counts as high. */
const mustBeRead: readonly Risk[] = ['high', 'critical', 'unknown'];

/** The card of the gate. */
interface GateHost extends ReactiveControllerHost, HTMLElement {
  /** The shown request and its later changes. */
  readonly shown: ShownRequest;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  show(shown: ShownRequest): void;
  /** Makes the decision buttons inert for a moment. */
  shield(): void;
  /** Whether the host vouches for what it draws over the card. */
  readonly trustVisibility: boolean;
  /** Why Approve is not available, of the reasons shown in a place. */
  whyNot(verdict: 'approve', place: 'above' | 'reading'): Reason | undefined;
}

/** The facts that the gate contributes to the reasons. */
type GateFacts = Pick<CardFacts, 'isChanged' | 'isLoaded' | 'isChecking' | 'unapprovable' | 'concealed' | 'reading'>;

let gates = 0;

/**
 * Binds the decision on a request to what a person has read: tracks whether it changed since it was shown or reviewed,
 * whether it is readable, and whether all parameters were in view. The table of reasons (approve-reasons.ts) evaluates
 * these facts; the gate renders them above the buttons.
 */
export class DecisionGate implements ReactiveController {
  /** The id of the explanation, for `aria-describedby`. */
  readonly id = `gate-${(gates += 1)}`;
  readonly #host: GateHost;
  #code: Approving | undefined;
  #reading: ReadTracker | undefined;
  /** Blocks misclicks on Reviewed after a layout shift. */
  readonly #shield: InputShield;
  /** The version shown at the last update. */
  #known: ShownRequest | undefined;
  #unapprovable: { readonly of: ApprovalRequest; readonly why: Unapprovable | undefined } | undefined;
  /** The person pressed "I have read all of it". */
  #declared = false;
  /** What the page's styles concealed at the last render. */
  #concealed: Concealed | undefined;
  /** Whether text was still being checked at the last render. */
  #checking = false;

  constructor(host: GateHost) {
    this.#host = host;
    this.#shield = new InputShield(() => host.requestUpdate());
    host.addController(this);
  }

  /** What approving needs has come. Without it, requests can only be denied. */
  arm(code: Approving): void {
    const host = this.#host;
    this.#code = code;
    this.#reading ??= new code.ReadTracker(
      () => host.requestUpdate(),
      () => host.trustVisibility,
    );
  }

  /** The current facts. Costly ones are computed on access. */
  get facts(): GateFacts {
    const [requestFacts, host, reading] = [() => this.#whyUnapprovable, this.#host, this.#reading];
    const isChecking = () => this.#isChecking;
    const concealed = () => this.#isConcealed;
    let styles: { readonly hide: Concealed | undefined } | undefined;
    return {
      isChanged: host.shown.changes.length > 0,
      isLoaded: this.#code !== undefined,
      get isChecking() {
        return isChecking();
      },
      get unapprovable() {
        return requestFacts();
      },
      // Not cached: a page may change its styles at any time.
      get concealed() {
        return (styles ??= { hide: guardsAreOff(host) ? undefined : concealed() }).hide;
      },
      reading: {
        isRead: this.#isRead,
        get hidden() {
          return reading?.hidden ?? 0;
        },
        obscured: reading?.obscured ?? false,
        skipped: reading?.skipped ?? false,
      },
    };
  }

  /** Scrolls to the subject of a reason: the changes to review, or the first unread part. */
  showMissing(): void {
    const review = this.#host.querySelector('.review');
    if (review ?? !this.#reading?.show())
      (review ?? this.#host.querySelector('.gate'))?.scrollIntoView({ block: 'nearest' });
  }

  hostUpdate(): void {
    const [known, { shown }] = [this.#known, this.#host];
    if (shown === known) return;
    this.#known = shown;
    if (known && changesOf(known.request, shown.request).length > 0) {
      this.#declared = false;
      this.#reading?.forget();
    }
    if (shown.ended !== null || shown.changes.length === 0 || shown.changes === known?.changes) return;
    this.#shield.raise();
    this.#shield.wait();
  }

  hostUpdated(): void {
    const { shown, isConnected } = this.#host;
    const isOther = () => this.#isChecking !== this.#checking || this.#isConcealed !== this.#concealed;
    if (shown.ended === null && isConnected && isOther()) this.#host.requestUpdate();
    const params = this.#mustRead && isConnected ? this.#host.querySelector('.params') : null;
    if (params) this.#reading?.follow(params, [...this.#host.querySelectorAll('.request > .said')]);
  }

  hostDisconnected(): void {
    this.#reading?.release();
    this.#shield.release();
  }

  /**
   * Renders above the buttons what changed, what is unreadable, and what is still to be read.
   *
   * @param deciding false where nothing can be decided: then only changes are shown.
   */
  render(deciding: boolean): TemplateResult {
    this.#concealed = this.#isConcealed;
    this.#checking = this.#isChecking;
    const { shown } = this.#host;
    const isChanged = shown.changes.length > 0;
    const reason = this.#host.whyNot('approve', 'above');
    const words = reason === undefined ? nothing : html`<p class="error">${untrusted(reason.sentence)}</p>`;
    return html`<div class="gate" id=${this.id}>
      ${isChanged ? this.#review() : nothing} ${shown.ended === null ? words : nothing}
      ${deciding && reason === undefined && this.#mustRead && !isChanged ? this.#readingLine() : nothing}
    </div>`;
  }

  get #isChecking(): boolean {
    return this.#host.querySelector('.checking') !== null;
  }

  get #isConcealed(): Concealed | undefined {
    return this.#code?.concealedBy(this.#host);
  }

  get #mustRead(): boolean {
    const { risk } = this.#host.shown.request;
    return !isKnown(risks, risk) || mustBeRead.includes(risk);
  }

  get #isRead(): boolean {
    return !this.#mustRead || this.#declared || this.#reading?.done === true || guardsAreOff(this.#host);
  }

  get #whyUnapprovable(): Unapprovable | undefined {
    const { request } = this.#host.shown;
    if (this.#unapprovable?.of !== request)
      this.#unapprovable = this.#code && { of: request, why: this.#code.unapprovable(request) };
    return this.#unapprovable?.why;
  }

  #review(): TemplateResult {
    const { request, pendingChange, changes, ended } = this.#host.shown;
    const words = ended ? strings.endedOtherwise : pendingChange ? strings.changedMeanwhile : strings.changed;
    return html`<div class="review" part="review" role="group" aria-label=${words}>
      <p class="changed">${words}</p>
      ${renderChanges(changes)} ${ended === null ? this.#reviewed(pendingChange ?? request) : nothing}
    </div>`;
  }

  /** @param version the version whose changes are shown: the request may change again before the press. */
  #reviewed(version: ApprovalRequest): TemplateResult {
    return html`<button
      type="button"
      aria-disabled=${this.#shield.open ? 'false' : 'true'}
      @pointerdown=${(event: PointerEvent) => this.#shield.press(event)}
      @keydown=${(event: KeyboardEvent) => this.#shield.press(event)}
      @click=${(event: MouseEvent) => {
        if (this.#shield.accepts(event) || guardsAreOff(this.#host)) this.#accept(version);
      }}
    >
      ${strings.reviewed}
    </button>`;
  }

  #accept(version: ApprovalRequest): void {
    const { shown, now } = this.#host;
    this.#host.show(reviewed(shown, version, { gateway: now(), here: Date.now() }));
    this.#host.shield();
    // The button is removed, and the focus with it.
    if (this.#host.querySelector('.review:focus-within')) this.#host.focus({ preventScroll: true });
    this.#host.requestUpdate();
  }

  /** Always present, with a fixed height: nothing below it moves when Approve arms. */
  #readingLine(): TemplateResult {
    const isRead = this.#isRead;
    const hidden = this.#reading?.hidden ?? 0;
    const unread = this.#host.whyNot('approve', 'reading')?.sentence ?? strings.seen;
    const words = this.#declared ? strings.declared(hidden) : unread;
    // The focused control is not removed.
    const offered = this.#declared || !isRead || this.#host.querySelector('.declare:focus') !== null;
    return html`<div class="reading">
      <span class=${isRead ? 'read' : 'unread'}>${untrusted(words)}</span>
      <button
        type="button"
        class="declare ${offered ? '' : 'unneeded'}"
        aria-pressed=${this.#declared ? 'true' : 'false'}
        @click=${(event: MouseEvent) => {
          if (event.isTrusted) this.#declare();
        }}
      >
        ${strings.declare(hidden)}
      </button>
    </div>`;
  }

  #declare(): void {
    this.#declared = !this.#declared;
    this.#host.requestUpdate();
  }
}
