import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { FrameController } from '../../controllers/frame-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import type { EventHold } from '../../data/event-hold.js';
import type { EventLog } from '../../data/event-log.js';
import { Gap, type LogRow } from '../../data/event-rows.js';
import { securityEvents, type SecurityEventStore } from '../../data/security-events.js';
import { viewOf, type View } from '../../data/view.js';
import type { SecurityEvent } from '../../protocol/index.js';
import { ComisElement } from '../shared/comis-element.js';
import { copyText } from '../shared/copy-text.js';
import { renderEmpty, renderView } from '../shared/render-view.js';
import { RowWindow } from '../shared/row-window.js';
import { Attention } from './attention.js';
import { renderDetails } from './event-details.js';
import { EventRow } from './event-row.js';
import { nextRow } from './row-keys.js';
import { strings } from './security-events.strings.js';
import { styles } from './security-events.styles.js';
import { renderCounts, renderToolbar } from './toolbar.js';

/** How often the counts are written anew at most, in ms: they are read, not watched. */
const countsIntervalMs = 250;

/**
 * The live log of security events: the newest 10 000, newest first, in a table that scrolls by itself.
 *
 * New rows appear at the top as they come, at up to 60 frames a second, at 25 while more come than can be read. The rows
 * stand still while **Pause** is on, and while somebody reads: scrolled away from the top, the pointer pressed on a row,
 * text of a row selected, or the focus in a row. What comes meanwhile is counted and waits, up to 100 000 events; with
 * more than that the oldest are cut, which is counted too. Afterwards the log holds all that waited, and goes back to
 * 10 000 as new ones arrive. Several of these elements share one log and pause each for itself.
 *
 * Keys: the table takes the focus and scrolls by the usual keys. Arrow Down goes into the rows, where Arrow Up and Down,
 * Page Up and Down, Home and End move from row to row and Enter opens the details. Escape goes back to the table, and
 * closes the details.
 *
 * It fills the height that its host gives it; without one it is 28rem high.
 *
 * @element comis-security-events
 * @slot loading - In place of the words while connecting and loading.
 * @slot empty - In place of the words when there are no events.
 * @slot error - In place of the words when there is nothing to show and why.
 * @csspart toolbar - Pause, what waits, and how many events there are.
 * @csspart status - Whether what is shown is up to date.
 * @csspart state - What stands in place of the table.
 * @csspart table - The table, which scrolls.
 * @csspart head - The names of the columns.
 * @csspart row - A row.
 * @csspart risk - A risk, in a row or in the details.
 * @csspart details - The panel with all fields of one event.
 * @csspart untrusted - A box with a long text of the event.
 * @csspart token - What stands for a character that cannot be seen.
 * @cssproperty --comis-row-height - How high a row is. 1.75rem by default.
 */
export class ComisSecurityEvents extends ComisElement {
  static override readonly elementName: string = 'security-events';
  static override styles = [ComisElement.styles, styles];

  /** Whether the rows stand still because somebody wants it so. What comes meanwhile waits. */
  @property({ type: Boolean, reflect: true }) paused = false;

  @state() private opened: SecurityEvent | undefined;
  @state() private copied: boolean | undefined;

