import { html, nothing, type TemplateResult } from 'lit';
import type { Wait } from '../../data/tokens.js';
import type { GatewayError, Token } from '../../protocol/index.js';
import { timeOf } from '../../ui/format/time.js';
import type { Column } from '../../ui/table/column.js';
import { similarNames } from '../../ui/text-safety/untrusted-text.js';
import { similarNote, untrusted, untrustedName } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './token-manager.strings.js';
import { failure, nameOf, scopesOf, type Verb, waits } from './token-parts.js';

/** The actions of rows of tokens in force. */
export interface RowActions {
  /** The actions allowed to this session, in the order of the buttons. */
  readonly verbs: readonly Verb[];
  /** The ids of the explanations of unavailable actions. */
  readonly refusals: Readonly<Partial<Record<Verb, string>>>;
  /** The pending actions. */
  readonly pending: (id: string) => Verb | undefined;
  readonly error: (id: string) => GatewayError | undefined;
  /** What delays the pending action. */
  readonly wait: (id: string) => Wait | undefined;
  /** @param index the index of the row as shown. */
  readonly ask: (verb: Verb, token: Token, index: number) => void;
}

/** Facts about the list as a whole. */
export interface TokenRows {
  readonly tokens: readonly Token[];
  /** The ids that several tokens have. */
  readonly ambiguous: ReadonlySet<string>;
  /** The actions on each token; undefined for tokens no longer in force. */
  readonly actions?: RowActions;
}

/** The columns of both lists. The row header is the token's name or, without names, its id. */
export function columnsOf({ tokens, ambiguous, actions }: TokenRows): readonly Column<Token>[] {
  const similar = similarNames(tokens.map(nameOf));
  const notes = (token: Token, index: number) =>
    html`${similarNote(similar.get(nameOf(token)))} ${marks(token, index, actions)}
    ${ambiguous.has(token.id) ? html`<p class="refusal" id=${actions ? ambiguousId(index) : nothing}>${strings.ambiguousId}</p>` : nothing}`;
  const hasNames = tokens.some(({ name }) => name);
  return [
    {
      id: 'name',
      label: strings.name,
      kind: 'header',
      cell: (token, { index }) => html`${nameCell(token)} ${notes(token, index)}`,
      sort: ({ name }) => name || undefined,
      when: () => hasNames,
    },
    {
      id: 'id',
      label: strings.id,
      ...(hasNames ? {} : { kind: 'header' }),
      cell: (token, { index }) => (hasNames ? idCell(token) : html`${idCell(token)} ${notes(token, index)}`),
      sort: ({ id }) => id,
    },
    { id: 'scopes', label: strings.scopes, cell: scopesOf },
    {
      id: 'created',
      label: strings.created,
      cell: ({ createdAt }) => moment(createdAt, strings.notKnown),
      sort: ({ createdAt }) => createdAt,
    },
    {
      id: 'last-used',
      label: strings.lastUsed,
      cell: ({ lastUsedAt }) => moment(lastUsedAt, strings.neverUsed),
      sort: ({ lastUsedAt }) => lastUsedAt,
      // Hidden where the gateway does not track the use of any token.
      when: (all) => all.some(({ lastUsedAt }) => lastUsedAt !== undefined),
    },
    {
      id: 'expires',
      label: strings.expires,
      cell: ({ expiresAt }) => moment(expiresAt, strings.neverExpires),
      sort: ({ expiresAt }) => expiresAt,
      when: (all) => actions !== undefined && all.some(({ expiresAt }) => expiresAt !== undefined),
    },
    {
      id: 'ended',
      label: strings.ended,
      cell: (token) =>
        html`${token.revokedAt === undefined ? strings.expiredAt : strings.revokedAt} ${moment(endOf(token))}`,
      sort: endOf,
      when: () => actions === undefined,
    },
    {
      id: 'actions',
      label: strings.actions,
      kind: 'actions',
      cell: (token, { index }) => actions && buttons(token, index, actions, ambiguous.has(token.id)),
      print: false,
      when: () => actions !== undefined && actions.verbs.length > 0,
    },
  ];
}

/** Renders when a token ended. */
export const endOf = ({ revokedAt, expiresAt }: Token): number | undefined => revokedAt ?? expiresAt;

const moment = (ms: number | undefined, otherwise: string = strings.notSaid) =>
  ms === undefined ? html`<span class="muted">${otherwise}</span>` : timeOf(ms);

const nameCell = ({ name }: Token) =>
  name ? untrustedName(name) : html`<span class="muted">${strings.notSaid}</span>`;

function idCell({ id, prefix }: Token): TemplateResult {
  return html`<span class="mono id">${untrustedName(id)}</span> ${
      prefix === undefined
        ? nothing
        : html`<span class="mono muted prefix"
            ><span class="visually-hidden">${strings.startsWith} </span>${untrusted(`${prefix}…`)}</span
          >`
    }`;
}

function marks(token: Token, index: number, actions: RowActions | undefined): TemplateResult {
  const error = actions?.error(token.id);
  const wait = actions?.wait(token.id);
  const refusals = actions ? ownRefusals(token, actions) : [];
  return html`${token.current ? html`<span class="badge" part="current">${strings.current}</span>` : nothing}
  ${[...new Set(refusals.map(([, why]) => why))].map(
    (why, at) => html`<p class="refusal" id=${ownRefusalId(index, at)}>${untrusted(why)}</p>`,
  )}
  ${wait ? waits(wait) : nothing} ${error ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}`;
}

/** Renders why this token cannot be revoked or rotated. Reasons for all tokens are shown once, above the table. */
function ownRefusals(
  { cannotRotate, cannotRevoke }: Token,
  { verbs, refusals }: RowActions,
): readonly (readonly [Verb, string])[] {
  const own = { rotate: cannotRotate, revoke: cannotRevoke };
  return verbs.flatMap((verb) => {
    const why = refusals[verb] === undefined ? own[verb] : undefined;
    return why === undefined ? [] : [[verb, why] as const];
  });
}
/** @param at - which of the reasons of a row. */
const ownRefusalId = (index: number, at: number) => `cannot-${index}-${at}`;

/** The id of the note on a row's repeated id. */
const ambiguousId = (index: number) => `ambiguous-${index}`;

const busyWord = (verb: Verb): string => (verb === 'revoke' ? strings.revoking : strings.rotating);

function buttons(token: Token, index: number, actions: RowActions, isAmbiguous: boolean): TemplateResult[] {
  const { verbs, refusals, pending, ask } = actions;
  const busy = pending(token.id);
  const own = ownRefusals(token, actions);
  const reasons = [...new Set(own.map(([, why]) => why))];
  return verbs.map((verb) => {
    const why = own.find(([each]) => each === verb)?.[1];
    const general = isAmbiguous ? ambiguousId(index) : refusals[verb];
    const refusal = why === undefined ? general : ownRefusalId(index, reasons.indexOf(why));
    const disabled = refusal !== undefined || busy !== undefined;
    return html`<button
      type="button"
      class=${verb === 'revoke' ? 'danger' : ''}
      aria-disabled=${disabled}
      aria-describedby=${refusal ?? nothing}
      @click=${() => disabled || ask(verb, token, index)}
    >
      ${verb === busy ? busyWord(verb) : strings[verb]}
      <span class="visually-hidden">${untrustedName(nameOf(token))}</span>
    </button>`;
  });
}
