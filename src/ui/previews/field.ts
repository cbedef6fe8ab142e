import { html, nothing, type TemplateResult } from 'lit';
import { honestStrings } from '../text-safety/honest-text.strings.js';
import { isLong, untrusted } from '../text-safety/untrusted-text.js';

/** Renders a field of a preview on its own line; a long one in a scrolling box with its extent. */
export function untrustedField(text: string): TemplateResult {
  return html`${untrusted(text)}${isLong(text) ? extent(text) : nothing}`;
}

const extent = (text: string): TemplateResult =>
  html`<span class="extent muted">${honestStrings.extent(text.split('\n').length, text.length)}</span>`;
