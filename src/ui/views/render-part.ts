import { html, nothing, type TemplateResult } from 'lit';
import type { LazyCode } from '../base/lazy-code.js';
import type { Parts } from '../base/parts.js';
import type { LazyPart } from '../base/register.js';
import { sharedStrings as strings } from '../base/strings.js';
import { errorWords } from '../base/client-error.strings.js';

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
    return html`<div class="state loading" part="state"><p role="status">${strings.loading(what)}</p></div>`;
  }
  return html`<div class="state problem" part="state">
    <p role="alert">${errorWords(error)}</p>
    <button type="button" @click=${() => void parts.load(part)}>${strings.retry}</button>
  </div>`;
}

/**
 * Draws what stands in place of content whose code is not there: that it is loading, or why it could not be loaded.
 *
 * @param loading the words while it loads.
 * @param retry loads it again; by default only the code.
 */
export function renderMissing(
  code: LazyCode<unknown>,
  loading: string,
  retry: () => void = () => void code.need(),
): TemplateResult {
  if (!code.error) return html`<p class="muted" role="status">${loading}</p>`;
  return html`<p class="error" role="alert">
    ${errorWords(code.error)} <button type="button" class="link" @click=${retry}>${strings.retry}</button>
  </p>`;
}
