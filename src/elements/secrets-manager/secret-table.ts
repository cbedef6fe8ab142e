import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { keysFor } from '../../data/stores/repeats.js';
import type { GatewayError, GatewayErrorKind, Secret } from '../../protocol/index.js';
import { notSentWords } from '../../ui/guards/host-actions.js';
import type { RowPages } from '../../ui/table/row-pages.js';
import { timeOf } from '../../ui/format/time.js';
import { similarNames } from '../../ui/text-safety/similar-names.js';
import { similarNote, untrustedName } from '../../ui/text-safety/untrusted-name.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { jsonForCopy } from '../../ui/text-safety/json-view.js';
import { copiesAs } from '../../ui/table/row-copy.js';
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

/** One column: what its head says and what its cells hold. */
interface Column {
  readonly label: string;
  cell(secret: Secret): unknown;
}

/** The columns that there are, and those that something is known for. */
function columns(secrets: readonly Secret[], isWhole: boolean): readonly Column[] {
  const optional = (label: string, isKnown: (secret: Secret) => boolean, cell: Column['cell']) =>
    secrets.some(isKnown) ? [{ label, cell }] : [];
  return [
    ...optional(strings.created, ({ createdAt }) => createdAt !== undefined, createdOf),
    ...optional(strings.updated, ({ updatedAt }) => updatedAt !== undefined, updatedOf),
    {
      label: strings.lastUsed,
      cell: (secret) => useOf(secret, undefined, isWhole ? strings.neverUsed : strings.notSeenUsed),
    },
    ...optional(
      strings.expires,
      ({ expiresAt }) => expiresAt !== undefined,
      ({ expiresAt }) => moment(expiresAt, strings.neverExpires),
    ),
    // One source for all is no news.
    ...optional(
      strings.source,
      ({ source }) => source !== secrets[0]?.source,
      ({ source }) => (source ? untrusted(source) : moment(undefined)),
    ),
  ];
}

/**
 * The names in the store, never a value, and what can be done to each. The roles are repeated as attributes because the
 * narrow layout turns rows into blocks, and some browsers drop the meaning of a table with its layout.
 */
export function secretTable(
  secrets: readonly Secret[],
  { pages, ambiguous, caption }: Drawing,
  actions: RowActions,
): TemplateResult {
  const withActions = actions.verbs.length > 0;
  const isWhole = caption === undefined;
  const shown = columns(secrets, isWhole);
  const similar = similarNames(secrets.map(({ name }) => name));
  const drawn = pages.of(secrets);
  const keys = keysFor(drawn.map(({ name }) => name));
  return html`<table
      role="table"
      aria-label=${isWhole ? strings.table : nothing}
      aria-labelledby=${isWhole ? nothing : 'caption'}
      part="table"
    >
      ${
        isWhole
          ? nothing
          : html`<caption id="caption">
              ${untrusted(caption)}
            </caption>`
      }
      <thead>
        <tr role="row">
          <th role="columnheader" scope="col">${strings.name}</th>
          ${shown.map(({ label }) => html`<th role="columnheader" scope="col">${label}</th>`)}
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
          (secret, index) =>
            html`<tr role="row" part="row" ${copiesAs(() => jsonForCopy(secret))}>
              <th role="rowheader" scope="row">
                ${nameCell(secret, actions.error(secret.name), similar.get(secret.name))}
                ${ambiguous.has(secret.name) ? html`<p class="refusal" id=${ambiguousId(index)}>${strings.ambiguousName}</p>` : nothing}
              </th>
              ${shown.map((column) => html`<td role="cell" data-label=${column.label}>${column.cell(secret)}</td>`)}
              ${withActions ? html`<td role="cell" class="buttons">${buttons(secret, actions, ambiguous.has(secret.name) ? ambiguousId(index) : undefined)}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>
    ${pages.render(secrets)}`;
}

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
