import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { HostHeightController } from '../../controllers/host-height-controller.js';
import { PrintController } from '../../controllers/print-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { auditQuery, isSameFilter, type AuditFilter, type AuditQuery } from '../../data/audit.js';
import type { Pages } from '../../data/stores/paged-query.js';
import { perClient } from '../../data/stores/per-client.js';
import { viewOf, type View } from '../../data/stores/view.js';
import type { AuditEntry } from '../../protocol/index.js';
import { isAtRest } from '../../ui/table/at-rest.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { copyText } from '../../ui/text-safety/copy-text.js';
import { jsonForCopy } from '../../ui/text-safety/untrusted-json.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { emit } from '../../ui/base/emit.js';
import { renderPrintHead } from '../../ui/table/print-head.js';
import { renderProvenance } from '../../ui/format/provenance.js';
import { SteadyRows } from '../../ui/table/steady-rows.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { strings } from './audit-log.strings.js';
import { styles } from './audit-log.styles.js';
import { entryTable } from './entry-table.js';
import { activeFilters, FilterForm } from './filter-form.js';
import { bodySize, RowBodies } from '../../ui/table/row-bodies.js';
import { RowFocus } from '../../ui/table/row-focus.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** States with a gateway that can be queried, now or soon. */
const askable: ReadonlySet<View<unknown>['kind']> = new Set(['connecting', 'loading', 'failed', 'data']);

/**
 * The audit log of the gateway, as far as it keeps one: who did what, with which outcome, and why. The gateway filters and
 * pages it. New entries are shown at once while nobody reads: with nothing shown, or at the top with no pointer, focus,
 * selection or opened row inside. Otherwise they are announced, and shown on demand. Calls `security.audit`, which
 * needs the scope `rpc`. Printing includes the loaded entries, 1000 at most; the rest is counted.
 *
 * @element comis-audit-log
 * @fires {CustomEvent<AuditFilteredDetail>} comis-audit-filtered - A person asked for other entries: a host may keep
 *   the filter, in its URL for one, and set it as the property `filter` later.
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when the log has no entries at all.
 * @slot error - In place of the words when the log cannot be shown, and of the button Retry.
 * @csspart filters - The fields of the filters.
 * @csspart filter - One of the filters in force, in the list of them.
 * @csspart status - The line that counts the entries and says whether they are up to date.
 * @csspart arrived - The button that shows the entries that arrived meanwhile.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The words in place of the entries: loading, empty, failed, filtered to nothing.
 * @csspart notes - The gateway's notes on its answer.
 * @csspart table - The table "Audit log".
 * @csspart row - The row of an entry.
 * @csspart classification - A classification: word, shape and colour.
 * @csspart outcome - An outcome: word, shape and colour.
 * @csspart details - The row below an entry with all of its fields.
 * @csspart untrusted - The box of a long value in the details.
 * @csspart more - The line below the table, with the button that loads the next page.
 * @csspart json - A value with its lines and characters counted, and the button that shows what is hidden.
 * @csspart masked - A value that is hidden until somebody asks for it.
 * @csspart suspicion - The warning of characters that are not what they seem.
 * @csspart repeated-id - The mark of a row whose id another row has, too.
 * @csspart token - A character in a text that could not be seen as it is, drawn as a label.
 */
export class ComisAuditLog extends ComisElement {
  static override readonly elementName: string = 'audit-log';
  static override styles = [ComisElement.styles, styles];

  /** Which entries are shown; `{}` shows all. Replace it to change it; the person's choices are written here too. */
  @property({ attribute: false }) filter: AuditFilter = {};

  readonly #query = new StoreController<AuditQuery>(
    this,
    this.gateway,
    perClient((client) => auditQuery(client, this.filter, () => this.#open.size === 0 && isAtRest(this))),
  );
  readonly #announce = new AnnounceController(this);
  protected readonly height = new HostHeightController(this);
  readonly #print = new PrintController(this);
  readonly #form: FilterForm = new FilterForm(
    this,
    () => this.filter,
    (filter) => this.#filterBy(filter),
  );
  readonly #bodies = new RowBodies(this);
  readonly #rowFocus = new RowFocus(this, '.disclosure', (edge) => this.#bodies.reveal(edge));
  #open: ReadonlySet<string> = new Set();
  #copied: { readonly entry: AuditEntry; readonly ok: boolean } | undefined;
  /** Whether the current arrivals were announced. */
  #announced = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { store } = this.#query;
    if (changed.has('filter')) this.#form.follow();
    if (store && !isSameFilter(store.filter, this.filter)) store.ask(this.filter);
    const arrived = store?.state.data?.arrived ?? 0;
    if (arrived > 0 && !this.#announced) this.#announce.say(1, () => strings.announced);
    this.#announced = arrived > 0;
  }

  constructor() {
    super();
    new SteadyRows(this);
  }

