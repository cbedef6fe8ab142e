import { html, nothing, type TemplateResult } from 'lit';
import { linkStrings as strings } from './link.strings.js';

/**
 * Renders, at the end of a card's last line, the mark of the linked request and the button that links or unlinks it.
 *
 * @param linked whether it is the linked request.
 * @param press undefined for an ended request, which is not linked.
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
