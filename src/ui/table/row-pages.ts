import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { textSafetyStrings as strings } from '../text-safety/text-safety.strings.js';

/** The rows per page. */
const pageSize = 200;

/** Paging of a long table: its first rows, and more on demand. */
export class RowPages {
  readonly #host: LitElement;
  #shown = pageSize;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** The rendered rows. */
  of<Row>(rows: readonly Row[]): readonly Row[] {
    return rows.length > this.#shown ? rows.slice(0, this.#shown) : rows;
  }

  /** Renders the button for more rows; nothing where all are shown. */
  render({ length }: readonly unknown[]): TemplateResult | typeof nothing {
    const left = length - this.#shown;
    if (left <= 0) return nothing;
    return html`<div class="more-rows">
      <button type="button" @click=${this.#more}>${strings.showNextOf(Math.min(pageSize, left), length)}</button>
    </div>`;
  }

  readonly #more = (): void => {
    this.#shown += pageSize;
    this.#host.requestUpdate();
  };
}
