import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import {
  type ApprovalRequest,
  type Decision,
  isKnown,
  type Risk,
  risks,
  type Verdict,
} from '../../../protocol/index.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import { faultWords, mayBeDenied } from '../card/fault-notice.js';
import { changesOf, paramChanges, type Change } from '../compare/changes.js';
import { InputShield } from '../../../ui/guards/input-shield.js';
import { unapprovableReason } from './unapprovable-reason.js';
import { concealedBy } from './unreadable-style.js';
import { ReadTracker } from './read-tracker.js';
import { renderChanges } from '../compare/render-changes.js';
import { requestStrings as strings } from '../card/request.strings.js';

/** Risks at which Approve waits until everything was in view. What nobody rated may be as dangerous as any. */
const mustBeRead: readonly Risk[] = ['high', 'critical', 'unknown'];

/** What the gate is on: a card. */
interface GateHost extends ReactiveControllerHost, HTMLElement {
  /** The request as it is shown. */
  request: ApprovalRequest;
  /** Why it cannot be decided like any other. */
  readonly fault: Fault | undefined;
  /** What the request has become since, while the card must not change under its reader. */
  pendingChange: ApprovalRequest | undefined;
  /** How it ended; null while it waits. */
  ended: Decision | undefined | null;
  /** Makes the decision buttons inert for a moment. */
  shield(): void;
  /** Whether the host vouches for what it draws over the card. */
  readonly trustVisibility: boolean;
}

let gates = 0;

/**
 * Keeps the decision about a request bound to what a person has read. Neither button works while the request differs from
 * what was shown, until the changes are reviewed; Approve does not work for what cannot be read, and at high risk not
 * before all parameters have been in view. The gate says in words what is missing.
 */
export class DecisionGate implements ReactiveController {
  /** The id of the words that say what is missing, for `aria-describedby`. */
  readonly id = `gate-${(gates += 1)}`;
  readonly #host: GateHost;
  readonly #reading: ReadTracker;
  /** Keeps Reviewed from being hit by who was about to press what stood there. */
  readonly #shield: InputShield;
  /** The version that a person decides about: the first one shown, or the last one reviewed. */
  #accepted: ApprovalRequest | undefined;
  /** What was shown, and what it had become, when that was last looked at. */
  #shown: ApprovalRequest | undefined;
  #latest: ApprovalRequest | undefined;
  #changes: readonly Change[] = [];
  #illegible: { readonly of: ApprovalRequest; readonly why: string | undefined } | undefined;
  /** A person has said that they have read all of it. */
  #declared = false;
  /** What was said last of what the page's styles hide. */
  #concealed: string | undefined;

