import { html, nothing, type TemplateResult } from 'lit';
import type { AuditFilter } from '../../data/audit.js';
import type { AuditEntry } from '../../protocol/index.js';
import { untrusted, untrustedBlock } from '../shared/untrusted-text.js';
import { strings } from './audit-log.strings.js';
import { classificationMark, outcomeMark } from './entry-marks.js';

/** Text that is longer than this, or of several lines, gets a box of its own. */
const inlineLength = 120;

/** What a person can do with the details of an entry, and what became of it. */
export interface DetailsOptions {
  readonly copy: (entry: AuditEntry) => void;
  /** Whether the text was copied; undefined before it was tried. */
  readonly copied: boolean | undefined;
  /** Shows only entries that share something with this one. */
  readonly narrow: (filter: AuditFilter) => void;
}

/** The fields that one can ask for more of. */
const narrowing = ['agentId', 'user', 'action', 'traceId'] as const;

/** Draws every field of an entry: those that are documented, in one order, then whatever else the gateway sent. */
export function renderDetails(entry: AuditEntry, { copy, copied, narrow }: DetailsOptions): TemplateResult {
  const labels: Readonly<Record<string, string>> = strings.fields;
  const has = (key: string) => entry[key] !== undefined;
  const others = Object.keys(entry).filter((key) => !Object.hasOwn(labels, key) && has(key));
  return html`<dl>
      ${Object.keys(labels)
        .filter(has)
        .map(
          (key) =>
            html`<dt>${labels[key]}</dt>
              <dd>${known(key, entry)} ${narrowButton(key, entry, narrow)}</dd>`,
        )}
      ${others.map(
        (key) =>
          html`<dt>${untrusted(key)}</dt>
            <dd>${value(key, entry[key])}</dd>`,
      )}
    </dl>
    <div class="detail-actions">
      <button type="button" @click=${() => copy(entry)}>${strings.copyJson}</button>
      <span role="status">${copied === undefined ? nothing : copied ? strings.copied : strings.notCopied}</span>
    </div>`;
}

function known(key: string, entry: AuditEntry): unknown {
  switch (key) {
    case 'timestamp':
      return moment(entry.timestamp);
    case 'classification':
      return classificationMark(entry.classification);
    case 'outcome':
      return outcomeMark(entry.outcome);
    case 'durationMs':
      return strings.duration(entry.durationMs ?? 0);
    default:
      return value(key, entry[key]);
  }
}

/** On the reader's clock and, for comparing with other logs, in UTC. */
function moment(timestamp: number): TemplateResult {
  const iso = new Date(timestamp).toISOString();
  return html`<time datetime=${iso}>${strings.at(timestamp)}</time> <code class="muted">${iso}</code>`;
}

function value(key: string, value: unknown): TemplateResult {
  if (typeof value !== 'string') return untrustedBlock(JSON.stringify(value, null, 2), strings.box(key));
  const long = value.length > inlineLength || value.includes('\n');
  return long ? untrustedBlock(value, strings.box(key)) : untrusted(value);
}

function narrowButton(key: string, entry: AuditEntry, narrow: DetailsOptions['narrow']): unknown {
  const field = narrowing.find((each) => each === key);
  if (field === undefined) return nothing;
  return html`<button type="button" class="link" @click=${() => narrow({ [field]: entry[field] })}>
    ${strings.only} <span class="visually-hidden">${strings.onlyOf(strings.fields[field])}</span>
  </button>`;
}
