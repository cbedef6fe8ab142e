import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RpcClient } from '../../../client/rpc-client.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import { type ApprovalRequest, type Decision, type Verdict } from '../../../protocol/index.js';
import { askerLabel } from '../../../ui/format/asker.js';
import type { ButtonObstacle } from '../../../ui/guards/guarded-button.js';
import { DrawnCheck } from '../../../ui/guards/drawn-check.js';
import { register, type ComisElementClass } from '../../../ui/base/register.js';
import type { Previews } from '../../../ui/previews/previews.js';
import { rememberButton } from '../../../ui/remember-rule/remember-button.js';
import { withPatterns } from '../../../ui/text-safety/redact-patterns.js';
import { notOnPage, redrawWhenChecked } from '../../../ui/text-safety/text-checks.js';
import { inLanguage } from '../../../ui/language/language.js';
import { dispatchProblem } from '../../../ui/language/language-controller.js';
import { labelText } from '../../../ui/text-safety/untrusted-text.js';
import { inTimeZone } from '../../../ui/format/format.js';
import { strings } from '../approval-queue.strings.js';
import { type CardState, isOtherState, type ShownRequest } from './card-state.js';
import { CardContext } from './card-context.js';
import { CommentBox } from './comment-box.js';
import type { Comparison } from '../compare/comparison.js';
import { type Overtaken, renderOutcome } from './render-outcome.js';
import { renderRequest } from './render-request.js';
import { renderTimeLeft } from './render-time-left.js';
import { type Phase, phaseOf } from './deadlines.js';
import type { Card, WaitsFor } from './card.js';
import type { Approving } from './card-code.js';
import { type CardFacts, type Place, type Reason, whyNotDecide } from '../decide/approve-reasons.js';
import { DecisionGate } from '../decide/decision-gate.js';
import { mayTryAgain, renderFailure } from '../decide/failure.js';
import { linkButton } from '../link/link-button.js';
import { isSelectable, selectBox } from '../bulk/select-box.js';
import { CardSimilar } from '../similar/card-similar.js';
import { VerdictButtons } from '../decide/verdict-buttons.js';

let cards = 0;

/**
 * Actions that a card requests from its queue.
 *
 * @internal
 */
export type Decide = (card: ApprovalCard, verdict: Verdict, comment: string) => void;

/**
 * One request: what is asked, by whom, and the decision about it. It renders the state from its queue, and owns what
 * belongs to this request alone: the typed comment and the input shield.
 *
 * It renders into the queue's shadow tree, so that the queue's styles and parts apply to it.
 *
 * @internal
 */
export class ApprovalCard extends LitElement implements Card {
  static readonly elementName: string = 'approval-card';

  /** Its key in the queue: several requests may share an id. */
  key = '';
  /** What shows its parameters as what they are, and renders them; set once, before it is drawn: else they are JSON. */
  previews: Previews | undefined;
  paramsView: Approving['paramsView'] | undefined;
  /** What approving needs; undefined until it is loaded. */
  @property({ attribute: false }) approving: Approving | undefined;
  /** The gateway's clock, epoch ms. */
  now: () => number = Date.now;
  /** The rendered state. */
  @property({ attribute: false, hasChanged: isOtherState }) state!: CardState;
  /** Called for a decision. */
  @property({ attribute: false }) decide: Decide | undefined;
  /** Cancels a decision that was not sent yet. */
  cancel: (() => void) | undefined;
  /** Whether it is the linked request. */
  @property({ attribute: false }) linked = false;
  /** Called when a person links or unlinks it. */
  link: (() => void) | undefined;

  /** Whether it is selected for a bulk decision. */
  @property({ attribute: false }) selected = false;
  /** Called when it was selected and is no longer selectable. */
  unselected: (() => void) | undefined;
  /** Called when a person selects or unselects it. @param range also toggles all cards from the anchor to this one. */
  toggle: ((card: ApprovalCard, range: boolean) => void) | undefined;

  /** False while it is far from the screen: then only its headline is rendered. */
  @property({ attribute: false }) filled = false;
  /** True while on or near the screen: then its countdown runs. */
  @property({ attribute: false }) near = false;

