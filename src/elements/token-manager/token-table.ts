import { html, nothing, type TemplateResult } from 'lit';
import type { Wait } from '../../data/tokens.js';
import { type GatewayError, type GatewayErrorKind, scopes, type Token } from '../../protocol/index.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import { type Column, columnTable } from '../../ui/table/column-table.js';
import { rowKeys } from '../../ui/table/repeated-ids.js';
import type { RowPages } from '../../ui/table/row-pages.js';
import { timeOf } from '../../ui/format/time.js';
import { similarNames } from '../../ui/text-safety/similar-names.js';
import { similarNote, untrustedName } from '../../ui/text-safety/untrusted-name.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './token-manager.strings.js';

/** What can be done to a token in force. */
export type Verb = 'revoke' | 'rotate';

/** What the rows of tokens in force offer. */
export interface RowActions {
  /** What this session may do, in the order of the buttons. */
  readonly verbs: readonly Verb[];
  /** The ids of what says why one of them cannot be done to any token. */
  readonly refusals: Readonly<Partial<Record<Verb, string>>>;
  /** What is under way. */
  readonly pending: (id: string) => Verb | undefined;
  readonly error: (id: string) => GatewayError | undefined;
  /** What holds back the action that is under way. */
  readonly wait: (id: string) => Wait | undefined;
  readonly ask: (verb: Verb, token: Token) => void;
}

/** What tokens may do, where a gateway keeps to the documented words; `*` is all of it on the daemon. */
const knownScopes = [...scopes, '*'] as const;

/** Draws the scopes of a token, those that are not known here as they came and marked. */
export const scopesOf = ({ scopes: given }: Pick<Token, 'scopes'>): TemplateResult =>
  untrusted(given.map((scope) => openWords(knownScopes, scope)).join(', ') || strings.noScopes);

/** What a token is called: its name, or its id if it has none. */
export const nameOf = ({ name, id }: Token): string => name || id;

/** Whether the gateway said no, or nothing at all. */
const unanswered: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'closed', 'invalid-response']);

/** Says why an action failed, and claims no more than is known. */
export const failure = (error: GatewayError): TemplateResult => {
  const { kind, message } = error;
  return untrusted(notSentWords(error) ?? (unanswered.has(kind) ? strings.unclear : strings.refused)(message));
};

/** Says that a change waits in the client, as which of those that do, and why. */
export const waits = ({ position, count, until, reason }: Wait): TemplateResult =>
  html`<p class="waits">${untrusted(strings.waits(position, count, until, reason))}</p>`;

/** How a list is drawn. */
export interface Drawing {
  readonly pages: RowPages;
  /** The ids that several tokens have. */
  readonly ambiguous: ReadonlySet<string>;
}

/** The tokens in force, with what can be done to each. */
export function activeTable(tokens: readonly Token[], how: Drawing, actions: RowActions): TemplateResult {
  const columns: readonly Column<Token>[] = [
    ...columnsOf(tokens, how, actions),
    {
      id: 'expires',
      label: strings.expires,
      cell: ({ expiresAt }) => moment(expiresAt, strings.neverExpires),
      when: (all) => all.some(({ expiresAt }) => expiresAt !== undefined),
    },
    {
      id: 'actions',
      label: strings.actions,
      kind: 'actions',
      cell: (token, { index }) => buttons(token, index, actions, how.ambiguous.has(token.id)),
      when: () => actions.verbs.length > 0,
    },
  ];
  return columnTable(tokens, { label: strings.table, columns, keys: keysOf(tokens), pages: how.pages });
}

/** The tokens that open nothing any more, and why: when some automation stopped working, this is where to look. */
export function inactiveTable(tokens: readonly Token[], how: Drawing): TemplateResult {
  const latestFirst = [...tokens].sort((a, b) => endOf(b) - endOf(a));
  const columns: readonly Column<Token>[] = [
    ...columnsOf(tokens, how),
    {
      id: 'ended',
      label: strings.ended,
      cell: (token) =>
        html`${token.revokedAt === undefined ? strings.expiredAt : strings.revokedAt} ${moment(endOf(token))}`,
    },
  ];
  return columnTable(latestFirst, {
    label: strings.inactiveTable,
    columns,
    keys: keysOf(latestFirst),
    pages: how.pages,
  });
}

const keysOf = (tokens: readonly Token[]) => rowKeys(tokens, ({ id }) => id);
const endOf = ({ revokedAt, expiresAt }: Token) => revokedAt ?? expiresAt ?? 0;
const moment = (ms: number | undefined, otherwise: string = strings.notSaid) =>
  ms === undefined ? html`<span class="muted">${otherwise}</span>` : timeOf(ms);

/** The columns of both tables. A row is named by its token's name or, where the gateway gives no names, by its id. */
function columnsOf(tokens: readonly Token[], { ambiguous }: Drawing, actions?: RowActions): readonly Column<Token>[] {
  const similar = similarNames(tokens.map(nameOf));
  const notes = (token: Token, index: number) =>
    html`${similarNote(similar.get(nameOf(token)))} ${marks(token, index, actions)}
    ${ambiguous.has(token.id) ? html`<p class="refusal" id=${actions ? ambiguousId(index) : nothing}>${strings.ambiguousId}</p>` : nothing}`;
  const hasNames = tokens.some((token) => token.name);
  return [
    {
      id: 'name',
      label: strings.name,
      kind: 'header',
      cell: (token, { index }) => html`${nameCell(token)} ${notes(token, index)}`,
      when: () => hasNames,
    },
    hasNames
      ? { id: 'id', label: strings.id, cell: idCell }
      : {
          id: 'id',
          label: strings.id,
          kind: 'header',
          cell: (token, { index }) => html`${idCell(token)} ${notes(token, index)}`,
        },
    { id: 'scopes', label: strings.scopes, cell: scopesOf },
    { id: 'created', label: strings.created, cell: ({ createdAt }) => moment(createdAt, strings.notKnown) },
    {
      id: 'last-used',
      label: strings.lastUsed,
      cell: ({ lastUsedAt }) => moment(lastUsedAt, strings.neverUsed),
      // A gateway that does not track the use of any token gets no column about it.
      when: (all) => all.some(({ lastUsedAt }) => lastUsedAt !== undefined),
    },
  ];
}

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

/** Why just this token cannot be revoked or rotated. Where none can, that is said once, above the table. */
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

/** The id of what says that a row's id is not its own. */
const ambiguousId = (index: number) => `ambiguous-${index}`;

const busyWords: Readonly<Record<Verb, string>> = { revoke: strings.revoking, rotate: strings.rotating };

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
      @click=${() => disabled || ask(verb, token)}
    >
      ${verb === busy ? busyWords[verb] : strings[verb]}
      <span class="visually-hidden">${untrustedName(nameOf(token))}</span>
    </button>`;
  });
}
