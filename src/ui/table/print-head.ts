import { html, nothing, type TemplateResult } from 'lit';
import { formatDateTime, zoneName } from '../format/format.js';
import { sharedStrings as strings } from '../base/strings.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** How many rows are printed at most: more than anybody reads on paper. */
export const printedRows = 1000;

/** What stands above a list on paper. */
export interface PrintHead {
  readonly title: string;
  /** The filters in force, by their names. */
  readonly filters: readonly { readonly label: string; readonly value: string }[];
  /** How many rows are loaded. */
  readonly loaded: number;
}

/** Draws what a printed list needs to be read later by somebody else: what it is, of when, and what is not in it. */
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
