import { html, type TemplateResult } from 'lit';
import { strings } from './security-events.strings.js';

/** What happens in the table. */
export interface TableListeners {
  readonly scroll: (event: Event) => void;
  readonly keydown: (event: KeyboardEvent) => void;
  readonly pointerdown: (event: PointerEvent) => void;
  readonly click: (event: MouseEvent) => void;
  readonly focusMoved: (event: FocusEvent) => void;
}

/** The columns in their order; a cell's class is `col-<id>`. */
export const columns = (['time', 'agent', 'action', 'risk', 'user'] as const).map((id) => ({
  id,
  label: strings.columns[id],
}));

/** Draws the table without its rows: those are written by hand into `.rows`. @param size how many there are. */
export function renderTable(size: number, listeners: TableListeners): TemplateResult {
  return html`<div
    class="table"
    part="table"
    role="table"
    aria-label=${strings.label}
    aria-describedby="keys"
    aria-rowcount=${size + 1}
    tabindex="0"
    @scroll=${listeners.scroll}
    @keydown=${listeners.keydown}
    @pointerdown=${listeners.pointerdown}
    @click=${listeners.click}
    @focusin=${listeners.focusMoved}
    @focusout=${listeners.focusMoved}
  >
    <div class="head" part="head" role="rowgroup">
      <div class="row" role="row" aria-rowindex="1">
        ${columns.map(({ id, label }) => html`<div class="cell col-${id}" role="columnheader">${label}</div>`)}
      </div>
    </div>
    <div class="body" role="rowgroup">
      <div class="rows"></div>
    </div>
    <div class="probe"></div>
  </div>`;
}