  constructor(host: GateHost) {
    this.#host = host;
    this.#reading = new ReadTracker(
      () => host.requestUpdate(),
      () => host.trustVisibility,
    );
    this.#shield = new InputShield(() => host.requestUpdate());
    host.addController(this);
  }

  /** Why a decision cannot be made now; undefined when it can. Keys and bulk acts must ask, as buttons do. */
  whyNot(verdict: Verdict): string | undefined {
    const { fault } = this.#host;
    if (fault && (verdict === 'approve' || !mayBeDenied(fault))) return faultWords(fault);
    if (this.#changes.length > 0) return strings.notReviewed;
    if (verdict === 'deny') return undefined;
    return this.#whyIllegible ?? this.#whyConcealed ?? (this.#isRead ? undefined : this.#unreadWords);
  }

  /** Scrolls to what {@link whyNot} speaks of: the changes to review, or what has not been in view. */
  showMissing(): void {
    const review = this.#host.querySelector('.review');
    if (review ?? !this.#reading.show())
      (review ?? this.#host.querySelector('.gate'))?.scrollIntoView({ block: 'nearest' });
  }

  hostUpdate(): void {
    const { request, pendingChange, ended } = this.#host;
    if (ended !== null) {
      this.#changes = ended ? paramChanges(request.params, ended.params) : [];
      return;
    }
    const latest = pendingChange ?? request;
    if (request === this.#shown && latest === this.#latest) return;
    this.#accepted ??= request;
    if (this.#shown && changesOf(this.#shown, request).length > 0) {
      this.#declared = false;
      this.#reading.forget();
    }
    this.#shown = request;
    this.#latest = latest;
    this.#changes = changesOf(this.#accepted, latest);
    if (this.#changes.length === 0) return;
    this.#shield.raise();
    this.#shield.wait();
  }

  hostUpdated(): void {
    const { ended, isConnected } = this.#host;
    if (ended === null && isConnected && this.#whyConcealed !== this.#concealed) this.#host.requestUpdate();
    const params = this.#mustRead && isConnected ? this.#host.querySelector('.params') : null;
    if (params) this.#reading.follow(params, [...this.#host.querySelectorAll('.request > .said')]);
  }

  hostDisconnected(): void {
    this.#reading.release();
    this.#shield.release();
  }

  /**
   * What stands before the buttons: what changed, what cannot be read, what is still to be read.
   *
   * @param deciding false where nothing can be decided: then only the changes matter.
   */
  render(deciding: boolean): TemplateResult {
    this.#concealed = this.#whyConcealed;
    const illegible = this.#whyIllegible ?? this.#concealed;
    const words = illegible === undefined ? nothing : html`<p class="error">${illegible}</p>`;
    return html`<div class="gate" id=${this.id}>
      ${this.#changes.length === 0 ? nothing : this.#review(this.#latest ?? this.#host.request)}
      ${this.#host.ended === null ? words : nothing}
      ${deciding && illegible === undefined && this.#mustRead && this.#changes.length === 0 ? this.#readingLine() : nothing}
    </div>`;
  }

  get #mustRead(): boolean {
    const { risk } = this.#host.request;
    return !isKnown(risks, risk) || mustBeRead.includes(risk);
  }

  get #isRead(): boolean {
    return !this.#mustRead || this.#declared || this.#reading.done;
  }

  /** Asked anew each time: a page may change its styles at any moment, and nobody tells. */
  get #whyConcealed(): string | undefined {
    const what = concealedBy(this.#host);
    return what && strings.concealed[what];
  }

  /** Worked out when somebody asks: it costs a hash, and most cards are far from the screen. */
  get #whyIllegible(): string | undefined {
    const { request, fault } = this.#host;
    if (fault) return faultWords(fault);
    if (this.#illegible?.of !== request) this.#illegible = { of: request, why: unapprovableReason(request) };
    return this.#illegible.why;
  }

  get #unreadWords(): string {
    const { hidden, skipped, obscured } = this.#reading;
    if (hidden > 0) return strings.notShown(hidden);
    if (obscured) return strings.obscured;
    return skipped ? strings.skipped : strings.notSeen;
  }

  #review(latest: ApprovalRequest): TemplateResult {
    const { pendingChange, ended } = this.#host;
    const words = ended ? strings.endedOtherwise : pendingChange ? strings.changedMeanwhile : strings.changed;
    return html`<div class="review" part="review" role="group" aria-label=${words}>
      <p class="changed">${words}</p>
      ${renderChanges(this.#changes)} ${ended === null ? this.#reviewed(latest) : nothing}
    </div>`;
  }

  #reviewed(latest: ApprovalRequest): TemplateResult {
    return html`<button
      type="button"
      aria-disabled=${this.#shield.open ? 'false' : 'true'}
      @pointerdown=${(event: PointerEvent) => this.#shield.press(event)}
      @keydown=${(event: KeyboardEvent) => this.#shield.press(event)}
      @click=${(event: MouseEvent) => {
        if (this.#shield.accepts(event)) this.#accept(latest);
      }}
    >
      ${strings.reviewed}
    </button>`;
  }

  /** @param reviewed the version whose changes were on the screen: it may have changed again since. */
  #accept(reviewed: ApprovalRequest): void {
    const { pendingChange } = this.#host;
    this.#accepted = reviewed;
    this.#host.request = reviewed;
    if (pendingChange === reviewed) this.#host.pendingChange = undefined;
    this.#latest = undefined;
    this.#host.shield();
    // The button goes, and the focus with it.
    if (this.#host.querySelector('.review:focus-within')) this.#host.focus({ preventScroll: true });
    this.#host.requestUpdate();
  }

  /** Always there and of the same height: nothing below it moves when Approve arms. */
  #readingLine(): TemplateResult {
    const isRead = this.#isRead;
    const words = this.#declared ? strings.declared(this.#reading.hidden) : isRead ? strings.seen : this.#unreadWords;
    // What has the focus does not go away.
    const offered = this.#declared || !isRead || this.#host.querySelector('.declare:focus') !== null;
    return html`<div class="reading">
      <span class=${isRead ? 'read' : 'unread'}>${words}</span>
      <button
        type="button"
        class="declare ${offered ? '' : 'unneeded'}"
        aria-pressed=${this.#declared ? 'true' : 'false'}
        @click=${(event: MouseEvent) => {
          if (event.isTrusted) this.#declare();
        }}
      >
        ${strings.declare(this.#reading.hidden)}
      </button>
    </div>`;
  }

  #declare(): void {
    this.#declared = !this.#declared;
    this.#host.requestUpdate();
  }
}
