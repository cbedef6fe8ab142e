import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { PrintController } from '../../controllers/print-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { historyQuery, type HistoryQuery } from '../../data/approvals/history.js';
import type { Pages } from '../../data/stores/paged-query.js';
import { perClient } from '../../data/stores/per-client.js';
import { viewOf, type View } from '../../data/stores/view.js';
import type { Decision } from '../../protocol/index.js';
import { isAtRest } from '../../ui/table/at-rest.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { copyText } from '../../ui/text-safety/copy-text.js';
import { jsonForCopy } from '../../ui/text-safety/untrusted-json.js';
import { DrawnCheck } from '../../ui/guards/drawn-check.js';
import { HostActions } from '../../ui/guards/host-actions.js';
import { Parts } from '../../ui/base/parts.js';
import { PolicyBanner } from '../../ui/policy-banner/policy-banner.js';
import { renderProvenance } from '../../ui/format/provenance.js';
import { renderPrintHead } from '../../ui/table/print-head.js';
import { SteadyRows } from '../../ui/table/steady-rows.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { strings } from './approval-history.strings.js';
import { styles } from './approval-history.styles.js';
import { renderDetails } from './decision-details.js';
import { ForgetDenials } from './forget-denials.js';
import { HistoryExport } from './history-export.js';
import { HistoryFilters } from './history-filters.js';
import { historyTable } from './history-table.js';

/** States without a usable connection: filters are hidden, since nothing could answer them. */
const unanswerable: ReadonlySet<View<unknown>['kind']> = new Set([
  'no-client',
  'connecting',
  'refused',
  'closed',
  'not-offered',
  'not-allowed',
]);

/**
 * How requests ended: who or what decided each, when and why, newest first, page by page. Automatic decisions are
 * distinguished from those by people. The gateway applies the filters: they search all that it keeps.
 *
 * New decisions are shown at once while nobody reads: with nothing shown, or at the top with no pointer, focus,
 * selection or opened row inside. Otherwise they are announced as "N new" and shown when that is pressed.
 *
 * Where the gateway remembers a denial, its details offer to forget it (scope admin).
 *
 * Reads `approvals.history` (scope rpc), calls `approvals.forgetDenials`.
 *
 * @element comis-approval-history
 * @fires {BeforeEvent<BeforeForgetDenialsDetail>} comis-before-forget-denials - The denials of a session are about to be forgotten: `preventDefault()`, `allow()` or `waitUntil(promise)`.
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when there are no decisions.
 * @slot error - In place of the words when the history cannot be shown.
 * @csspart filters - The filters: outcome, agent, action, who decided, from and until when.
 * @csspart export - The buttons that export the filtered decisions as a file, and the progress and result of the export.
 * @csspart status - The line that says how many are shown and whether they are up to date.
 * @csspart arrived - The button that shows new decisions.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The words in place of the table: loading, empty, failed.
 * @csspart table - The table.
 * @csspart row - The row of a decision.
 * @csspart risk - A risk: word, shape and colour.
 * @csspart outcome - How a request ended: word, mark and colour.
 * @csspart automatic - The mark of a decision that no person made.
 * @csspart details - All that is known of a decision, below its row.
 * @csspart untrusted - A box with parameters, or with a long text.
 * @csspart json - A value with its lines and characters counted, and the button that shows what is hidden.
 * @csspart masked - A value that is hidden until somebody asks for it.
 * @csspart suspicion - The warning of characters that are not what they seem.
 * @csspart repeated-id - The mark of a row whose id another row has, too.
 * @csspart token - A character that cannot be seen, drawn as a label.
 * @csspart remembered - What the gateway remembers of a denial.
 * @csspart notes - What the gateway says of the history.
 * @csspart more - The button that reads the next page.
 */
export class ComisApprovalHistory extends ComisElement {
  static override readonly elementName: string = 'approval-history';
  static override readonly parts = [PolicyBanner];
  static override styles = [ComisElement.styles, styles];

  @state() private opened: ReadonlySet<string> = new Set();
  @state() private copied: { readonly decision: Decision; readonly done: boolean } | undefined;