  protected override render(): TemplateResult {
    const client = this.gateway.value;
    const { store } = this.#query;
    const view = viewOf(client, store);
    return html`${this.#announce.region()} ${askable.has(view.kind) ? this.#form.render() : nothing}
    ${renderView(client, view, {
      what: strings.what,
      unreadable: ({ unreadable }) => unreadable,
      retry: () => void store?.refresh(),
      bar: (pages) => this.#bar(pages),
      content: (pages) => this.#content(pages),
    })}`;
  }

  #bar({ rows, total, hasMore, oldest, derived, arrived, arrivedAtLeast }: Pages<AuditEntry>): unknown {
    // Derived entries may include single ones from before.
    const tellsOldest = oldest !== undefined && (!derived || oldest < derived.since);
    return html`<span class="count">${strings.count(rows.length, total, !hasMore)}</span>
      ${derived ? html`<span>${strings.known(derived.since)}</span>` : nothing}
      ${tellsOldest ? html`<span>${strings.oldest(oldest)}</span>` : nothing}
      <button
        type="button"
        class="arrived"
        part="arrived"
        title=${strings.arrivedTitle}
        ?hidden=${arrived === 0}
        @click=${() => void this.#showArrived()}
      >
        ${strings.arrived(arrived, arrivedAtLeast)}
      </button>`;
  }

  #content(pages: Pages<AuditEntry>): unknown {
    const { rows, notes, derived } = pages;
    const printing = this.#print.isPrinting;
    const head = { title: strings.table, filters: activeFilters(this.filter), loaded: rows.length };
    return html`${printing ? renderPrintHead(head) : nothing}
      ${renderProvenance({ notes: derived ? [...notes, strings.derivedFrom(derived.from)] : notes })}
      <div @focusin=${this.#rowFocus.focused} @keydown=${this.#rowFocus.keyPressed}>
        ${
          rows.length > 0
            ? entryTable(rows, {
                bodies: this.#bodies,
                isPrinting: printing,
                open: this.#open,
                toggle: (key) => this.#toggle(key),
                copied: this.#copied,
                copy: (entry) => void this.#copy(entry),
                narrow: (filter) => this.#form.narrow(filter),
              })
            : this.#nothing(derived?.since)
        }
      </div>
      ${this.#more(pages)}`;
  }

  /** @param since since when entries are known, where that is limited. */
  #nothing(since: number | undefined): unknown {
    const active = activeFilters(this.filter);
    if (active.length === 0) {
      return since === undefined
        ? renderEmpty(strings.empty, strings.emptyHint)
        : renderEmpty(strings.emptySince(since), strings.emptySinceHint);
    }
    return html`<div class="state" part="state">
      <p>
        ${since === undefined ? strings.nothingFound : strings.nothingFoundSince(since)}
        ${active.map(({ label, value }, index) => html`${index > 0 ? ', ' : ''}${label} ${untrusted(value)}`)}.
      </p>
      <p>${strings.nothingFoundHint}</p>
    </div>`;
  }

  #more({ rows, total, hasMore }: Pages<AuditEntry>): unknown {
    if (!hasMore) return nothing;
    const { readingMore = false, moreError } = this.#query.store ?? {};
    const connected = this.gateway.value?.connection.status === 'connected';
    return html`<div class="more" part="more">
      <button
        type="button"
        aria-disabled=${readingMore || !connected}
        title=${connected ? nothing : strings.notConnected}
        @click=${() => connected && void this.#loadMore()}
      >
        ${readingMore ? strings.loadingMore : strings.more}
      </button>
      <span class="muted">${strings.count(rows.length, total, false)}</span>
      ${
        moreError
          ? html`<p class="error" role="alert">${untrusted(strings.moreFailed(errorWords(moreError)))}</p>`
          : nothing
      }
    </div>`;
  }

  #filterBy(filter: AuditFilter): void {
    if (isSameFilter(filter, this.filter)) return;
    this.filter = filter;
    emit(this, 'comis-audit-filtered', { filter });
  }

  #toggle(key: string): void {
    const open = new Set(this.#open);
    if (!open.delete(key)) open.add(key);
    this.#open = open;
    this.requestUpdate();
  }

  async #copy(entry: AuditEntry): Promise<void> {
    const ok = await copyText(this.localized(() => jsonForCopy(entry)));
    this.#copied = { entry, ok };
    this.requestUpdate();
  }

  async #showArrived(): Promise<void> {
    await this.#query.store?.refresh();
    await this.updateComplete;
    // The button was removed, and the focus with it.
    const table = this.renderRoot.querySelector('table');
    if (!table) return;
    table.tabIndex = -1;
    table.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'nearest' });
  }

  async #loadMore(): Promise<void> {
    const shown = this.#query.store?.state.data?.rows.length ?? 0;
    const button = this.renderRoot.querySelector('.more button');
    const focused = button?.matches(':focus') ?? false;
    await this.#query.store?.more();
    await this.updateComplete;
    // After the last page the button is removed: focus the first new row.
    if (!focused || button?.isConnected) return;
    const body = Math.floor(shown / bodySize);
    await this.#bodies.reveal(body);
    const rows = this.renderRoot.querySelectorAll('tbody')[body];
    rows?.querySelectorAll<HTMLElement>('.disclosure')[shown % bodySize]?.focus();
  }
}