  /** Makes ids unique in the shared tree: approval ids may hold any characters. */
  readonly #number = (cards += 1);
  /** The state at the last render; undefined before the first. */
  #drawnState: CardState | undefined;
  /** Whether a button had the focus before this update removed it. */
  #focusLost = false;
  readonly #buttons: VerdictButtons = new VerdictButtons(this);
  /** Why it cannot be decided yet, for buttons, keys and bulk acts. */
  readonly gate = new DecisionGate(this);
  readonly drawn: DrawnCheck = new DrawnCheck(
    this,
    () => this.render(),
    () => this.label,
  );
  #comparison: Comparison | undefined;
  readonly #comment: CommentBox = new CommentBox(this);
  readonly #context = new CardContext(this);
  /** The similar pending requests. */
  readonly similar = new CardSimilar<ApprovalCard>(this);

  static define(this: ComisElementClass, prefix?: string): void {
    register(this, prefix);
  }

  get shown(): ShownRequest {
    return this.state.shown;
  }

  get request(): ApprovalRequest {
    return this.shown.request;
  }

  get latest(): ApprovalRequest {
    return this.shown.latest;
  }

  get pendingChange(): ApprovalRequest | undefined {
    return this.shown.pendingChange;
  }

  get fault(): Fault | undefined {
    return this.shown.fault;
  }

  get ended(): Decision | undefined | null {
    return this.shown.ended;
  }

  get overtaken(): Overtaken | undefined {
    return this.shown.overtaken;
  }

  get listedAt(): number {
    return this.state.listedAt;
  }

  get phase(): Phase {
    return this.state.phase;
  }

  get disabledReason(): Reason | undefined {
    return this.state.disabledReason;
  }

  get canRemember(): boolean {
    return this.state.canRemember;
  }

  get sending(): boolean {
    return this.state.sending;
  }

  get waitsFor(): WaitsFor | undefined {
    return this.state.waitsFor;
  }

  get client(): RpcClient | undefined {
    return this.state.client;
  }

  get trustVisibility(): boolean {
    return this.state.trustVisibility;
  }

  /** Its accessible name: who asks, and for what. */
  get label(): string {
    return strings.card(askerLabel(this.request), labelText(this.request.action));
  }

  /** The comment. */
  get comment(): string {
    return this.#comment.value;
  }

  /** Restores a comment that was not sent with a bulk act, unless one was typed meanwhile. */
  keepComment(comment: string): void {
    if (comment !== '' && this.comment.trim() === '') this.#comment.put(comment);
  }

