import { html, type TemplateResult } from 'lit';
import { formatDateTime, formatTitle } from './format.js';

/**
 * Draws a moment: machines and copies get ISO, the title says it to the millisecond with its offset and zone.
 *
 * @param words how it reads; its date and time by default.
 */
export function timeOf(ms: number, words: string = formatDateTime(ms)): TemplateResult {
  return html`<time translate="no" datetime=${new Date(ms).toISOString()} title=${formatTitle(ms)}>${words}</time>`;
}
