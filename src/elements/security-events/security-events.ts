import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { booleanAttribute } from '../../ui/base/boolean-attribute.js';
import { FrameController } from '../../controllers/frame-controller.js';
import { PrintController } from '../../controllers/print-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { testOf } from '../../data/events/event-filter.js';
import { EventReader } from '../../data/events/event-reader.js';
import { eventOf, Gap, type EventLine, type LogRow } from '../../data/events/event-rows.js';
import { securityEvents, type SecurityEventStore } from '../../data/events/security-events.js';
import { viewOf } from '../../data/stores/view.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { printedRows, renderPrintHead } from '../../ui/table/print-head.js';
import { renderEmpty, renderView } from '../../ui/views/render-view.js';
import { RowWindow, windowTable, type WindowRowOptions } from '../../ui/table/window-table.js';
import { textChecks } from '../../ui/text-safety/text-checks.js';
import { jsonForCopy } from '../../ui/text-safety/untrusted-json.js';
import { Attention } from './attention.js';
import { columns, searchedIn } from './columns.js';
import { EventPanel } from './event-panel.js';
import { renderOlder } from './older.js';
import { FilterBar } from './filter-bar.js';
import { nextRow } from './row-keys.js';
import { strings } from './security-events.strings.js';
import { styles } from './security-events.styles.js';
import { renderAbout, renderCounts, renderToolbar } from './toolbar.js';

/** The minimum interval between updates of the counts, in ms. */
const countsIntervalMs = 250;

/**
 * The live log of security events: the newest 10 000, newest first, in a table that scrolls by itself.
 *
 * New rows appear at the top as they come, at up to 60 frames a second, at 25 while more come than can be read. The
 * rows do not move while **Pause** is on, and while somebody reads: scrolled away from the top, the pointer pressed on
 * a row, text of a row selected, the focus in a row, or the details of one open. Events that arrive meanwhile are
 * counted and wait, up to 100 000; beyond that the oldest are dropped, which is counted too. Afterwards the log holds
 * all that waited, and goes back to 10 000 as new ones arrive. Several of these elements share one log and pause
 * independently.
 *
 * Events that the gateway calls routine are not shown as rows: they are counted by name above the table; **Show** adds
 * the newest 2000 of them. **Filter** shows only events of a risk, an agent or a text; it shows out of how many, and
 * hides no gap.
 *
 * Keys: the table takes the focus and scrolls by the usual keys. Arrow Down enters the rows, where Arrow Up and Down,
 * Page Up and Down, Home and End move from row to row and Enter opens the details. Escape goes back to the table, and
 * closes the details.
 *
 * It fills the height that its host gives it; without one its height is 32 times the size of its text. Printing
 * includes the newest 1000 rows, wherever it is scrolled to; the rest is counted.
 *
 * @element comis-security-events
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when there are no events.
 * @slot error - In place of the words when there is nothing to show and why.
 * @csspart toolbar - Pause, the number of waiting events, and the total.
 * @csspart notes - Since when the log is known, the gateway's notes, and folded events.
 * @csspart filters - The fields of the filter.
 * @csspart status - The line that says whether the rows are up to date.
 * @csspart unreadable-count - How many entries could not be read.
 * @csspart unreadable - The entries that could not be read, above the rest.
 * @csspart state - The message in place of the table.
 * @csspart table - The table, which scrolls.
 * @csspart head - The header of the columns.
 * @csspart row - A row.
 * @csspart risk - A risk, in a row or in the details.
 * @csspart outcome - The outcome of an action, in a row.
 * @csspart older - The line below the table that loads older events and counts them.
 * @csspart details - The panel with all fields of one event.
 * @csspart untrusted - A box with a long text of the event.
 * @csspart json - A value with its lines and characters counted, and the button that shows what is hidden.
 * @csspart masked - A value that is hidden until somebody asks for it.
 * @csspart suspicion - The warning of characters that are not what they seem.
 * @csspart token - The label of a character that cannot be seen.
 */
export class ComisSecurityEvents extends ComisElement {
  static override readonly elementName: string = 'security-events';
  static override styles = [ComisElement.styles, styles];

  /** Whether the rows are paused. New events wait meanwhile. */
  @property({ type: Boolean, reflect: true, converter: booleanAttribute }) paused = false;

  @state() private routineShown = false;