  readonly #parts: Parts = new Parts(this, (name) => Object.assign(this.createPart(name), { quiet: true }));
  readonly #filters: HistoryFilters = new HistoryFilters(this, () => this.#history.store?.ask(this.#filters.value));
  readonly #history = new StoreController(
    this,
    this.gateway,
    perClient((client) => historyQuery(client, this.#filters.value, () => this.opened.size === 0 && isAtRest(this))),
  );
  readonly #announce = new AnnounceController(this);
  readonly #print = new PrintController(this);
  readonly #export = new HistoryExport(this);
  protected readonly drawn: DrawnCheck = new DrawnCheck(this, () => this.render());
  readonly #forget = new ForgetDenials(this, new HostActions(this, this.gateway, this.settings, this.drawn), {
    trusted: () => this.settings.value.trustVisibility,
    framed: () => this.framed,
  });
  /** The number of arrivals at the last announcement. */
  #announced = 0;
  /** The query whose result is shown. */
  #bound: HistoryQuery | undefined;

  constructor() {
    super();
    new SteadyRows(this);
  }

  protected override willUpdate(): void {
    const { store } = this.#history;
    if (store !== this.#bound) this.#bind(store);
    const arrived = store?.state.data?.arrived ?? 0;
    if (arrived > this.#announced) this.#announce.say(arrived - this.#announced, strings.announced);
    this.#announced = arrived;
  }

  /** The gateway changed. Its store may hold the result of other filters than those in the fields. */
  #bind(store: HistoryQuery | undefined): void {
    if (this.#bound) this.#export.reset();
    this.#bound = store;
    this.opened = new Set();
    this.copied = undefined;
    this.#forget.reset();
    const { value } = this.#filters;
    if (store && JSON.stringify(store.filter) !== JSON.stringify(value)) store.ask(value, false);
    this.#announced = store?.state.data?.arrived ?? 0;
  }

  protected override render() {
    const client = this.gateway.value;
    const { store } = this.#history;
    const view = viewOf(client, store);
    return html`${this.#announce.region()} ${this.#parts.get(PolicyBanner.elementName)}
    ${unanswerable.has(view.kind) ? nothing : this.#filters.render(view.kind === 'data' ? view.data.rows : [])}
    ${renderView(client, view, {
      what: strings.what,
      unreadable: ({ unreadable }) => unreadable,
      retry: () => void store?.refresh(),
      bar: (pages) => this.#bar(pages),
      content: (pages) =>
        html`${this.#content(pages)}${client ? this.#export.render(client, this.#filters.value) : nothing}`,
    })}`;
  }

  #bar({ rows, total, arrived }: Pages<Decision>): TemplateResult {
    return html`<span>${strings.count(rows.length, total)}</span>
      <button
        type="button"
        class="arrived"
        part="arrived"
        title=${strings.arrivedTitle}
        ?hidden=${arrived === 0}
        @click=${() => void this.#showArrived()}
      >
        ${strings.arrived(arrived)}
      </button>`;
  }

  #content({ rows, notes, derived, hasMore }: Pages<Decision>): TemplateResult {
    const head = { title: strings.table, filters: this.#filters.named, loaded: rows.length };
    return html`${this.#print.isPrinting ? renderPrintHead(head) : nothing} ${renderProvenance({ notes, derived })}
    ${rows.length === 0 ? this.#empty() : this.#table(rows)}
    ${
      !hasMore
        ? nothing
        : html`<p class="paging">
            <button
              type="button"
              part="more"
              aria-disabled=${this.#history.store?.readingMore ?? false}
              @click=${() => void this.#history.store?.more()}
            >
              ${this.#history.store?.readingMore ? strings.readingMore : strings.more}
            </button>
          </p>`
    }`;
  }

  #empty(): TemplateResult {
    return this.#filters.active
      ? renderEmpty(strings.noMatch, strings.noMatchHint)
      : renderEmpty(strings.empty, strings.emptyHint);
  }

  #table(rows: readonly Decision[]): TemplateResult {
    const details = {
      open: this.opened,
      toggle: (key: string) => this.#toggle(key),
      render: (decision: Decision) =>
        renderDetails(decision, {
          remembered: this.#forget.render(this.gateway.value, decision),
          copy: () => void this.#copy(decision),
          copied: this.copied?.decision === decision ? this.copied.done : undefined,
        }),
    };
    return historyTable(rows, details, this.#print.isPrinting);
  }

  #toggle(key: string): void {
    const opened = new Set(this.opened);
    if (!opened.delete(key)) opened.add(key);
    this.opened = opened;
  }

  async #showArrived(): Promise<void> {
    await this.#history.store?.refresh();
    await this.updateComplete;
    // The button was removed, and the focus with it.
    if (this.isConnected && this.ownerDocument.activeElement === this.ownerDocument.body) {
      this.renderRoot.querySelector<HTMLElement>('.disclosure')?.focus({ preventScroll: true });
    }
  }

  async #copy(decision: Decision): Promise<void> {
    const done = await copyText(this.localized(() => jsonForCopy(decision)));
    this.copied = { decision, done };
  }
}
