import { html, type TemplateResult } from 'lit';
import { jsonView, masked } from '../shared/json-view.js';
import { untrusted, untrustedBlock } from '../shared/untrusted-text.js';
import type { Change } from './changes.js';
import { requestStrings as strings } from './request.strings.js';

/** From this many characters on, a value stands in a box of its own. */
const longValue = 120;

/** Draws differences, each with what was there and what is there now, in words, not by colour alone. */
export function renderChanges(changes: readonly Change[]): TemplateResult {
  return html`<dl class="changes" part="changes">
    ${changes.map(
      ({ path, before, after, secret }) =>
        html`<div>
          <dt><code>${untrusted(path)}</code></dt>
          <dd>
            <span class="was"
              ><span class="label">${strings.was}</span> <del>${renderValue(before, path, secret)}</del></span
            >
            <span class="now"
              ><span class="label">${strings.now}</span> <ins>${renderValue(after, path, secret)}</ins></span
            >
          </dd>
        </div>`,
    )}
  </dl>`;
}

/**
 * Draws one value of a field: honest text, hidden where it is secret, in words where there is nothing.
 *
 * @param of undefined where there is nothing.
 * @param label names the box of a long value. Safe even when an agent chose it.
 */
export function renderValue(of: unknown, label: string, secret: boolean): unknown {
  if (of === undefined) return html`<span class="muted">${strings.nothing}</span>`;
  if (secret && of !== null && typeof of !== 'boolean') return masked(charactersOf(of));
  if (typeof of === 'object' && of !== null) return html`${jsonView(of, { label })}`;
  const text = typeof of === 'string' ? of : JSON.stringify(of);
  return text.length > longValue || text.includes('\n') ? untrustedBlock(text, label) : untrusted(text);
}

function charactersOf(value: unknown): number {
  return (typeof value === 'string' ? value : JSON.stringify(value)).length;
}
