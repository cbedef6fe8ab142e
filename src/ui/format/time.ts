import { html, nothing, type TemplateResult } from 'lit';
import { timeTrouble } from '../../protocol/index.js';
import { formatDateTime, formatIso, formatTitle } from './format.js';

/**
 * Draws a moment: machines and copies get ISO, the title says it to the millisecond with its offset and zone.
 *
 * @param words how it reads; its date and time by default.
 */
export function timeOf(ms: number, words: unknown = formatDateTime(ms)): TemplateResult {
  // A number of seconds would be read as a year.
  const iso = timeTrouble(ms) === undefined ? formatIso(ms) : nothing;
  return html`<time translate="no" datetime=${iso} title=${formatTitle(ms)}>${words}</time>`;
}
