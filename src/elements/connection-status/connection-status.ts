import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectionState, Diagnostics, RpcClient } from '../../client/rpc-client.js';
import { ClockController } from '../../controllers/clock-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { reusedEventIds } from '../../data/events/reused-ids.js';
import { isOverdue, isRestarting } from '../../data/stores/view.js';
import type { GatewayError } from '../../protocol/index.js';
import { ComisElement } from '../../ui/base/comis-element.js';
import { renderHeld, renderSlow } from '../../ui/views/held-calls.js';
import { callerChange, renderNoClient } from '../../ui/views/render-view.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './connection-status.strings.js';
import { styles } from './connection-status.styles.js';
import { errorWords } from '../../ui/base/client-error.strings.js';

/** The mark of each state. */
type Tone = 'ok' | 'warn' | 'bad' | 'idle';

/**
 * Shows in words the state of the connection to the gateway, since when shown data is stale, when the next attempt is,
 * which calls wait and why, which messages could not be read, and which arrived more than once.
 *
 * @summary The state of the connection in words, and what is not up to date.
 * @element comis-connection-status
 * @slot error - In place of the words that there is no gateway.
 * @csspart status - The sentence about the state of the connection.
 * @csspart problems - Messages that could not be read, reused IDs, and repeated messages.
 */
export class ComisConnectionStatus extends ComisElement {
  static override readonly elementName: string = 'connection-status';
  static override styles = [ComisElement.styles, styles];

  readonly #reusedEventIds = new StoreController(this, this.gateway, reusedEventIds);

  constructor() {
    super();
    new ClockController(this, () => retryAt(this.gateway.value?.connection) !== undefined);
  }

  protected override render() {
    const client = this.gateway.value;
    if (!client) return renderNoClient();
    const [tone, words] = describe(client);
    const { connection, live } = client;
    const isDelayed = connection.status === 'connected' && live.status === 'delayed';
    return html`<div class="line">
      <span class="connection ${tone}" part="status" role="status" translate="no"
        >${words}${isDelayed ? delay(live.delayMs) : nothing}</span
      >
      ${acting(client)} ${callerChange(client)} ${this.#retry(client)}
      ${renderHeld(client.held, strings.held(client.held.length))} ${renderSlow(client.slow)}
      ${messageNotes(client.diagnostics, this.#reusedEventIds.store?.count ?? 0)}
    </div>`;
  }

  #retry(client: RpcClient): unknown {
    const { connection, live } = client;
    if (connection.status === 'connected') {
      return live.status === 'starting' || live.status === 'interrupted' ? whyNotLive(live.error) : nothing;
    }
    if (connection.status === 'closed') return nothing;
    const next = retryAt(connection);
    return html`
      ${
        next === undefined
          ? nothing
          : html`<span class="next muted" translate="no"
              >${strings.retryIn(Math.max(0, Math.ceil((next - Date.now()) / 1000)))}</span
            >`
      }
      <button type="button" @click=${() => client.reconnect()}>${strings.retryNow}</button>
      ${why(connection)}
    `;
  }
}

/** The identity of decisions, where the gateway reports it. */
function acting({ caller }: RpcClient): unknown {
  if (caller?.name === undefined || caller.changed) return nothing;
  return html`<span class="caller muted">${untrusted(strings.actingAs(caller.name))}</span>`;
}

/** Folded, so that the message of a lost connection fits in its one reserved line. */
function why(connection: Exclude<ConnectionState, { status: 'connected' | 'closed' }>): unknown {
  const lostAt = connection.status === 'connecting' ? undefined : connection.lostAt;
  if (!connection.error && lostAt === undefined) return nothing;
  return html`<details>
    <summary>${strings.why}</summary>
    <p>
      ${connection.error ? explained(connection.error) : nothing}
      ${lostAt === undefined ? nothing : strings.stale(lostAt)}
    </p>
  </details>`;
}

/** The delay changes all the time: it is read with the sentence, not announced on each change. */
function delay(ms: number): TemplateResult {
  return html`<span aria-live="off">${strings.delayedBy(ms)}</span>${strings.delayedWhy}`;
}

/** The sentence for operators, and details for developers. */
function explained(error: GatewayError): unknown {
  const { details } = error;
  return html`${untrusted(errorWords(error))}
  ${details ? html`<span class="muted">${untrusted(details)}</span>` : nothing}`;
}

function whyNotLive(error: GatewayError | undefined): unknown {
  if (!error) return nothing;
  return html`<details>
    <summary>${strings.why}</summary>
    <p>${explained(error)} ${strings.noStreamMeans}</p>
  </details>`;
}

function describe({ connection, live }: RpcClient): [Tone, string] {
  switch (connection.status) {
    case 'connecting':
      return connection.error?.kind === 'rate-limited' ? ['warn', strings.limited] : ['idle', strings.connecting];
    case 'reconnecting':
      return ['warn', connection.error.kind === 'rate-limited' ? strings.limited : away(connection)];
    case 'refused':
      return ['bad', connection.error.kind === 'not-offered' ? strings.foreign : strings.refused];
    case 'closed':
      return ['idle', strings.closed];
    case 'connected':
      if (live.status === 'interrupted') return ['warn', strings.interrupted(live.lostAt)];
      if (live.status === 'not-allowed') return ['warn', strings.notLive];
      if (live.status === 'live') return ['ok', strings.live];
      if (live.status === 'delayed') return ['warn', strings.delayed];
      if (live.status === 'paused') return ['idle', strings.paused];
      return live.status === 'starting' && live.error
        ? ['warn', live.error.kind === 'rate-limited' ? strings.streamLimited : strings.noStream]
        : ['idle', strings.starting];
  }
}

function away(connection: Extract<ConnectionState, { status: 'reconnecting' }>): string {
  const { lostAt } = connection;
  if (!isRestarting(connection)) return strings.reconnecting(lostAt);
  return isOverdue(lostAt) ? strings.away : strings.restarting(lostAt);
}

function retryAt(connection: ConnectionState | undefined): number | undefined {
  return connection?.status === 'connecting' || connection?.status === 'reconnecting' ? connection.retryAt : undefined;
}

/** Faulty messages, and repeats, which are not a fault. */
function messageNotes(diagnostics: Diagnostics, reusedEvents: number): TemplateResult | typeof nothing {
  const { unreadable, unreadableCount, unknownEvents, unknownEventCount, repeatCount, reusedIdCount } = diagnostics;
  const lost = unreadableCount + unknownEventCount;
  const reused = reusedIdCount + reusedEvents;
  const faults = [
    ...(lost > 0 ? [strings.problems(lost)] : []),
    ...(reused > 0 ? [strings.reusedIdsShort(reused)] : []),
  ];
  if (faults.length === 0 && repeatCount === 0) return nothing;
  return html`<details class=${faults.length > 0 ? 'problems' : 'notes'} part="problems">
    <summary>${faults.length > 0 ? faults.join(', ') : strings.details}</summary>
    <ul>
      ${unreadable.map((each) => html`<li>${untrusted(strings.unreadable(each.name, each.issue, each.count))}</li>`)}
      ${[...unknownEvents].map(([name, times]) => html`<li>${untrusted(strings.unknown(name, times))}</li>`)}
      ${reusedIdCount > 0 ? html`<li>${strings.reusedIds(reusedIdCount)}</li>` : nothing}
      ${reusedEvents > 0 ? html`<li>${strings.reusedEventIds(reusedEvents)}</li>` : nothing}
      ${repeatCount > 0 ? html`<li>${strings.repeats(repeatCount)}</li>` : nothing}
    </ul>
  </details>`;
}
