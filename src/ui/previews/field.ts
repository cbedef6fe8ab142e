import { html, nothing, type TemplateResult } from 'lit';
import { textSafetyStrings } from '../text-safety/text-safety.strings.js';
import { isLong } from '../text-safety/plain-text.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** Renders a field of a preview on its own line; a long one in a scrolling box with its extent. */
export function untrustedField(text: string): TemplateResult {
  return html`${untrusted(text)}${isLong(text) ? extent(text) : nothing}`;
}

const extent = (text: string): TemplateResult =>
  html`<span class="extent muted">${textSafetyStrings.extent(text.split('\n').length, text.length)}</span>`;
