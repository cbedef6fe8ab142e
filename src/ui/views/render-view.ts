import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState, RpcClient } from '../../client/rpc-client.js';
import { isOverdue, isRestarting, type Staleness, type View } from '../../data/stores/view.js';
import type { Unreadable } from '../../protocol/index.js';
import { zoneName } from '../format/format.js';
import { renderHeld, renderSlow } from './held-calls.js';
import { sharedStrings as strings } from '../base/strings.js';
import { unreadableCount, unreadableRows } from '../table/unreadable-rows.js';
import { untrusted } from '../text-safety/untrusted-text.js';
import { errorWords } from '../base/client-error.strings.js';

/** How a widget renders the common states. */
export interface ViewOptions<T> {
  /** What is loaded, as used within a sentence: "approvals". */
  readonly what: string;
  /** Reloads. */
  readonly retry: () => void;
  /** The start of the status line: counts, and buttons for the whole. */
  readonly bar?: (data: T) => unknown;
  /** Rendered before the status line, and sticky with it. */
  readonly before?: unknown;
  /** Rendered after the status line, and sticky with it. */
  readonly under?: (data: T) => unknown;
  /** The unreadable entries: counted in the status line, and rendered as rows above the content. */
  readonly unreadable?: (data: T) => readonly Unreadable[] | undefined;
  /** Renders the data, also when empty. */
  readonly content: (data: T) => unknown;
  /** When it was read (epoch ms), for data without live updates: shown in place of "Live", with Refresh. */
  readonly readAt?: number | undefined;
}

/**
 * Renders the state of a widget consistently. Slots: `loading`
 * (also while connecting) and `error` (also for what is not offered, not allowed or not connected).
 */
export function renderView<T>(client: RpcClient | undefined, view: View<T>, options: ViewOptions<T>): unknown {
  switch (view.kind) {
    case 'no-client':
      return problem(strings.noClient);
    case 'closed':
      return problem(strings.closed);
    case 'refused':
      return problem(strings.refused(errorWords(view.error)), strings.reconnect, () => client?.reconnect());
    case 'connecting':
      return html`<slot name="loading">
        <div class="state loading" part="state" role="status"><p>${connectingWords(view.connection)}</p></div>
      </slot>`;
    case 'loading':
      return html`<slot name="loading">
        <div class="state loading" part="state">
          <p role="status">
            ${view.held ? untrusted(strings.waitsToLoad(options.what, view.held)) : strings.loading(options.what)}
          </p>
          ${waiting(client)}
        </div>
      </slot>`;
    case 'failed':
      return problem(strings.failed(options.what, errorWords(view.error)), strings.retry, options.retry);
    case 'not-offered':
      return problem(strings.notOffered(view.method, view.reason));
    case 'not-allowed':
      return problem(strings.notAllowed(view.method, view.scope));
    case 'data':
      return html`${statusLine(view, client, options)}${unreadableRows(options.unreadable?.(view.data))}${options.content(view.data)}`;
  }
}

/** Renders the empty state. Slot: `empty`. */
export function renderEmpty(sentence: string, hint?: string): TemplateResult {
  return html`<slot name="empty">
    <div class="state" part="state">
      <p>${sentence}</p>
      ${hint === undefined ? nothing : html`<p>${hint}</p>`}
    </div>
  </slot>`;
}

/** Renders that there is no gateway, for elements without data of their own. Slot: `error`. */
export function renderNoClient(): TemplateResult {
  return html`<slot name="error"><p class="error" role="alert">${strings.noClient}</p></slot>`;
}

function problem(sentence: string, action?: string, act?: () => void): TemplateResult {
  return html`<slot name="error">
    <div class="state problem" part="state">
      <p role="alert">${sentence}</p>
      ${action === undefined ? nothing : html`<button type="button" @click=${act}>${action}</button>`}
    </div>
  </slot>`;
}

/** Always present, with a fixed height, so that a lost connection moves nothing below it. */
function statusLine<T>(
  view: Extract<View<T>, { kind: 'data' }>,
  client: RpcClient | undefined,
  { bar, before, under, readAt, retry, unreadable }: ViewOptions<T>,
): TemplateResult {
  const { stale, refreshing } = view;
  const notLive = view.notLive || readAt !== undefined;
  const offerRefresh = notLive || stale?.cause === 'read' || stale?.cause === 'stream' || stale?.cause === 'delayed';
  const line = html`<div class="status" part="status">
    ${bar?.(view.data)} ${zone()} ${unreadableCount(unreadable?.(view.data))} ${callerChange(client)} ${waiting(client)}
    <span class="freshness">
      ${refreshing ? html`<span>${strings.refreshing}</span>` : nothing}
      <span role="status" translate="no" class=${stale ? 'stale' : notLive ? 'not-live' : 'live'}
        >${freshness(stale, notLive, readAt)}</span
      >
      ${offerRefresh ? html`<button type="button" class="link" @click=${retry}>${strings.refresh}</button>` : nothing}
    </span>
  </div>`;
  return under ? html`<div class="above">${before} ${line} ${under(view.data)}</div>` : line;
}

/** Renders that another person acts now. */
export function callerChange(client: RpcClient | undefined): unknown {
  const { name, changed } = client?.caller ?? {};
  if (!changed) return nothing;
  return html`<span class="caller changed" role="status"
    >${untrusted(strings.callerChanged(changed.from, name ?? '?', changed.at))}</span
  >`;
}

/** Renders the calls that wait, and why. */
function waiting(client: RpcClient | undefined): unknown {
  const held = client?.held ?? [];
  return html`${renderHeld(held, strings.held(held.length, held[0]?.reason ?? ''))}${renderSlow(client?.slow)}`;
}

/** Renders the time zone of the list. */
function zone(): TemplateResult {
  return html`<span class="zone" translate="no"
    ><span class="visually-hidden">${strings.timesIn} </span>${zoneName()}</span
  >`;
}

function freshness(stale: Staleness | undefined, notLive: boolean, readAt: number | undefined): string {
  if (stale) return staleWords(stale);
  if (readAt !== undefined) return strings.readAt(readAt);
  return notLive ? strings.notLive : strings.live;
}

function connectingWords(connection: ConnectionState): string {
  if (connection.status === 'connecting' && connection.error) {
    return strings.tryingAgain(errorWords(connection.error), connection.attempt);
  }
  return isRestarting(connection) ? strings.restarting : strings.connecting;
}

function staleWords({ since, cause, error, delayMs = 0 }: Staleness): string {
  switch (cause) {
    case 'closed':
      return strings.closed;
    case 'connection':
      return error?.kind === 'token-refused' ? strings.staleRefused(since) : strings.staleConnection(since);
    case 'restarting':
      return (isOverdue(since) ? strings.staleAway : strings.staleRestarting)(since);
    case 'stream':
      return strings.staleStream(since);
    case 'delayed':
      return strings.staleDelayed(delayMs);
    case 'read':
      return strings.staleRead(since, error ? errorWords(error) : '');
  }
}
