import { html, nothing, type TemplateResult } from 'lit';
import { timeTrouble } from '../../protocol/index.js';
import { formatIso, formatMoment, formatTitle } from './format.js';

/**
 * Renders a time: ISO for machines and copies, and a title with milliseconds, offset and zone.
 *
 * @param words the visible text; the time by default, with the date unless that is today's.
 */
export function timeOf(ms: number, words: unknown = formatMoment(ms)): TemplateResult {
  // A number of seconds would be parsed as a year.
  const iso = timeTrouble(ms) === undefined ? formatIso(ms) : nothing;
  return html`<time translate="no" datetime=${iso} title=${formatTitle(ms)}>${words}</time>`;
}