  /** Why it cannot be decided now; undefined when it can. */
  whyNot(verdict: Verdict, place?: Place, button?: ButtonObstacle): Reason | undefined {
    return whyNotDecide(this.#facts(button), place ? { verdict, place } : { verdict });
  }

  /** Why it cannot be part of a bulk decision; undefined when it can. */
  whyNotInBulk(verdict: Verdict): Reason | undefined {
    return whyNotDecide(this.#facts(), { verdict, bulk: true });
  }

  /** True while the card must not move or change: it has the pointer or the focus. */
  get held(): boolean {
    return this.matches(':hover') || (this.matches(':focus-within') && !this.focusKept);
  }

  /** True for focus that moved to the card when its button was removed: it does not hold the card. */
  get focusKept(): boolean {
    return this.ended !== null && this.#buttons.byPointer && this.matches(':focus');
  }

  /** Shows another state of its request. The buttons are guarded when they appear or when what they decide changes. */
  show(shown: ShownRequest): void {
    const { request, ended } = this.shown;
    this.state = { ...this.state, shown };
    if (shown.request !== request || (ended === undefined && shown.ended === null)) this.shield();
  }

  /** Makes the buttons inert for half a second, after the card appeared, moved or changed. */
  shield(): void {
    this.#buttons.shield();
  }

  /** Does what its button would do, for a key. */
  decideByKey(verdict: Verdict, event: KeyboardEvent): void {
    this.#buttons.decideByKey(verdict, event);
  }

  /** Sends a verdict. */
  act(verdict: Verdict): void {
    this.decide?.(this, verdict, this.comment);
  }

  /** Selects or unselects it. */
  choose(range: boolean): void {
    this.toggle?.(this, range);
  }

  /** Expands or collapses its folded sections. */
  turn(): void {
    const folded = this.querySelector('details');
    if (folded) folded.open = !folded.open;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    redrawWhenChecked(this);
    this.role = 'listitem';
    this.tabIndex = -1;
    // Its name holds text of the agent; its content is marked separately.
    this.translate = false;
    this.setAttribute('part', 'card');
    this.classList.add('card');
    // Moving it disconnected it, which cancelled its timers.
    if (this.hasUpdated) this.shield();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    notOnPage(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.approving && changed.has('approving')) {
      this.#comparison ??= new this.approving.Comparison(this);
      this.gate.arm(this.approving);
      this.#buttons.arm(this.approving);
    }
    if (changed.has('filled')) this.classList.toggle('bare', !this.filled);
    if (changed.has('linked')) {
      this.classList.toggle('linked', this.linked);
      this.ariaCurrent = this.linked ? 'true' : null;
    }
    // Retry appears where somebody may be about to press.
    const { error } = this.state;
    if (error && error !== this.#drawnState?.error) this.shield();
    const isOther = this.request !== this.#drawnState?.shown.request;
    if (this.filled && (isOther || changed.has('filled'))) this.#buttons.await();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.filled) return nothing;
    const around = {
      timeLeft: renderTimeLeft(this),
      previews: this.previews,
      paramsView: this.paramsView,
      comparison: this.#comparison?.render(),
      context: this.#context.render(),
    };
    return html`${this.disabledReason === undefined ? selectBox(this) : nothing}
      ${renderRequest(this.request, around, this.fault)} ${this.#comment.render(`hint-${this.#number}`)}
      ${this.gate.render(this.ended === null && this.disabledReason === undefined)}
      <div class="verdict" part="verdict">
        ${this.ended === null ? this.#buttons.render() : renderOutcome(this)} ${rememberButton(this)}
        ${linkButton(this.linked, this.ended === null ? this.link : undefined)}
        ${this.ended === null ? this.#buttons.renderWhyNot() : nothing}
      </div>
      ${this.ended === null ? this.#remarks() : nothing} ${this.similar.render()}`;
  }

  protected override updated(): void {
    for (const child of this.children) if (!child.hasAttribute('translate')) (child as HTMLElement).translate = true;
    // The buttons were removed: keep their focus in the card instead of losing it to the document.
    if (this.#focusLost) this.focus({ preventScroll: true });
    this.#focusLost = false;
    if (!this.selected || isSelectable(this)) return;
    // It ended, or changed since it was selected.
    this.selected = false;
    this.unselected?.();
  }

  protected override performUpdate(): void {
    this.localized(() => super.performUpdate());
  }

  /** Runs what makes words with the language and settings of the queue. */
  localized<T>(run: () => T): T {
    const { language, redact, timeZone } = this.state;
    const draw = () => withPatterns(redact, () => inTimeZone(timeZone, run));
    return inLanguage(language, draw, (problem) => dispatchProblem(this, problem));
  }

  protected override update(changed: PropertyValues<this>): void {
    const drawn = this.#drawnState;
    const ends = this.ended !== null && drawn?.shown.ended !== this.ended;
    const going = ends ? '.verdict' : this.waitsFor !== drawn?.waitsFor ? '.take-back' : undefined;
    this.#focusLost = going !== undefined && this.querySelector(`${going}:focus-within`) !== null;
    this.#drawnState = this.state;
    super.update(changed);
  }

  #facts(button?: ButtonObstacle): CardFacts {
    const { disabledReason: queue, request, ended, sending, fault } = this;
    // Computed from the clock: the rendered phase may be a second old.
    const phase = phaseOf(request, this.now(), this.listedAt);
    return Object.defineProperties(
      { queue, ended, sending, phase, fault, risk: request.risk, button },
      Object.getOwnPropertyDescriptors(this.gate.facts),
    ) as CardFacts;
  }

  #remarks(): unknown {
    const { error, tried } = this.state;
    if (error) {
      const mayRetry = tried !== undefined && mayTryAgain(error) && this.disabledReason === undefined;
      return html`<div class="failure" part="error">
        ${renderFailure(error)} ${mayRetry ? this.#buttons.renderRetry(tried) : nothing}
      </div>`;
    }
    const { changedAt } = this.shown;
    return changedAt === undefined ? nothing : html`<p class="changed">${strings.changedAt(changedAt)}</p>`;
  }
}
