import { html, nothing, type TemplateResult } from 'lit';
import type { Unreadable } from '../../protocol/index.js';
import { sharedStrings as strings } from '../base/strings.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/** The maximum rendered; the others are counted. */
const mostDrawn = 50;

/** The identifying fields of an entry, by their name on the wire. */
const telling = [
  'approvalId',
  'id',
  'name',
  'provider',
  'role',
  'permission',
  'agentId',
  'user',
  'action',
  'key',
  'type',
];

/** The number of unreadable entries, for the status line. */
export function unreadableCount(unreadable: readonly Unreadable[] | undefined): unknown {
  if (!unreadable || unreadable.length === 0) return nothing;
  return html`<span class="changed" part="unreadable-count">${strings.unreadable(unreadable.length)}</span>`;
}

/** Renders the unreadable entries of a list, one row each: what can be read, and what is wrong. */
export function unreadableRows(unreadable: readonly Unreadable[] | undefined): unknown {
  if (!unreadable || unreadable.length === 0) return nothing;
  const more = unreadable.length - mostDrawn;
  return html`<ul class="unreadable" part="unreadable" aria-label=${strings.unreadable(unreadable.length)}>
    ${unreadable.slice(0, mostDrawn).map((each) => html`<li>${unreadableLine(each)}</li>`)}
    ${more > 0 ? html`<li>${strings.moreUnreadable(more)}</li>` : nothing}
  </ul>`;
}

/** Renders what can be read of an entry, and what is wrong. */
function unreadableLine({ path, issues, readable }: Unreadable): TemplateResult {
  const fields = telling.flatMap((field) => {
    const value = readable[field];
    return typeof value === 'string' ? [html`<span>${field} <code>${untrusted(value)}</code></span>`] : [];
  });
  return html`<code>${untrusted(path)}</code> ${fields} <span class="muted">${untrusted(issues.join('; '))}.</span>`;
}
