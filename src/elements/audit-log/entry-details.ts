import { html, nothing, type TemplateResult } from 'lit';
import type { AuditFilter } from '../../data/audit.js';
import type { AuditEntry } from '../../protocol/index.js';
import { formatIso } from '../../ui/format/format.js';
import { timeOf } from '../../ui/format/time.js';
import { anyValue, recordFields } from '../../ui/table/record-fields.js';
import { strings } from './audit-log.strings.js';
import { classificationMark, outcomeMark } from './entry-marks.js';

/** Actions on the details of an entry, and their results. */
export interface DetailsOptions {
  readonly copy: (entry: AuditEntry) => void;
  /** Whether the text was copied; undefined before it was tried. */
  readonly copied: boolean | undefined;
  /** Filters by a value of this entry. */
  readonly narrow: (filter: AuditFilter) => void;
}

/** The fields with a filter button. */
const narrowing = ['agentId', 'user', 'action', 'traceId'] as const;

/** Renders every field of an entry: documented ones in a fixed order, then any others that the gateway sent. */
export function renderDetails(entry: AuditEntry, { copy, copied, narrow }: DetailsOptions): TemplateResult {
  return html`${recordFields(entry, { labels: strings.fields, draw: (key) => renderField(key, entry, narrow) })}
    <div class="detail-actions">
      <button type="button" @click=${() => copy(entry)}>${strings.copyJson}</button>
      <span role="status">${copied === undefined ? nothing : copied ? strings.copied : strings.notCopied}</span>
    </div>`;
}

function renderField(key: string, entry: AuditEntry, narrow: DetailsOptions['narrow']): unknown {
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
      return narrowable(key, entry, narrow);
  }
}

/** In local time and, for comparison with other logs, in UTC. */
function moment(timestamp: number): TemplateResult {
  return html`${timeOf(timestamp)} <code class="muted">${formatIso(timestamp)}</code>`;
}

/** Renders a value with its filter button. */
function narrowable(key: string, entry: AuditEntry, narrow: DetailsOptions['narrow']): unknown {
  const field = narrowing.find((each) => each === key);
  if (field === undefined) return undefined;
  return html`${anyValue(strings.fields[field], entry[field])}
    <button type="button" class="link" @click=${() => narrow({ [field]: entry[field] })}>
      ${strings.only} <span class="visually-hidden">${strings.onlyOf(strings.fields[field])}</span>
    </button>`;
}
