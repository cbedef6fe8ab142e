import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { booleanAttribute } from '../../ui/base/boolean-attribute.js';
import { StoreController } from '../../controllers/store-controller.js';
import { approvalsOf, type Approvals } from '../../data/approvals/approvals.js';
import { mostRows } from '../../data/stores/page-limits.js';
import { policyOf } from '../../data/policy/policy.js';
import { viewOf, type View } from '../../data/stores/view.js';
import type { ApprovalRequest, Verdict } from '../../protocol/index.js';
import { capabilityOf } from '../../ui/base/capability.js';
import { Parts } from '../../ui/base/parts.js';
import { PolicyBanner } from '../../ui/policy-banner/policy-banner.js';
import { QueueElement } from '../../ui/base/queue-element.js';
import type { ComisElementClass, LazyPart } from '../../ui/base/register.js';
import { RememberAsked } from '../../ui/remember-rule/remember-button.js';
import type { RememberDialog } from '../../ui/remember-rule/remember-dialog.js';
import { DrawnCheck } from '../../ui/guards/drawn-check.js';
import { renderPart } from '../../ui/views/render-part.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { Announcements } from './announcements.js';
import { ApprovalCard } from './card/approval-card.js';
import { CardDeck } from './list/card-deck.js';
import { cardsPerPage } from './list/card-page.js';
import { type Reason, whyNotInQueue } from './decide/approve-reasons.js';
import { FirstComparisons } from './compare/first-comparisons.js';
import { Deciding } from './decide/deciding.js';
import { cardState, initialState } from './card/card-state.js';
import { DeadlineWatch } from './card/deadlines.js';
import { LayoutWatch } from './list/layout-watch.js';
import { strings } from './approval-queue.strings.js';
import { styles } from './approval-queue.styles.js';
import { renderBar, renderRest } from './list/render-bar.js';
import { CardCode } from './card/card-code.js';
import { overtakenBy } from './card/render-outcome.js';
import type { LinkedCard } from './link/linked-card.js';
import { LazyCode } from '../../ui/base/lazy-code.js';
import { approvalAttention, approvalMissed, approvalRate, linkedRequest, rememberDialog } from './lazy-parts.js';
import { QueueTools } from './bulk/queue-tools.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** From this number of known requests on, it is watched whether an agent asks too often. */
const fewRequests = 3;

/**
 * The pending requests: each on a card with everything it asks for, and Approve and Deny.
 *
 * Cards are sorted by deadline, nearest first. One under the pointer or the focus never moves or changes: what would
 * move it waits behind "N new". A decision is bound to what its card showed, is sent once, and is shown when the
 * gateway has confirmed it.
 *
 * Reads `approvals.list` (scope rpc); decides with `approvals.respond` (scope admin).
 *
 * @element comis-approval-queue
 * @fires {BeforeEvent<BeforeDecideDetail>} comis-before-decide - A person has pressed Approve or Deny; `preventDefault()` keeps it from being sent, `allow()` answers at once, `waitUntil(promise)` holds it until the promise is fulfilled (rejected: not sent, with the reason on the card). Its `signal` is aborted when the decision is taken back: by the person, because the request changed meanwhile, or because the queue left the page, became read-only or was given another client; then nothing is sent. Cancelable, bubbles, composed.
 * @fires {CustomEvent<ApprovalDecidedDetail>} comis-approval-decided - The gateway confirmed a decision that was made here. Bubbles, composed.
 * @fires {BeforeEvent<BeforeRememberDetail>} comis-before-remember - A rule is about to be made from a request: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {CustomEvent<RuleCreatedDetail>} comis-rule-created - A rule was made here, and the gateway confirmed it. Bubbles, composed.
 * @fires {CustomEvent<BrakeChangedDetail>} comis-brake-changed - The emergency brake was engaged or released here, and the gateway confirmed it. Bubbles, composed.
 * @fires {BeforeEvent<BeforeReleaseDetail>} comis-before-release - The emergency brake is about to be released: `preventDefault()`, `allow()` or `waitUntil(promise)`. Cancelable, bubbles, composed.
 * @fires {CustomEvent<RequestLinkedDetail>} comis-request-linked - A person linked or unlinked a request (button Link). Nothing is sent to the gateway: the host may keep the id in its URL and pass it back as `request`. Bubbles, composed.
 * @slot loading - Replaces what is shown while connecting and during the first read.
 * @slot empty - Replaces what is shown when there are no pending requests.
 * @slot error - Replaces the message when nothing can be shown.
 * @csspart status - The line that says whether what is shown is current.
 * @csspart state - The message in place of the cards: loading, empty or a problem.
 * @csspart policy - The rules in force, and the emergency brake.
 * @csspart triage - The tools: selecting, grouping, the keyboard shortcuts.
 * @csspart help - The list of the keyboard shortcuts.
 * @csspart card - One request.
 * @csspart risk - The risk of a request.
 * @csspart time-left - The time left of a request.
 * @csspart claim - The agent's own explanation.
 * @csspart params - The parameters of a request.
 * @csspart notes - The gateway's notes that must be read before deciding.
 * @csspart json - The parameters, printed, and the button that shows what is hidden.
 * @csspart masked - A value that is hidden until somebody asks for it.
 * @csspart suspicion - The warning of characters that are not what they seem.
 * @csspart preview - The parameters as a preview: a file edit, a shell command, an HTTP request, a message.
 * @csspart untrusted - A block of text that an agent chose.
 * @csspart token - A character that cannot be seen, drawn as its name.
 * @csspart comparison - How the parameters differ from those of the last approved request.
 * @csspart review - What changed in a request since it was shown, and the button Reviewed.
 * @csspart fault - The notice on a request that could not be read, or shares its id with others.
 * @csspart changes - The fields that changed, each with its old and new value.
 * @csspart context - Past decisions on requests like it, and the events that led to it.
 * @csspart similar - The similar pending requests, and the table of their differences.
 * @csspart comment - The comment's box with its label.
 * @csspart verdict - The row of buttons, and later the outcome.
 * @csspart approve - The button Approve.
 * @csspart deny - The button Deny.
 * @csspart outcome - How a request ended.
 * @csspart error - Why a decision failed, with the button Retry.
 * @csspart retry - The button Retry of a failed decision.
 * @csspart arrived - The button that shows new requests.
 * @csspart more - The button that shows more cards of a long queue.
 */
