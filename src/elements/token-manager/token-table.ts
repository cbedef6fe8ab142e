import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { keysFor } from '../../data/stores/repeats.js';
import type { Wait } from '../../data/tokens.js';
import { type GatewayError, type GatewayErrorKind, scopes, type Token } from '../../protocol/index.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import type { RowPages } from '../../ui/table/row-pages.js';
import { timeOf } from '../../ui/format/time.js';
import { similarNames } from '../../ui/text-safety/similar-names.js';
import { similarNote, untrustedName } from '../../ui/text-safety/untrusted-name.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { jsonForCopy } from '../../ui/text-safety/json-view.js';
import { copiesAs } from '../../ui/table/row-copy.js';
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

interface TableOptions extends Drawing {
  readonly label: string;
  /** What its rows offer; nothing by default. */
  readonly actions?: RowActions;
}

/** One column: what its head says and what its cells hold. */
interface Column {
  readonly label: string;
  cell(token: Token): unknown;
}

/** The tokens in force, with what can be done to each. */
export function activeTable(tokens: readonly Token[], how: Drawing, actions: RowActions): TemplateResult {
  const expires: Column = { label: strings.expires, cell: ({ expiresAt }) => moment(expiresAt, strings.neverExpires) };
  const shown = [...columns(tokens), ...(tokens.some(hasExpiry) ? [expires] : [])];
  return table({ ...how, label: strings.table, actions }, tokens, shown);
}

/** The tokens that open nothing any more, and why: when some automation stopped working, this is where to look. */
export function inactiveTable(tokens: readonly Token[], how: Drawing): TemplateResult {
  const ended: Column = {
    label: strings.ended,
    cell: (token) =>
      html`${token.revokedAt === undefined ? strings.expiredAt : strings.revokedAt} ${moment(endOf(token))}`,
  };
  const latestFirst = [...tokens].sort((a, b) => endOf(b) - endOf(a));
  return table({ ...how, label: strings.inactiveTable }, latestFirst, [...columns(tokens), ended]);
}

const hasExpiry = ({ expiresAt }: Token) => expiresAt !== undefined;
const endOf = ({ revokedAt, expiresAt }: Token) => revokedAt ?? expiresAt ?? 0;
const moment = (ms: number | undefined, otherwise: string = strings.notSaid) =>
  ms === undefined ? html`<span class="muted">${otherwise}</span>` : timeOf(ms);

const id: Column = { label: strings.id, cell: idCell };
const name: Column = {
  label: strings.name,
  cell: (token) => (token.name ? untrustedName(token.name) : html`<span class="muted">${strings.notSaid}</span>`),
};

/** The columns of both tables. A gateway that does not track the use of any token gets no column about it. */
function columns(tokens: readonly Token[]): readonly Column[] {
  return [
    { label: strings.scopes, cell: scopesOf },
    { label: strings.created, cell: ({ createdAt }) => moment(createdAt, strings.notKnown) },
    ...(tokens.some(({ lastUsedAt }) => lastUsedAt !== undefined)
      ? [{ label: strings.lastUsed, cell: ({ lastUsedAt }: Token) => moment(lastUsedAt, strings.neverUsed) }]
      : []),
  ];
}

function idCell({ id, prefix }: Token): TemplateResult {
  return html`<span class="mono id">${untrustedName(id)}</span> ${
      prefix === undefined
        ? nothing
        : html`<span class="mono muted prefix"
            ><span class="visually-hidden">${strings.startsWith} </span>${untrusted(`${prefix}…`)}</span
          >`
    }`;
}

// The roles are repeated as attributes because the narrow layout turns rows into blocks, and some browsers drop the
// meaning of a table with its layout.
function table(
  { label, pages, ambiguous, actions }: TableOptions,
  tokens: readonly Token[],
  shown: readonly Column[],
): TemplateResult {
  // What names a row, where the gateway gives no names, is its id.
  const [head, rest] = tokens.some((token) => token.name) ? [name, [id, ...shown]] : [id, shown];
  const similar = similarNames(tokens.map(nameOf));
  const drawn = pages.of(tokens);
  const keys = keysFor(drawn.map((token) => token.id));
  const withActions = actions !== undefined && actions.verbs.length > 0;
  return html`<table role="table" aria-label=${label} part="table">
      <thead>
        <tr role="row">
          ${[head, ...rest].map((column) => html`<th role="columnheader" scope="col">${column.label}</th>`)}
          ${
            withActions
              ? html`<th role="columnheader" scope="col"><span class="visually-hidden">${strings.actions}</span></th>`
              : nothing
          }
        </tr>
      </thead>
      <tbody>
        ${repeat(
          drawn,
          (_, index) => keys[index],
          (token, index) =>
            html`<tr role="row" part="row" ${copiesAs(() => jsonForCopy(token))}>
              <th role="rowheader" scope="row">
                ${head.cell(token)} ${similarNote(similar.get(nameOf(token)))} ${marks(token, index, actions)}
                ${ambiguous.has(token.id) ? html`<p class="refusal" id=${actions ? ambiguousId(index) : nothing}>${strings.ambiguousId}</p>` : nothing}
              </th>
              ${rest.map((column) => html`<td role="cell" data-label=${column.label}>${column.cell(token)}</td>`)}
              ${withActions ? html`<td role="cell" class="buttons">${buttons(token, index, actions, ambiguous.has(token.id))}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>
    ${pages.render(tokens)}`;
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
