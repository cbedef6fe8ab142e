import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { auditKey, auditPage } from '../../data/audit.js';
import type { AuditEntry } from '../../protocol/index.js';
import { timeOf } from '../../ui/format/time.js';
import { repeatedMark, rowKeys, type RowKeys } from '../../ui/table/repeated-ids.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { jsonForCopy } from '../../ui/text-safety/json-view.js';
import { copiesAs } from '../../ui/table/row-copy.js';
import { strings } from './audit-log.strings.js';
import { renderDetails, type DetailsOptions } from './entry-details.js';
import { classificationMark, outcomeMark } from './entry-marks.js';

/** What the rows need to know. */
export interface TableOptions extends Pick<DetailsOptions, 'copy' | 'narrow'> {
  /** The keys of the entries whose details are open. */
  readonly open: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  /** The entry that was copied last, and whether it was. */
  readonly copied: { readonly entry: AuditEntry; readonly ok: boolean } | undefined;
}

/**
 * Draws the entries, each page a body of its own: one that is out of sight is not laid out, and one that has not changed
 * is not even looked at, so that ten thousand entries cost no more than a hundred.
 *
 * The roles are repeated as attributes because rows are laid out as grids, and some browsers drop the meaning of a table
 * with its layout.
 */
export function entryTable(entries: readonly AuditEntry[], options: TableOptions): TemplateResult {
  const keys = rowKeys(entries, ({ id }) => id, auditKey);
  const pages = Array.from({ length: Math.ceil(entries.length / auditPage) }, (_, page) =>
    entries.slice(page * auditPage, (page + 1) * auditPage),
  );
  return html`<p id="keys" class="visually-hidden">${strings.keys}</p>
    <table role="table" part="table" aria-label=${strings.table} aria-describedby="keys" tabindex="-1">
      <thead>
        <tr role="row">
          ${strings.columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
        </tr>
      </thead>
      ${pages.map(
        (page) =>
          html`<tbody>
            ${guard([page[0], page.length, ...stateOf(page, keys, options)], () => rows(page, keys, options))}
          </tbody>`,
      )}
    </table>`;
}

/** What of the options changes how a page looks. */
function stateOf(page: readonly AuditEntry[], keys: RowKeys<AuditEntry>, { open, copied }: TableOptions): unknown[] {
  const repeated = page.filter(keys.isRepeated).map(keys.keyOf).join('\n');
  if (open.size === 0) return [repeated];
  const opened = page.map(keys.keyOf).filter((key) => open.has(key));
  return opened.length === 0 ? [repeated] : [repeated, opened.join('\n'), copied];
}

function rows(page: readonly AuditEntry[], keys: RowKeys<AuditEntry>, options: TableOptions): unknown {
  return repeat(page, keys.keyOf, (entry, index) =>
    row(
      entry,
      { rowId: `${page[0]?.id ?? ''}-${index}`, key: keys.keyOf(entry), isRepeated: keys.isRepeated(entry) },
      options,
    ),
  );
}

interface RowIdentity {
  readonly rowId: string;
  readonly key: string;
  readonly isRepeated: boolean;
}

function row(entry: AuditEntry, { rowId, key, isRepeated }: RowIdentity, options: TableOptions): TemplateResult {
  const { agentId, user, action, classification, outcome, timestamp } = entry;
  const isOpen = options.open.has(key);
  const [, agent, by] = strings.columns;
  return html`<tr role="row" part="row" class=${isOpen ? 'open' : ''} ${copiesAs(() => jsonForCopy(entry))}>
      <td role="cell" class="col-time">
        <button
          type="button"
          class="toggle"
          tabindex="-1"
          aria-expanded=${isOpen}
          aria-describedby=${`action-${rowId}`}
          @click=${() => options.toggle(key)}
        >
          <span class="visually-hidden">${strings.details}</span>
        </button>
        ${timeOf(timestamp)}${repeatedMark(isRepeated)}
      </td>
      <td role="cell" class="col-agent mono" data-label=${agent}>${named(agentId)}</td>
      <td role="cell" class="col-user" data-label=${by}>${named(user)}</td>
      <td role="cell" class="col-action mono" id=${`action-${rowId}`}>${untrusted(action)}</td>
      <td role="cell" class="col-classification">${classificationMark(classification)}</td>
      <td role="cell" class="col-outcome">${outcomeMark(outcome)}</td>
    </tr>
    ${isOpen ? detailsRow(entry, options) : nothing}`;
}

const named = (name: string | undefined) =>
  name === undefined || name === '' ? html`<span class="muted">${strings.none}</span>` : untrusted(name);

function detailsRow(entry: AuditEntry, { copied, copy, narrow }: TableOptions): TemplateResult {
  return html`<tr role="row" part="details" class="details">
    <td role="cell" colspan=${strings.columns.length}>
      ${renderDetails(entry, { copy, narrow, copied: copied?.entry === entry ? copied.ok : undefined })}
    </td>
  </tr>`;
}
