import { html, nothing, type TemplateResult } from 'lit';
import { deciderOf } from '../../data/approvals/history.js';
import { automatics, type Decision } from '../../protocol/index.js';
import { openWord } from '../../ui/text-safety/open-word.js';
import { hasSecret, jsonView } from '../../ui/text-safety/untrusted-json.js';
import { isSuspicious, untrusted, untrustedBlock } from '../../ui/text-safety/untrusted-text.js';
import { timeOf } from '../../ui/format/time.js';
import { inZoneOfReader } from '../../ui/format/note-times.js';
import { strings } from './approval-history.strings.js';

/** Longer text, or text of several lines, gets a box of its own. */
const inlineLength = 120;

/** Fields shown in the row itself, or derived from others (the wait): omitted from the details. */
const inTheRow = new Set([
  'agentId',
  'action',
  'risk',
  'outcome',
  'timeoutMs',
  'truncated',
  'riskFrom',
  'notes',
  'rememberedUntil',
]);

/** Actions on the details, and their results. */
export interface DetailsOptions {
  /** What the gateway remembers of the decision. */
  readonly remembered: unknown;
  readonly copy: () => void;
  /** Whether the text was copied; undefined before it was tried. */
  readonly copied: boolean | undefined;
}

/**
 * Renders every field of a decision: the parameters as decided, who asked, how it ended, and fields unknown to this
 * version.
 */
export function renderDetails(decision: Decision, { remembered, copy, copied }: DetailsOptions): TemplateResult {
  const labels: Readonly<Record<string, string>> = strings.fields;
  const others = Object.keys(decision).filter((key) => !Object.hasOwn(labels, key) && !inTheRow.has(key));
  const lines = Object.entries(labels).map(([key, label]): [unknown, unknown] => [label, known(key, label, decision)]);
  const rest = others.map((key): [unknown, unknown] => [
    untrusted(key),
    anyValue(isSuspicious(key) ? strings.value : key, decision[key]),
  ]);
  return html` ${decision.truncated ? html`<p class="warning">${strings.truncated}</p>` : nothing}
    ${(decision.notes ?? []).map((note) => html`<p class="warning">${untrusted(inZoneOfReader(note))}</p>`)}
    <dl>
      ${[...lines, ...rest].map(([term, value]) =>
        value === undefined
          ? nothing
          : html`<dt>${term}</dt>
              <dd>${value}</dd>`,
      )}
    </dl>
    ${remembered}
    <p class="copy">
      <button type="button" @click=${copy}>${strings.copyJson}</button>
      <span role="status">${copied === undefined ? nothing : copied ? strings.copied : strings.notCopied}</span>
    </p>`;
}

function known(key: string, label: string, decision: Decision): unknown {
  switch (key) {
    case 'automatic':
      return html`${strings.how[deciderOf(decision)]}
      ${decision.automatic === undefined ? nothing : openWord(automatics, decision.automatic, () => nothing)}`;
    case 'waited':
      return strings.waited(decision.resolvedAt - decision.createdAt);
    case 'createdAt':
    case 'resolvedAt':
      return timeOf(decision[key]);
    case 'sensitive':
      return decision.sensitive === undefined ? undefined : decision.sensitive ? strings.yes : strings.no;
    default:
      return anyValue(label, decision[key]);
  }
}

function anyValue(label: string, value: unknown): TemplateResult | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || hasSecret(value)) return html`${jsonView(value, { label })}`;
  const long = value.length > inlineLength || value.includes('\n');
  return long ? untrustedBlock(value, label) : untrusted(value);
}
