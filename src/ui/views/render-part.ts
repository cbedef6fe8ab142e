import { html, nothing, type TemplateResult } from 'lit';
import type { Parts } from '../base/parts.js';
import type { LazyPart } from '../base/register.js';
import { sharedStrings as strings } from '../base/strings.js';

/**
 * Draws a part that is loaded when it is first needed; until then, that it is loading, or why it could not be loaded.
 *
 * @param what it is, for "Loading ...": without it nothing is said while it loads.
 */
export function renderPart(parts: Parts, part: LazyPart, what?: string): HTMLElement | TemplateResult | typeof nothing {
  const element = parts.lazy(part);
  if (element) return element;
  const error = parts.error(part);
  if (!error) {
    if (what === undefined) return nothing;
    return html`<div class="state" part="state"><p role="status">${strings.loading(what)}</p></div>`;
  }
  return html`<div class="state problem" part="state">
    <p role="alert">${error.message}</p>
    <button type="button" @click=${() => void parts.load(part)}>${strings.retry}</button>
  </div>`;
}