  readonly #stores = new StoreController(this, this.gateway, securityEvents, (store) => this.#changed(store));
  readonly #frames = new FrameController(this, (elapsedMs) => this.localized(() => this.#draw(elapsedMs)));
  readonly #attention = new Attention(this, () => this.#settle());
  readonly #print = new PrintController(this);
  #store: SecurityEventStore | undefined;
  #state: SecurityEventStore['state'] | undefined;
  /** The shown part of the log; held while somebody reads. */
  #reader: EventReader | undefined;
  readonly #filters = new FilterBar(this, (filter) => {
    this.#matches = testOf(filter, (event) => this.localized(() => searchedIn(event)));
    this.#choose();
  });
  readonly #isReused = (line: EventLine): boolean => this.#reader?.isReused(line) === true;
  #matches: ReturnType<typeof testOf>;
  readonly #panel = new EventPanel(this, (line, byKey) => this.#returnFocus(line, byKey));
  /** The line marked as open. */
  #marked: EventLine | undefined;
  /** The time zone, the language, and the checks of text, of the rendered rows. */
  #writtenWith: readonly unknown[] = [];
  #window: RowWindow<EventLine, Gap> | undefined;
  /** Whether the message for no rows is shown. */
  #empty = false;
  #arrived = 0;
  #counts: ReturnType<typeof setTimeout> | undefined;
  #countsDue = false; // The counts changed, perhaps while not visible.

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#counts);
    this.#counts = undefined;
    // An element that is only moved is reconnected before this runs, and keeps its rows held.
    queueMicrotask(() => {
      if (!this.isConnected) this.#reader?.resume();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#countsDue = false;
    const store = this.#stores.store;
    if (store !== this.#store) {
      this.#reader?.resume();
      this.#store = store;
      this.#reader = store && new EventReader(store);
      this.#choose();
      this.#panel.forget();
    }
    this.#state = store?.state;
    if (changed.get('paused') === true) this.#window?.scrollToTop();
    this.#settle();
  }

  protected override render(): unknown {
    const client = this.gateway.value;
    const view = viewOf(client, this.#store);
    return html`<div class="frame ${view.kind}">
      ${renderView(client, view, {
        what: strings.what,
        unreadable: () => this.#store?.unreadable,
        retry: () => void this.#store?.refresh(),
        content: () => this.#content(),
      })}
    </div>`;
  }

  protected override updated(): void {
    const table = this.renderRoot.querySelector<HTMLElement>('.table') ?? undefined;
    if (table !== this.#window?.scroller) {
      this.#window?.dispose();
      this.#window = table && this.#makeWindow(table);
      this.#attention.watch(this.#window);
    }
    const { timeZone } = this.settings.value;
    const writtenWith = [timeZone, this.language.value, textChecks()];
    const isSame = writtenWith.every((each, index) => each === this.#writtenWith[index]);
    if (this.#marked !== this.#panel.line || !isSame) this.#window?.rewrite();
    this.#window?.print(this.#print.isPrinting ? printedRows : undefined);
    this.#marked = this.#panel.line;
    this.#writtenWith = writtenWith;
    this.#frames.flush();
  }

  #content(): unknown {
    const [store, reader] = [this.#store, this.#reader];
    if (!store || !reader) return nothing;
    const { size } = reader.rows;
    this.#empty = size === 0;
    const head = { title: strings.label, filters: this.#filters.active, loaded: size };
    return html`${this.#print.isPrinting ? renderPrintHead(head) : nothing}
      ${renderToolbar(
        reader,
        this.paused,
        { pause: () => (this.paused = !this.paused), follow: () => this.#follow() },
        this.#filters.renderButton(),
      )}
      <p class="count muted">${renderCounts(store, reader)} ${this.#filters.renderClear()}</p>
      ${renderAbout(store, { shown: this.routineShown, toggle: () => this.#toggleRoutine() })}
      ${this.#filters.renderFields()}
      <div class="main ${this.#panel.line ? 'split' : ''}">
        <div class="list">
          ${windowTable(
            columns,
            { label: strings.label, describedBy: 'keys', size },
            {
              scroll: this.#scrolled,
              keydown: this.#key,
              pointerdown: this.#attention.press,
              click: this.#click,
              focusMoved: this.#attention.focusMoved,
            },
          )}
          ${this.#empty ? this.#nothing(store, reader) : nothing}
        </div>
        ${this.#panel.render(this.#isReused)}
      </div>
      ${renderOlder(store, this.gateway.value?.connection.status === 'connected', () => void this.#readOlder(store))}
      <p id="keys" class="visually-hidden">${strings.keys}</p>`;
  }

  #makeWindow(table: HTMLElement): RowWindow<EventLine, Gap> {
    const rows: WindowRowOptions<EventLine, Gap> = {
      columns,
      details: {
        get label() {
          return strings.details;
        },
        describedBy: ['time', 'action', 'risk'],
      },
      isOpen: (line) => line === this.#panel.line,
      isRepeated: this.#isReused,
      json: (line) => jsonForCopy(eventOf(line)),
      rowClass: (row) => (row instanceof Gap ? 'gap' : eventOf(row).routine === undefined ? '' : 'routine'),
      isNote: (row) => row instanceof Gap,
      noteText: (gap) => strings.gap(gap),
    };
    return new RowWindow(table, rows, () => this.#frames.flush());
  }

  #nothing({ routine, provenance: { derived } }: SecurityEventStore, { filtered }: EventReader): unknown {
    if (!filtered || filtered.of === 0) {
      return renderEmpty(
        derived ? strings.emptySince(derived.since) : strings.empty,
        routine.total > 0 ? strings.onlyRoutine : strings.emptyHint,
      );
    }
    return html`<div class="state" part="state">
      <p>${strings.noMatch}</p>
      <p>${strings.noMatchHint(filtered.of)}</p>
    </div>`;
  }

  #changed(store: SecurityEventStore): void {
    const first = this.#empty && store.log.size + store.routine.total > 0;
    if (store.state !== this.#state || first) this.requestUpdate();
    else if (!this.#reader?.isPaused) this.#frames.request();
    this.#counts ??= setTimeout(() => {
      this.#counts = undefined;
      this.#countsDue = true;
      this.#frames.request();
    }, countsIntervalMs);
  }

  /** @returns whether more rows arrive per frame than half of those in view. */
  #draw(elapsedMs: number): boolean {
    if (this.#countsDue) this.requestUpdate();
    if (!this.#reader || !this.#window) return false;
    if (this.#reader.takeNewMarks()) this.#window.rewrite();
    this.#window.draw(this.#reader.rows);
    const arrived = this.#reader.arrived - this.#arrived;
    this.#arrived = this.#reader.arrived;
    return (arrived / Math.max(elapsedMs, 1)) * (1000 / 60) > this.#window.capacity / 2;
  }

  /** Holds or resumes the rows, as needed now. */
  #settle(): void {
    const reader = this.#reader;
    const reading = this.#attention.isReading || this.#panel.line !== undefined || this.#print.isPrinting;
    const still = this.#state?.data !== undefined && (this.paused || reading);
    if (!reader || still === reader.isPaused) return;
    if (still) reader.pause();
    else reader.resume();
    this.requestUpdate();
    if (this.hasUpdated) this.#frames.flush();
  }

  /** Shows a new set of rows, from the newest one. */
  #choose(): void {
    this.#reader?.want({ routine: this.routineShown, matches: this.#matches });
    this.#window?.scrollToTop();
    this.requestUpdate();
  }

  #toggleRoutine(): void {
    this.routineShown = !this.routineShown;
    this.#choose();
  }

  /** Shows the events that arrived meanwhile. Open details stay open, and hold the rows again. */
  #follow(): void {
    this.#attention.end();
    this.#reader?.resume();
    this.requestUpdate();
  }

  async #readOlder(store: SecurityEventStore): Promise<void> {
    await store.older.read();
    await this.updateComplete;
    this.#frames.flush();
    // After the last step the button is removed, and the focus with it.
    if (store.older.status !== 'ready' && !this.renderRoot.querySelector('.older button')) {
      this.#window?.scroller.focus({ preventScroll: true });
    }
  }

  readonly #scrolled = (): void => {
    this.#window?.scrolled();
    this.#settle();
    this.#frames.flush();
  };

  readonly #click = (event: MouseEvent): void => {
    const row = this.#window?.rowAt(event.target as Node);
    if (!row || row instanceof Gap || this.#attention.isSelecting) return;
    // A click by keyboard has a detail of 0.
    void this.#panel.open(row, event.detail === 0 && row === this.#attention.focusedRow);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { scroller } = this.#window ?? {};
    if (!this.#window || !scroller || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = this.#attention.focusedRow;
    if (event.key === 'Escape') {
      if (row) scroller.focus({ preventScroll: true });
      else if (this.#panel.line) this.#panel.close();
      return;
    }
    const rows = this.#reader?.rows;
    const index = rows && nextRow(event.key, rows, row, this.#window);
    const target = index === undefined ? undefined : rows?.at(index);
    if (index === undefined || !target) return;
    event.preventDefault();
    this.#attention.during(() => {
      this.#window?.reveal(index);
      this.#frames.flush();
      this.#detailsButton(target)?.focus({ preventScroll: true });
    });
  };

  #detailsButton(row: LogRow): HTMLElement | null | undefined {
    return this.#window?.elementOf(row)?.querySelector('button');
  }

  #returnFocus(line: EventLine, byKey: boolean): void {
    // Focus in a row holds the list: return it there only if the details were opened from there by keyboard.
    const button = byKey ? this.#detailsButton(line) : undefined;
    (button ?? this.#window?.scroller)?.focus({ preventScroll: true });
  }
}
