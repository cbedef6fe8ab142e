import { html, nothing, type TemplateResult } from 'lit';
import type { GatewayError, GatewayErrorKind, Secret } from '../../protocol/index.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import { type Column, columnTable } from '../../ui/table/column-table.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import type { RowPages } from '../../ui/table/row-pages.js';
import { timeOf } from '../../ui/format/time.js';
import { similarNames } from '../../ui/text-safety/similar-names.js';
import { similarNote, untrustedName } from '../../ui/text-safety/untrusted-name.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './secrets-manager.strings.js';

/** What can be done to a secret that exists. */
export type Verb = 'replace' | 'delete';

/** What the rows offer. */
export interface RowActions {
  /** What this session may do, in the order of the buttons. */
  readonly verbs: readonly Verb[];
  /** The ids of what says why the gateway does not offer one of them. */
  readonly refusals: Readonly<Partial<Record<Verb, string>>>;
  readonly isPending: (name: string) => boolean;
  readonly error: (name: string) => GatewayError | undefined;
  readonly act: (verb: Verb, secret: Secret) => void;
}

const moment = (ms: number | undefined, otherwise: string = strings.notReported) =>
  ms === undefined ? html`<span class="muted">${otherwise}</span>` : timeOf(ms);

/** Whether the gateway said no, or nothing at all. */
const unanswered: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'closed', 'invalid-response']);

/** Says why an action failed, and claims no more than is known. */
export const failure = (error: GatewayError): TemplateResult => {
  const { kind, message } = error;
  return untrusted(notSentWords(error) ?? (unanswered.has(kind) ? strings.unclear : strings.refused)(message));
};

/**
 * Says when and how often a secret was used, as far as the gateway does.
 *
 * @param now for how long ago, if that is shown.
 * @param unused what no use at all means.
 */
export function useOf(
  { lastUsedAt, usageCount }: Secret,
  now?: number,
  unused: string = strings.neverUsed,
): TemplateResult {
  const never = usageCount === 0 ? unused : strings.notReported;
  return html`${moment(lastUsedAt, never)} ${ago(lastUsedAt, now)}
  ${usageCount === undefined ? nothing : html`<span class="muted uses">${strings.uses(usageCount)}</span>`}`;
}

/** When a secret was stored first and last. */
export const createdOf = ({ createdAt }: Secret) => moment(createdAt);
export const updatedOf = ({ updatedAt }: Secret, now?: number) => html`${moment(updatedAt)} ${ago(updatedAt, now)}`;

const ago = (ms: number | undefined, now: number | undefined) =>
  ms === undefined || now === undefined ? nothing : html`<span class="muted">${strings.ago(ms, now)}</span>`;

/** How the list is drawn. */
export interface Drawing {
  readonly pages: RowPages;
  /** The names that several secrets have. */
  readonly ambiguous: ReadonlySet<string>;
  /** Says what is listed, where that is not all that there is. */
  readonly caption?: string | undefined;
}

/** The names in the store, never a value, and what can be done to each. */
export function secretTable(
  secrets: readonly Secret[],
  { pages, ambiguous, caption }: Drawing,
  actions: RowActions,
): TemplateResult {
  const similar = similarNames(secrets.map(({ name }) => name));
  const unused = caption === undefined ? strings.neverUsed : strings.notSeenUsed;
  const columns: readonly Column<Secret>[] = [
    {
      id: 'name',
      label: strings.name,
      kind: 'header',
      cell: (secret, { index }) =>
        html`${nameCell(secret, actions.error(secret.name), similar.get(secret.name))}
        ${ambiguous.has(secret.name) ? html`<p class="refusal" id=${ambiguousId(index)}>${strings.ambiguousName}</p>` : nothing}`,
    },
    { id: 'created', label: strings.created, cell: createdOf, when: knows('createdAt') },
    { id: 'updated', label: strings.updated, cell: (secret) => updatedOf(secret), when: knows('updatedAt') },
    { id: 'last-used', label: strings.lastUsed, cell: (secret) => useOf(secret, undefined, unused) },
    {
      id: 'expires',
      label: strings.expires,
      cell: ({ expiresAt }) => moment(expiresAt, strings.neverExpires),
      when: knows('expiresAt'),
    },
    {
      id: 'source',
      label: strings.source,
      cell: ({ source }) => (source ? untrusted(source) : moment(undefined)),
      // One source for all is no news.
      when: (all) => all.some(({ source }) => source !== all[0]?.source),
    },
    {
      id: 'actions',
      label: strings.actions,
      kind: 'actions',
      cell: (secret, { index }) =>
        buttons(secret, actions, ambiguous.has(secret.name) ? ambiguousId(index) : undefined),
      when: () => actions.verbs.length > 0,
    },
  ];
  return columnTable(secrets, {
    label: strings.table,
    caption,
    columns,
    keys: rowKeys(secrets, ({ name }) => name),
    pages,
  });
}

const knows = (field: keyof Secret) => (secrets: readonly Secret[]) =>
  secrets.some((secret) => secret[field] !== undefined);

function nameCell(
  { name, provider, description }: Secret,
  error: GatewayError | undefined,
  similar: readonly string[] | undefined,
): TemplateResult {
  return html`<span class="mono name">${untrustedName(name)}</span> ${similarNote(similar)}
    ${provider ? html`<span class="muted">${strings.provider} ${untrusted(provider)}</span>` : nothing}
    ${description ? html`<p class="muted description">${untrusted(description)}</p>` : nothing}
    ${error ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}`;
}

/** The id of what says that a row's name is not its own. */
const ambiguousId = (index: number) => `ambiguous-${index}`;

/** @param why the id of what says why nothing can be done to just this secret. */
function buttons(
  secret: Secret,
  { verbs, refusals, isPending, act }: RowActions,
  why: string | undefined,
): TemplateResult[] {
  const isBusy = isPending(secret.name);
  return verbs.map((verb) => {
    const refusal = why ?? refusals[verb];
    const disabled = refusal !== undefined || isBusy;
    return html`<button
      type="button"
      class=${verb === 'delete' ? 'danger' : ''}
      aria-disabled=${disabled}
      aria-describedby=${refusal ?? nothing}
      @click=${() => disabled || act(verb, secret)}
    >
      ${isBusy && verb === 'delete' ? strings.deleting : strings[verb]}
      <span class="visually-hidden">${untrustedName(secret.name)}</span>
    </button>`;
  });
}
