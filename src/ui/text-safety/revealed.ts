import { html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { textSafetyStrings as strings } from './text-safety.strings.js';

/** The items per page. */
const pageSize = 200;

class RevealedDirective extends AsyncDirective {
  #items: readonly unknown[] = [];
  #draw: (item: never) => unknown = () => nothing;
  #shown = pageSize;

  render<T>(items: readonly T[], draw: (item: T) => unknown): unknown {
    if (items.length < this.#items.length || items[0] !== this.#items[0]) this.#shown = pageSize;
    this.#items = items;
    this.#draw = draw;
    return this.#view();
  }

  #view(): TemplateResult {
    const { length } = this.#items;
    const left = length - this.#shown;
    return html`${this.#items.slice(0, this.#shown).map((item) => this.#draw(item as never))}${
      left <= 0
        ? nothing
        : html`<div class="more-text">
            <button type="button" class="link" @click=${() => this.#more()}>
              ${strings.showNextOf(Math.min(pageSize, left), length)}
            </button>
          </div>`
    }`;
  }

  #more(): void {
    this.#shown += pageSize;
    this.setValue(this.#view());
  }
}

/** Renders the first items of an untrusted list, with a button for more. */
export const revealed = directive(RevealedDirective) as <T>(items: readonly T[], draw: (item: T) => unknown) => unknown;
