import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime, zoneName } from '../format/format.js';
import { sharedStrings as strings } from '../base/strings.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** The maximum of printed rows. */
export const printedRows = 1000;

/** The head of a printed list. */
export interface PrintHead {
  readonly title: string;
  /** The active filters, by label. */
  readonly filters: readonly { readonly label: string; readonly value: string }[];
  /** The number of loaded rows. */
  readonly loaded: number;
}

/** Renders the context of a printed list: title, time, and what is not included. */
export function renderPrintHead({ title, filters, loaded }: PrintHead): TemplateResult {
  const left = loaded - printedRows;
  return html`<header class="print-head" translate="no">
    <h2>${untrusted(title)}</h2>
    <p>${strings.printed(formatDateTime(Date.now()), zoneName())}</p>
    <p>
      ${
        filters.length === 0
          ? strings.noFilters
          : html`${strings.filters}
            ${filters.map(({ label, value }, index) => html`${index > 0 ? ', ' : ''}${label} “${untrusted(value)}”`)}`
      }
    </p>
    ${left > 0 ? html`<p class="left-out">${strings.notPrinted(printedRows, left)}</p>` : nothing}
  </header>`;
}