export class ComisApprovalQueue extends QueueElement {
  static override readonly elementName: string = 'approval-queue';
  static override readonly parts: readonly ComisElementClass[] = [ApprovalCard, PolicyBanner];
  static override styles = [QueueElement.styles, ...styles];

  /** Turns the keyboard shortcuts off; their help dialog has the same switch. */
  @property({ type: Boolean, attribute: 'no-shortcuts', reflect: true, converter: booleanAttribute }) noShortcuts =
    false;

  /**
   * Groups similar requests (same agent, action and risk), as its switch does. Sorted by deadline alone when false, the
   * default.
   */
  @property({ type: Boolean, attribute: 'group-similar', reflect: true, converter: booleanAttribute }) groupSimilar =
    false;
  /**
   * Called when it shows its requests, or why it cannot.
   *
   * @internal
   */
  settled: () => void = () => {};

  @query('.cards') private list!: HTMLElement | null;

  readonly #parts: Parts = new Parts(this, (name) => this.createPart(name));
  readonly #approvals = new StoreController(this, this.gateway, approvalsOf);
  readonly #policy = new StoreController(this, this.gateway, policyOf);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
  readonly #deciding: Deciding = new Deciding(this, {
    gateway: this.gateway,
    settings: this.settings,
    disabledReason: () => this.#disabledReason,
    drawn: this.drawn,
    digestOf: () => this.#code.approving?.boundDigest,
  });
  readonly #announce = new Announcements(this, (id) => this.#deciding.decidedHere(id));
  readonly #deck = new CardDeck(
    (request) => this.#createCard(request),
    (card) => this.#refresh(card),
    () => this.requestUpdate(),
  );
  /** Loaded when a request is linked. */
  readonly #link: LazyCode<LinkedCard> = new LazyCode(this, async () => {
    const { LinkedCard: Linked } = await import('./link/linked-card.js');
    return new Linked(this, {
      cards: () => this.#deck.cards,
      waiting: () => this.#approvals.store?.state.data?.requests,
      reveal: (id) => this.#reveal(id),
      bar: () => this.shadowRoot?.querySelector<HTMLElement>('.above'),
    });
  });
  readonly #layout = new LayoutWatch(
    () => this.#deck.shieldMoved(),
    () => this.#deck.resized(),
  );
  readonly #now = () => this.gateway.value?.now() ?? Date.now();
  readonly #tools: QueueTools = new QueueTools(this, {
    deck: this.#deck,
    deciding: this.#deciding,
    now: this.#now,
    trusted: () => this.settings.value.trustVisibility,
    restFocus: () => this.list?.focus({ preventScroll: true }),
  });
  readonly #code = new CardCode(this);
  readonly #comparisons = new FirstComparisons(this);
  readonly #deadlines = new DeadlineWatch(
    this.#now,
    () => this.requestUpdate(),
    () => this.#approvals.store?.invalidate(),
  );
  /** The state for which the omitted requests were refetched. */
  #toppedUp: Approvals | undefined;
  /** The last card under the pointer. */
  #over: ApprovalCard | undefined;
  /** What a rule is to be made of as soon as the dialog for it is loaded. */
  #remembering: ApprovalRequest | undefined;

  constructor() {
    super();
    for (const type of ['pointerover', 'pointerleave', 'focusin', 'focusout']) {
      this.addEventListener(type, (event) => this.#onInteraction(event));
    }
    // Not on pointerdown: the target of the click must not move before pointerup.
    for (const type of ['keydown', 'input', 'click']) {
      this.addEventListener(type, (event) => {
        const card = this.#cardOf(event);
        if (card) this.#deck.noteInteraction(card);
      });
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisible);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#deck.release();
    this.#deadlines.release();
    this.#layout.release();
  }

  protected override dropDrafts(): void {
    this.#deciding.otherPerson();
    this.#remembering = undefined;
    this.#tools.drop();
    this.#deck.clear();
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    const policy = html`${this.#parts.get(PolicyBanner.elementName)}<slot name="policy"></slot>`;
    return html`${this.#announce.regions()} ${view.kind === 'data' ? nothing : policy}
    ${this.#part(rememberDialog, this.#remembering !== undefined)}
    ${this.#part(approvalAttention, this.attention !== '')} ${this.#part(linkedRequest, this.request !== '')}
    ${this.#part(approvalMissed)}
    ${renderView(this.gateway.value, view, {
      what: strings.what,
      retry: () => void this.#approvals.store?.refresh(),
      bar: (data) => [
        renderBar(data, {
          arrivals: this.#deck.heldBack.length,
          unshown: this.#deck.unshown,
          showArrivals: () => this.#showArrivals(),
        }),
        this.#part(approvalRate, data.requests.length + data.ended.size >= fewRequests),
      ],
      before: policy,
      under: () => this.#tools.bar(this.#disabledReason === undefined),
      content: () => this.#content(),
    })}`;
  }

  /** A part that is there once it was needed. @param isNeeded whether it is now. */
  #part(part: LazyPart, isNeeded = true): unknown {
    return isNeeded || this.#parts.has(part.elementName) ? renderPart(this.#parts, part) : nothing;
  }

  protected override willUpdate(): void {
    if (this.request !== '' && !this.#link.error) void this.#link.need();
    const view = this.#view;
    if (view.kind !== 'data') return;
    this.#announce.lastMinute(this.#deadlines.follow(view.data.requests), this.#now());
    this.#deck.update(view.data, this.#engaged, this.renderRoot.querySelector<HTMLElement>('.status'));
    for (const card of this.#deck.cards) if (card.filled) this.#refresh(card);
    this.#announce.follow(view.data);
    this.#topUp(view.data);
  }

  /** Refetches omitted requests once there is room for them again. */
  #topUp(approvals: Approvals): void {
    const isDue = approvals.leftOut.length > 0 && approvals.requests.length <= mostRows - cardsPerPage;
    if (!isDue || approvals === this.#toppedUp) return;
    this.#toppedUp = approvals;
    this.#approvals.store?.invalidate();
  }

  protected override firstUpdated(): void {
    // Once the dialog is there, it listens itself.
    this.renderRoot.addEventListener(RememberAsked.type, (event) => {
      if (this.#parts.has(rememberDialog.elementName) || !(event instanceof RememberAsked)) return;
      this.#remembering = event.request;
      this.requestUpdate();
    });
  }

  protected override updated(): void {
    const request = this.#remembering;
    if (!request || !this.#parts.has(rememberDialog.elementName)) return;
    this.#remembering = undefined;
    const dialog: Partial<RememberDialog> = this.#parts.get(rememberDialog.elementName);
    dialog.open?.(request);
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    if (!unsettled.has(this.#view.kind)) this.settled();
    if (!this.list || !this.isConnected) return; // May run after the queue was removed from the page.
    this.#deck.place(this.list);
    this.#layout.watch(this.list, this);
    this.#layout.look(this.#deck.near);
  }

  /** The reading time of what ended meanwhile starts now. */
  readonly #onVisible = (): void => {
    if (document.hidden) return;
    this.#deck.noteSeen();
    this.requestUpdate();
  };

  /** Whether somebody works in the queue: then nothing moves by itself. */
  get #engaged(): boolean {
    if (this.matches(':hover')) return true;
    return this.matches(':focus-within') && !this.#focused?.focusKept;
  }

  get #focused(): ApprovalCard | undefined {
    return this.#deck.cards.find((card) => card === this.shadowRoot?.activeElement);
  }

  /** The pointer or the focus moved: it may hold other cards now. */
  #onInteraction(event: Event): void {
    const card = event.type === 'pointerover' ? this.#cardOf(event) : undefined;
    if (card && card === this.#over) return;
    this.#over = card;
    this.requestUpdate();
  }

  #cardOf(event: Event): ApprovalCard | undefined {
    return event.composedPath().find((each) => each instanceof ApprovalCard);
  }

  get #view(): View<Approvals> {
    const view = viewOf(this.gateway.value, this.#approvals.store);
    const client = this.gateway.value;
    if (view.kind !== 'data' || !client) return view;
    const isReady = this.#code.isSettled;
    return this.#comparisons.isSettled(client, view.data.requests, isReady) && isReady ? view : { kind: 'loading' };
  }

  #content(): unknown {
    const empty = this.#deck.cards.length === 0;
    return html`
      ${this.#problems()}
      <div class="cards" role="list" aria-label=${strings.list} tabindex="-1"></div>
      ${renderRest(this.#deck.unshown, () => this.#more())}
      ${empty ? renderEmpty(strings.empty, strings.emptyHint) : nothing} ${this.#tools.dialogs()}
    `;
  }

  /** What is missing for good: it could not be loaded. */
  #problems(): unknown {
    const { previewsError, approvingError } = this.#code;
    return [
      previewsError
        ? html`<p class="muted" role="status">${strings.noPreviews(errorWords(previewsError))}</p>`
        : nothing,
      approvingError
        ? html`<p class="error" role="alert">${strings.noApproving(errorWords(approvingError))}</p>`
        : nothing,
    ];
  }

  #createCard(request: ApprovalRequest): ApprovalCard {
    // Of this copy of the library, whoever else has the tag.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    const card = this.createPart(ApprovalCard.elementName) as ApprovalCard;
    card.state = initialState(request);
    card.previews = this.#code.previews;
    card.paramsView = this.#code.approving?.paramsView;
    card.now = this.#now;
    card.shield();
    this.#tools.adopt(card);
    card.link = () => void this.#toggleLink(request.approvalId);
    card.cancel = () => this.#deciding.cancel(request.approvalId);
    card.decide = (from, verdict, comment) => void this.#decide(from, verdict, comment);
    return card;
  }

  #refresh(card: ApprovalCard): void {
    card.approving = this.#code.approving;
    card.state = cardState(card.shown, {
      client: this.gateway.value,
      now: this.#now(),
      listedAt: this.#approvals.store?.state.data?.listedAt ?? 0,
      settings: this.settings.value,
      language: this.language.value,
      disabledReason: this.#disabledReason,
      canRemember: this.#policy.store?.state.data?.remembered !== undefined,
      decisions: this.#deciding,
    });
  }

  get #disabledReason(): Reason | undefined {
    const client = this.gateway.value;
    const facts = {
      readOnly: this.readOnly,
      respond: capabilityOf(client, 'approvals.respond'),
      scopes: client?.scopes,
      framed: this.framed !== undefined,
    };
    return this.localized(() => whyNotInQueue(facts));
  }

  async #decide(card: ApprovalCard, verdict: Verdict, comment: string): Promise<void> {
    const result = await this.#deciding.decide(card.request, verdict, comment, { drawn: card.drawn });
    if ('value' in result) card.show({ ...card.shown, overtaken: overtakenBy(result.value) });
  }

  async #toggleLink(approvalId: string): Promise<void> {
    (this.#link.value ?? (await this.#link.need()))?.toggle(approvalId);
  }

  #reveal(approvalId: string): void {
    this.#deck.pin(approvalId);
    this.requestUpdate();
  }

  #more(): void {
    this.#deck.more();
    this.requestUpdate();
  }

  #showArrivals(): void {
    this.#deck.releaseHold();
    // The button is about to be removed, and the focus with it.
    this.list?.focus({ preventScroll: true });
    this.requestUpdate();
  }
}

/** What is below must not be drawn yet: it would be pushed away. */
const unsettled: ReadonlySet<View<unknown>['kind']> = new Set(['connecting', 'loading']);
