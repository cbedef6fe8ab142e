import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { formatRecent } from '../../../ui/format/format.js';
import { timeOf } from '../../../ui/format/time.js';
import type { Difference } from '../compare/changes.js';
import { needQuotes, renderPath, renderValue } from '../compare/render-changes.js';
import { similarStrings as strings } from './similar.strings.js';

/** One request of a table. */
export interface SimilarRow {
  /** The version that its card shows and that would be decided. */
  readonly request: ApprovalRequest;
  /** Whether it is the request of this card. */
  readonly isOwn: boolean;
  readonly isSelected: boolean;
  /** Why it cannot be selected; undefined when it can. */
  readonly whyNot: string | undefined;
  /** Undefined while pending without a card. */
  readonly state: 'waits' | 'ended' | undefined;
}

/** The content and actions of a table. */
export interface SimilarTableOptions {
  /** The label of the scroll box; may be untrusted. */
  readonly label: string;
  /** The rendered rows: the first of all. */
  readonly rows: readonly SimilarRow[];
  /** The total number of rows. */
  readonly rowsThere: number;
  /** The differing parameters, each with its values in row order. */
  readonly differences: readonly Difference[];
  /** The number of rendered differences. */
  readonly columnsDrawn: number;
  /** False where nothing can be decided; then nothing can be selected. */
  readonly canSelect: boolean;
  readonly toggle: (approvalId: string) => void;
  readonly goTo: (approvalId: string) => void;
}

/** Renders similar requests as rows, with their differing parameters as columns. */
export function similarTable(options: SimilarTableOptions): TemplateResult {
  const { label, rows, canSelect } = options;
  const columns = options.differences.slice(0, options.columnsDrawn);
  const numbered = rows.map((row, index) => ({ row, index }));
  // Focusable, so that a keyboard can scroll it.
  return html`<div class="similar-rows" role="group" translate="no" aria-label=${label} tabindex="0">
    <table translate="yes">
      <caption>
        <span>${captionOf(options)}</span>
      </caption>
      <thead>
        <tr>
          ${canSelect ? html`<th scope="col"><span class="visually-hidden">${strings.pick}</span></th>` : nothing}
          <th scope="col">${strings.asked}</th>
          ${columns.map(({ path }) => html`<th scope="col" class="param"><code>${renderPath(path)}</code></th>`)}
          <th scope="col"><span class="visually-hidden">${strings.open}</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          numbered,
          ({ row }) => row.request.approvalId,
          ({ row, index }) => rowOf(row, index, columns, options),
        )}
      </tbody>
    </table>
  </div>`;
}

function captionOf({ rows, differences, rowsThere, columnsDrawn }: SimilarTableOptions): string {
  if (rowsThere < 2) return strings.alone;
  const differ = differences.length === 0 ? strings.same : strings.differ(differences.length);
  return [
    strings.extent(rowsThere),
    differ,
    ...(rows.length < rowsThere ? [strings.rowsShown(rows.length, rowsThere)] : []),
    ...(columnsDrawn < differences.length ? [strings.columnsShown(columnsDrawn, differences.length)] : []),
  ].join(' ');
}

function rowOf(
  row: SimilarRow,
  index: number,
  columns: readonly Difference[],
  { canSelect, toggle, goTo }: SimilarTableOptions,
): TemplateResult {
  const { approvalId, createdAt } = row.request;
  const asked = formatRecent(createdAt);
  return html`<tr class=${row.state === 'ended' ? 'over' : ''} aria-current=${row.isOwn ? 'true' : nothing}>
    ${
      canSelect
        ? html`<td class="pick">
            <label
              ><input
                type="checkbox"
                translate="no"
                aria-label=${strings.select(index + 1, asked)}
                title=${row.whyNot ?? nothing}
                .checked=${live(row.isSelected)}
                ?disabled=${row.whyNot !== undefined}
                @click=${() => toggle(approvalId)}
            /></label>
          </td>`
        : nothing
    }
    <th scope="row">
      ${timeOf(createdAt, asked)} ${row.isOwn ? html`<span class="own">${strings.own}</span>` : nothing}
    </th>
    ${columns.map((column) => html`<td class="param">${valueOf(column, index)}</td>`)}
    <td class="open">${openOf(row, strings.goToRow(index + 1, asked), () => goTo(approvalId))}</td>
  </tr>`;
}

const valueOf = ({ path, values, secret }: Difference, index: number): unknown =>
  renderValue(values[index], path, { secret, quoted: needQuotes(values) });

function openOf({ state, isOwn }: SimilarRow, label: string, goTo: () => void): unknown {
  if (state === 'ended') return html`<span class="muted">${strings.ended}</span>`;
  if (state === undefined || isOwn) return nothing;
  return html`<button type="button" class="link" aria-label=${label} @click=${goTo}>${strings.goTo}</button>`;
}
