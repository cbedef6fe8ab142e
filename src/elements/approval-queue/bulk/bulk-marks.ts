import { html, nothing, type TemplateResult } from 'lit';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { paramDifferences } from '../compare/changes.js';
import { needQuotes, renderPath, renderValue, withSecretsHidden } from '../compare/render-changes.js';
import { likenessOf } from '../similar/groups.js';
import { bulkStrings as strings } from './bulk.strings.js';

/** The maximum of differing parameters per row; its card shows all. */
const marksDrawn = 3;

/** A parameter of a request that differs among similar ones. */
interface Mark {
  readonly path: string;
  readonly value: unknown;
  readonly secret: boolean;
  /** Whether a text is quoted. */
  readonly quoted: boolean;
}

/** The differing parameters of each request among similar ones, by request id. */
export type Marks = ReadonlyMap<string, readonly Mark[]>;

/** Finds the differing parameters of each request among similar ones. A request without similar ones needs none. */
export function marksOf(requests: readonly ApprovalRequest[]): Marks {
  const groups = new Map<string, ApprovalRequest[]>();
  for (const request of requests) {
    const likeness = likenessOf(request);
    groups.set(likeness, [...(groups.get(likeness) ?? []), request]);
  }
  const marks = new Map<string, readonly Mark[]>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const differences = withSecretsHidden(paramDifferences(group.map(({ params }) => params)));
    const quoted = differences.map(({ values }) => needQuotes(values));
    group.forEach(({ approvalId }, index) => {
      const own = differences.map(({ path, values, secret }, each) => ({
        path,
        value: values[index],
        secret,
        quoted: quoted[each] ?? true,
      }));
      marks.set(approvalId, own);
    });
  }
  return marks;
}

/** Renders the differing parameters of a request, or its id where there are none. */
export function renderMarks(marks: Marks, { approvalId }: ApprovalRequest): TemplateResult | typeof nothing {
  const own = marks.get(approvalId);
  if (!own) return nothing;
  if (own.length === 0) return html`<code>${untrusted(approvalId)}</code>`;
  const rest = own.length - marksDrawn;
  return html`${own.slice(0, marksDrawn).map(
    ({ path, value, secret, quoted }) =>
      html`<div class="mark">
        <code class="muted">${renderPath(path)}</code>
        <span class="mono">${renderValue(value, path, { secret, quoted })}</span>
      </div>`,
  )}
  ${rest > 0 ? html`<div class="muted">${strings.moreMarks(rest)}</div>` : nothing}`;
}
