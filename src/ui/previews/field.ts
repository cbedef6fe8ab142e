import { html, nothing, type TemplateResult } from 'lit';
import { honestStrings } from '../text-safety/honest-text.strings.js';
import { isLong, untrusted } from '../text-safety/untrusted-text.js';

/** A field of a preview, in a line of its own; with its extent where it is so long that it scrolls in a box. */
export function untrustedField(text: string): TemplateResult {
  return html`${untrusted(text)}${isLong(text) ? extent(text) : nothing}`;
}

const extent = (text: string): TemplateResult =>
  html`<span class="extent muted">${honestStrings.extent(text.split('\n').length, text.length)}</span>`;
