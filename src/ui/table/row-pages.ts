import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { honestStrings as strings } from '../text-safety/honest-text.strings.js';

/** How many rows are drawn at first, and with each further page. */
const pageSize = 200;

/** Draws a long table by pages: its first rows, and the next ones when somebody asks for them. */
export class RowPages {
  readonly #host: LitElement;
  #shown = pageSize;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** The rows that are drawn. */
  of<Row>(rows: readonly Row[]): readonly Row[] {
    return rows.length > this.#shown ? rows.slice(0, this.#shown) : rows;
  }

  /** Draws the button for the next rows; nothing where all are drawn. */
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
