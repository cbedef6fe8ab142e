/** The settings of the form: their kinds, and how their values are formatted. */
import { html, type TemplateResult } from 'lit';
import type { PolicyKey, PolicyValue, PolicyValues } from '../../data/policy/policy.js';
import { approvalModes, type ApprovalMode } from '../../protocol/index.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './approval-rules.strings.js';

type KeyOf<V> = { [K in PolicyKey]: PolicyValues[K] extends V ? K : never }[PolicyKey];

/** A setting that is on or off. */
export type SwitchKey = KeyOf<boolean>;
/** A setting that is a list. */
export type ListKey = KeyOf<readonly string[]>;

/** A setting's id in the shadow root. */
export const idOf = (key: PolicyKey): string => key.replace('.', '-');

/** Whether a setting's value is a list. */
export const isList = (value: PolicyValue): value is readonly string[] => typeof value === 'object';

/** Formats a value. List entries may be untrusted. */
export function renderValue(value: PolicyValue): TemplateResult | string {
  if (isList(value)) return renderEntries(value);
  if (typeof value === 'boolean') return value ? strings.on : strings.off;
  if (typeof value === 'number') return value === 0 ? strings.noTimeout : strings.seconds(value);
  return isMode(value) ? strings.modes[value] : value;
}

const isMode = (value: string): value is ApprovalMode => (approvalModes as readonly string[]).includes(value);

function renderEntries(entries: readonly string[]): TemplateResult | string {
  if (entries.length === 0) return strings.entries(0);
  return html`${entries.map((entry, index) => html`${index > 0 ? ', ' : ''}<code>${untrusted(entry)}</code>`)}`;
}

/** Renders the difference between two values: for a list, the added and removed entries. */
export function renderDifference(before: PolicyValue, after: PolicyValue): TemplateResult {
  if (isList(before) && isList(after)) return renderListDifference(before, after);
  return html`<span class="visually-hidden">${strings.from} </span><del>${renderValue(before)}</del>
    <span aria-hidden="true">→</span><span class="visually-hidden">${strings.to} </span>
    <ins>${renderValue(after)}</ins>`;
}

function renderListDifference(before: readonly string[], after: readonly string[]): TemplateResult {
  const removed = before.filter((entry) => !after.includes(entry));
  const added = after.filter((entry) => !before.includes(entry));
  return html`<span class="muted">${before.length} → ${strings.entries(after.length)}</span>
    ${removed.map((entry) => html`<span class="entry-change">− ${strings.removed} <del>${untrusted(entry)}</del></span>`)}
    ${added.map((entry) => html`<span class="entry-change">+ ${strings.added} <ins>${untrusted(entry)}</ins></span>`)}`;
}
