import { html, nothing, type TemplateResult } from 'lit';
import { timeTrouble } from '../../protocol/index.js';
import { formatDateTime, formatIso, formatTitle } from './format.js';

/**
 * Renders a time: ISO for machines and copies, and a title with milliseconds, offset and zone.
 *
 * @param words the visible text; date and time by default.
 */
export function timeOf(ms: number, words: unknown = formatDateTime(ms)): TemplateResult {
  // A number of seconds would be parsed as a year.
  const iso = timeTrouble(ms) === undefined ? formatIso(ms) : nothing;
  return html`<time translate="no" datetime=${iso} title=${formatTitle(ms)}>${words}</time>`;
}
