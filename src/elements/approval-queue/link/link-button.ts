import { html, nothing, type TemplateResult } from 'lit';
import { linkStrings as strings } from './link.strings.js';

/**
 * Draws, at the end of a card's last line, the mark of the linked request, and the button that makes the page lead to this
 * request or to none.
 *
 * @param linked whether the page leads to it now.
 * @param press undefined for a request that has ended, which nobody needs to be led to.
 */
export function linkButton(linked: boolean, press: (() => void) | undefined): TemplateResult | typeof nothing {
  if (!linked && !press) return nothing;
  return html`<span class="linking">
    ${linked ? html`<span class="linked-mark">${strings.linked}</span>` : nothing}
    ${
      press
        ? html`<button type="button" class="link" title=${linked ? nothing : strings.linkTitle} @click=${press}>
            ${linked ? strings.unlink : strings.link}
          </button>`
        : nothing
    }
  </span>`;
}
