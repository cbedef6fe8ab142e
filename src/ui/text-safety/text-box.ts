/** What surrounds multi-line untrusted text. */
import { html, nothing, type TemplateResult } from 'lit';
import { textSafetyStrings as strings } from './text-safety.strings.js';

/**
 * Renders a scrolling box of bounded height.
 *
 * @param content its content; untrusted text as rendered by this module.
 * @param label the label of the box, safe for an attribute.
 * @param kind an additional class.
 */
export function textBox(content: unknown, label: string, kind = ''): TemplateResult {
  // Focusable, so that a keyboard can scroll it (WCAG 2.1.1).
  return html`<pre
    class="untrusted ${kind}"
    part="untrusted"
    translate="no"
    tabindex="0"
    role="group"
    aria-label=${label}
    dir="ltr"
  >
${content}</pre>`;
}

/** Renders the warning for a text with tokens. */
export function suspicionWarning(suspicious: number, numbers = 0): unknown {
  const words = strings.odd({ suspicious, numbers });
  return words === '' ? nothing : html`<p class="suspicion" part="suspicion">${words}</p>`;
}