  readonly #stores = new StoreController(this, this.gateway, securityEvents, (store) => this.#changed(store));
  readonly #frames = new FrameController(this, (elapsedMs) => this.#draw(elapsedMs));
  readonly #attention = new Attention(this, () => this.#settle());
  #store: SecurityEventStore | undefined;
  #state: SecurityEventStore['state'] | undefined;
  /** The log as it was when the reader began to read; undefined while the newest rows are shown. */
  #hold: EventHold | undefined;
  #window: RowWindow<LogRow> | undefined;
  /** Whether it says in place of rows that there are none. */
  #empty = false;
  #arrived = 0;
  #counts: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#counts);
    this.#counts = undefined;
    // An element that is only moved comes back before this runs, and its rows stand still all the while.
    queueMicrotask(() => {
      if (!this.isConnected) this.#letGo();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const store = this.#stores.store;
    if (store !== this.#store) {
      this.#letGo();
      this.#store = store;
      this.opened = undefined;
    }
    this.#state = store?.state;
    if (changed.get('paused') === true) this.#window?.scrollToTop();
    this.#settle();
  }

  protected override render(): unknown {
    const client = this.gateway.value;
    const view: View<EventLog> =
      this.#store && client ? viewOf(client, 'security.events', this.#store.state) : { kind: 'no-client' };
    return html`<div class="frame ${view.kind}">
      ${renderView(client, view, {
        what: strings.what,
        retry: () => void this.#store?.refresh(),
        content: (log) => this.#content(log),
      })}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    const part = (name: string) => this.renderRoot.querySelector<HTMLElement>(`.${name}`);
    const [scroller, head, body, rows, probe] = ['table', 'head', 'body', 'rows', 'probe'].map(part);
    if (scroller !== this.#window?.scroller) {
      this.#window?.dispose();
      this.#window =
        scroller && head && body && rows && probe
          ? new RowWindow(
              { scroller, head, body, rows, probe },
              () => new EventRow((row) => row === this.opened),
              () => this.#frames.flush(),
            )
          : undefined;
      this.#attention.watch(this.#window);
    }
    if (changed.has('opened')) this.#window?.rewrite();
    this.#frames.flush();
  }

  #content(log: EventLog): TemplateResult {
    const shown = this.#hold ?? log;
    this.#empty = shown.size === 0;
    return html`${renderToolbar(this.#hold, this.paused, {
        pause: () => (this.paused = !this.paused),
        follow: () => this.#follow(),
      })}
      <p class="count muted">${renderCounts(log)}</p>
      <div class="main ${this.opened ? 'split' : ''}">
        <div class="list">
          <div
            class="table"
            part="table"
            role="table"
            aria-label=${strings.label}
            aria-describedby="keys"
            aria-rowcount=${shown.size + 1}
            tabindex="0"
            @scroll=${this.#scrolled}
            @keydown=${this.#key}
            @pointerdown=${this.#attention.press}
            @click=${this.#click}
            @focusin=${this.#attention.focusMoved}
            @focusout=${this.#attention.focusMoved}
          >
            <div class="head" part="head" role="rowgroup">
              <div class="row" role="row" aria-rowindex="1">
                ${strings.columns.map(
                  (column) => html`<div class="cell col-${column.toLowerCase()}" role="columnheader">${column}</div>`,
                )}
              </div>
            </div>
            <div class="body" role="rowgroup">
              <div class="rows"></div>
            </div>
            <div class="probe"></div>
          </div>
          ${this.#empty ? renderEmpty(strings.empty, strings.emptyHint) : nothing}
        </div>
        ${
          this.opened
            ? html`<div class="side" @keydown=${this.#panelKey}>
                ${renderDetails(this.opened, {
                  close: () => this.#close(),
                  copy: () => void this.#copy(),
                  copied: this.copied,
                })}
              </div>`
            : nothing
        }
      </div>
      <p id="keys" class="visually-hidden">${strings.keys}</p>`;
  }

  #changed(store: SecurityEventStore): void {
    const first = this.#empty && store.log.size > 0;
    if (store.state !== this.#state || first) this.requestUpdate();
    else if (!this.#hold) this.#frames.request();
    this.#counts ??= setTimeout(() => {
      this.#counts = undefined;
      if (this.#frames.visible) this.requestUpdate();
    }, countsIntervalMs);
  }

  /** @returns whether more rows come per frame than half of what is in sight. */
  #draw(elapsedMs: number): boolean {
    const log = this.#store?.log;
    if (!log || !this.#window) return false;
    this.#window.draw(this.#hold ?? log);
    const arrived = log.arrived - this.#arrived;
    this.#arrived = log.arrived;
    return (arrived / Math.max(elapsedMs, 1)) * (1000 / 60) > this.#window.capacity / 2;
  }

  /** Makes the rows stand still or go on, whichever it should be now. */
  #settle(): void {
    const log = this.#state?.data;
    const still = log !== undefined && (this.paused || this.#attention.isReading);
    if (still === (this.#hold !== undefined)) return;
    if (still) this.#hold = log.hold();
    else this.#letGo();
    this.requestUpdate();
    if (this.hasUpdated) this.#frames.flush();
  }

  #letGo(): void {
    this.#hold?.release();
    this.#hold = undefined;
  }

  #follow(): void {
    this.#attention.end();
    this.#settle();
  }

  readonly #scrolled = (): void => {
    this.#window?.scrolled();
    this.#settle();
    this.#frames.flush();
  };

  readonly #click = (event: MouseEvent): void => {
    const row = this.#window?.rowAt(event.target as Node);
    if (row && !(row instanceof Gap) && !this.#attention.isSelecting) void this.#open(row);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { scroller } = this.#window ?? {};
    if (!this.#window || !scroller || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = this.#attention.focusedRow;
    if (event.key === 'Escape') {
      if (row) scroller.focus({ preventScroll: true });
      else if (this.opened) this.#close();
      return;
    }
    const log = this.#hold ?? this.#state?.data;
    const index = log && nextRow(event.key, log, row, this.#window);
    const target = index === undefined ? undefined : log?.at(index);
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

  async #open(event: SecurityEvent): Promise<void> {
    this.opened = event;
    this.copied = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.details')?.focus({ preventScroll: true });
  }

  readonly #panelKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#close();
  };

  #close(): void {
    const row = this.opened;
    this.opened = undefined;
    // Only among rows that stand still: the focus would make them.
    const button = this.#hold && row && this.#detailsButton(row);
    (button ?? this.#window?.scroller)?.focus({ preventScroll: true });
  }

  async #copy(): Promise<void> {
    const event = this.opened;
    const copied = await copyText(JSON.stringify(event, null, 2));
    if (event === this.opened) this.copied = copied;
  }
}
