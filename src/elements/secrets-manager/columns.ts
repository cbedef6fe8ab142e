import { html, nothing, type TemplateResult } from 'lit';
import type { GatewayError, Secret } from '../../protocol/index.js';
import type { Column } from '../../ui/table/column.js';
import { similarNames } from '../../ui/text-safety/untrusted-text.js';
import { similarNote, untrusted, untrustedName } from '../../ui/text-safety/untrusted-text.js';
import { createdOf, failure, moment, updatedOf, useOf, type Verb } from './secret-parts.js';
import { strings } from './secrets-manager.strings.js';

/** The actions of the rows. */
export interface RowActions {
  /** The actions allowed to this session, in the order of the buttons. */
  readonly verbs: readonly Verb[];
  /** The ids of the explanations of actions that the gateway does not offer. */
  readonly refusals: Readonly<Partial<Record<Verb, string>>>;
  readonly isPending: (name: string) => boolean;
  readonly error: (name: string) => GatewayError | undefined;
  /** @param index the index of the row as shown. */
  readonly act: (verb: Verb, secret: Secret, index: number) => void;
}

/** Facts about the list as a whole. */
export interface SecretRows {
  readonly secrets: readonly Secret[];
  /** The names that several secrets have. */
  readonly ambiguous: ReadonlySet<string>;
  /** Whether these are requested names: the gateway does not list its secrets. */
  readonly isDerived: boolean;
  readonly actions: RowActions;
}

/** The columns of the list. No column shows a value. */
export function columnsOf({ secrets, ambiguous, isDerived, actions }: SecretRows): readonly Column<Secret>[] {
  const similar = similarNames(secrets.map(({ name }) => name));
  const unused = isDerived ? strings.notSeenUsed : strings.neverUsed;
  return [
    {
      id: 'name',
      label: strings.name,
      kind: 'header',
      cell: (secret, { index }) =>
        html`${nameCell(secret, actions.error(secret.name), similar.get(secret.name))}
        ${ambiguous.has(secret.name) ? html`<p class="refusal" id=${ambiguousId(index)}>${strings.ambiguousName}</p>` : nothing}`,
      sort: ({ name }) => name,
    },
    {
      id: 'created',
      label: strings.created,
      cell: createdOf,
      sort: ({ createdAt }) => createdAt,
      when: knows('createdAt'),
    },
    {
      id: 'updated',
      label: strings.updated,
      cell: (secret) => updatedOf(secret),
      sort: ({ updatedAt }) => updatedAt,
      when: knows('updatedAt'),
    },
    {
      id: 'last-used',
      label: strings.lastUsed,
      cell: (secret) => useOf(secret, undefined, unused),
      sort: ({ lastUsedAt }) => lastUsedAt,
    },
    {
      id: 'expires',
      label: strings.expires,
      cell: ({ expiresAt }) => moment(expiresAt, strings.neverExpires),
      sort: ({ expiresAt }) => expiresAt,
      when: knows('expiresAt'),
    },
    {
      id: 'source',
      label: strings.source,
      cell: ({ source }) => (source ? untrusted(source) : moment(undefined)),
      sort: ({ source }) => source || undefined,
      // Omitted when all have the same source.
      when: (all) => all.some(({ source }) => source !== all[0]?.source),
    },
    {
      id: 'actions',
      label: strings.actions,
      kind: 'actions',
      cell: (secret, { index }) => buttons(secret, index, actions, ambiguous.has(secret.name)),
      print: false,
      when: () => actions.verbs.length > 0,
    },
  ];
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

/** The id of the note on a row's repeated name. */
const ambiguousId = (index: number) => `ambiguous-${index}`;

function buttons(
  secret: Secret,
  index: number,
  { verbs, refusals, isPending, act }: RowActions,
  isAmbiguous: boolean,
): TemplateResult[] {
  const isBusy = isPending(secret.name);
  return verbs.map((verb) => {
    const refusal = isAmbiguous ? ambiguousId(index) : refusals[verb];
    const disabled = refusal !== undefined || isBusy;
    return html`<button
      type="button"
      class=${verb === 'delete' ? 'danger' : ''}
      aria-disabled=${disabled}
      aria-describedby=${refusal ?? nothing}
      @click=${() => disabled || act(verb, secret, index)}
    >
      ${isBusy && verb === 'delete' ? strings.deleting : strings[verb]}
      <span class="visually-hidden">${untrustedName(secret.name)}</span>
    </button>`;
  });
}
