import { closeCodes, GatewayError, type ResultOf } from '../../../protocol/index.js';
import { checkedAnswer } from '../../calls/answers.js';
import type { DiagnosticsLog } from '../../diagnostics.js';
import {
  type Dialect,
  recognize,
  type RequestOptions,
  type SocketAddress,
  type WireError,
} from '../../dialects/index.js';
import { documented } from '../../dialects/documented.js';
import { shownAddress, tokenRefused, unanswered, unopenable } from '../failure-cause.js';
import { Heartbeat } from '../heartbeat.js';
import { MessageLimiter } from '../../calls/message-limiter.js';
import type { Settings, SocketLike } from '../../options.js';
import type { HeldCall, SlowCall } from '../../rpc-client.js';
import { PendingCalls } from '../../calls/pending-calls.js';
import { SilenceWatch } from '../silence-watch.js';

/**
 * Why a session ended. `unopened`: the socket never opened. `slow`: the first ping timed out. `foreign`: the server's
 * dialect is unknown. `recognized`: the server speaks `dialect`, which needs another session.
 */
export interface SessionEnd {
  readonly cause:
    'lost' | 'unopened' | 'slow' | 'stalled' | 'restarting' | 'refused' | 'foreign' | 'recognized' | 'closed';
  readonly error: GatewayError;
  readonly dialect?: Dialect;
}

/** An answer to a ping with the times of both (epoch ms, local clock). */
export interface Pong {
  readonly result: ResultOf<'system.ping'>;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** The round trip by the monotonic clock, in ms, unaffected by adjustments of the local clock. */
  readonly tookMs: number;
}

/** Callbacks of a session. */
export interface SessionEvents {
  /**
   * The dialect is known and the first ping was answered: calls work. Called once.
   *
   * @param pong - absent when the first ping was refused.
   */
  onReady(dialect: Dialect, pong: Pong | undefined): void;
  /** The queued calls have changed. */
  onHeld(): void;
  /** A later ping was answered. */
  onPong(pong: Pong): void;
  /** A heartbeat with the server's time arrived. @param at - epoch ms. */
  onTime(at: number): void;
  /** The session has ended and its pending calls were rejected. Called once. */
  onEnd(end: SessionEnd): void;
}

/** `readyState` of an open socket (WebSocket standard). */
const open = 1;

/**
 * How long after an error without an id the pending calls may still be answered, in ms: known servers send such an
 * error immediately.
 */
const graceMs = 5000;

/** The parameters of a session. */
export interface SessionPlan {
  readonly address: SocketAddress;
  /** The server's dialect; undefined when the session has to detect it. */
  readonly dialect: Dialect | undefined;
  /** The timeout of pings, in ms. */
  readonly patienceMs: number;
}

/** How long to wait for a server that echoed the probe to refuse the socket, in ms: the daemon does so immediately. */
const suspectedMs = 3000;

/** One WebSocket from opening to close: calls, answers, heartbeat. The link creates a new session to reconnect. */
export class SocketSession {
  readonly #socket: SocketLike;
  readonly #calls: PendingCalls;
  readonly #opening = new SilenceWatch(() => this.#unanswered());
  readonly #heartbeat: Heartbeat;
  readonly #grace = new Set<ReturnType<typeof setTimeout>>();
  #limiter: MessageLimiter;
  #dialect: Dialect | undefined;
  /** The probable dialect, confirmed once the server refuses a socket without a token. */
  #suspected: Dialect | undefined;
  #ready = false;
  #wasOpen = false;
  #ended = false;

  constructor(
    private readonly settings: Settings,
    private readonly plan: SessionPlan,
    private readonly diagnostics: DiagnosticsLog,
    private readonly events: SessionEvents,
  ) {
    const { address, dialect, patienceMs } = plan;
    this.#calls = new PendingCalls(diagnostics, () => this.events.onHeld());
    this.#dialect = dialect;
    this.#limiter = this.#limiterFor(dialect);
    this.#socket = openSocket(settings, address);
    this.#heartbeat = new Heartbeat(
      { pingIntervalMs: settings.pingIntervalMs, pingTimeoutMs: patienceMs },
      () => void this.#ping(),
      () => this.#silent(),
    );
    this.#opening.start(settings.pingTimeoutMs);
    this.#socket.addEventListener('open', () => this.#opened());
    this.#socket.addEventListener('message', ({ data }) => this.#received(data));
    this.#socket.addEventListener('close', ({ code, reason }) => this.#closed(code, reason));
    // A close event follows. Without a listener, `ws` would throw.
    this.#socket.addEventListener('error', () => undefined);
  }

  /** The queued calls. */
  get held(): readonly HeldCall[] {
    return this.#limiter.held;
  }

  /** The slow calls. */
  get slow(): readonly SlowCall[] {
    return this.#calls.slow;
  }

  /** Sends a call once the message limit allows it. Throws as {@link RpcClient.call}. @returns the unchecked answer. */
  async request(method: string, params: object, options: RequestOptions): Promise<unknown> {
    options.signal?.throwIfAborted();
    const turn = this.#limiter.turn(options.for, options.signal);
    if (turn) await turn;
    // A queued call may have been aborted in this moment.
    options.signal?.throwIfAborted();
    options.beforeSend?.();
    return this.#send(method, params, options);
  }

  /** Checks now whether the server is alive. */
  probe(): void {
    if (this.#ready) this.#heartbeat.beat();
  }

  /** Closes the session. @param error - rejects the pending calls. */
  close(error: GatewayError): void {
    this.#end({ cause: 'closed', error });
  }

  #opened(): void {
    if (this.#ended) return;
    this.#wasOpen = true;
    this.#opening.stop();
    if (!this.#dialect) {
      const { dialect, suspected } = recognize(this.#socket.protocol);
      this.#dialect = dialect;
      this.#suspected = suspected;
      if (suspected) {
        // The suspected dialect refuses this socket within moments.
        this.#opening.start(Math.min(this.settings.pingTimeoutMs, suspectedMs));
        return;
      }
      this.#limiter = this.#limiterFor(dialect);
    }
    if (this.#dialect) this.#heartbeat.beat();
    else this.#foreign();
  }

  #limiterFor(dialect: Dialect | undefined): MessageLimiter {
    return new MessageLimiter(dialect?.limit, () => this.events.onHeld());
  }

  async #send(method: string, params: object, options?: RequestOptions): Promise<unknown> {
    const timeoutMs = Math.max(this.settings.callTimeoutMs, method === 'system.ping' ? this.plan.patienceMs : 0);
    const { id, result } = this.#calls.add(method, { timeoutMs, signal: options?.signal, for: options?.for });
    try {
      if (this.#socket.readyState !== open)
        throw new GatewayError('disconnected', 'The connection is closing.', { method, unsent: true });
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    } catch (thrown) {
      this.#calls.reject(id, () => thrown);
    }
    return result;
  }

  #foreign(): void {
    const { protocol } = this.#socket;
    const chosen =
      protocol === ''
        ? 'no subprotocol'
        : protocol.startsWith('bearer.')
          ? 'the subprotocol with the token'
          : `the subprotocol ${protocol.slice(0, 60)}`;
    const { url, subprotocols } = this.plan.address;
    const message =
      'This gateway speaks neither the documented RPC nor another dialect that is known here: at ' +
      `${shownAddress(url)} it chose ${chosen}; offered were ${offeredOf(subprotocols)}, and ` +
      'comis.v1 is needed.';
    this.#end({ cause: 'foreign', error: new GatewayError('not-offered', message) });
  }

  async #ping(): Promise<void> {
    const [sentAt, begun] = [Date.now(), performance.now()];
    let pong: Pong | undefined;
    try {
      this.#limiter.count();
      const answer = await this.#send('system.ping', {});
      const [receivedAt, tookMs] = [Date.now(), performance.now() - begun];
      pong = { result: checkedAnswer('system.ping', answer, this.diagnostics), sentAt, receivedAt, tookMs };
    } catch (thrown) {
      // Any answer counts, also "not allowed": a token may lack the scope for pings and still have `admin`.
      const answered =
        thrown instanceof GatewayError && (thrown.code !== undefined || thrown.kind === 'invalid-response');
      if (!answered) return;
    }
    if (this.#ended || !this.#dialect) return;
    if (!this.#ready) {
      this.#ready = true;
      this.events.onReady(this.#dialect, pong);
    } else if (pong) {
      this.events.onPong(pong);
    }
  }

  #received(data: unknown): void {
    if (this.#ended) return;
    this.#heartbeat.alive();
    this.#calls.receive(data, {
      dialect: this.#dialect ?? documented,
      onUnaddressed: (error) => this.#unaddressed(error),
      onHeartbeat: (at) => {
        if (at !== undefined) this.events.onTime(at);
      },
    });
  }

  /**
   * Handles an error without an id: one pending call was dropped, so those unanswered after {@link graceMs} are
   * rejected.
   */
  #unaddressed(wire: WireError): void {
    const dialect = this.#dialect ?? documented;
    if (dialect.error(wire, undefined).kind === 'rate-limited') this.#limiter.exceeded();
    const ids = this.#calls.ids;
    const timer = setTimeout(() => {
      this.#grace.delete(timer);
      for (const id of ids) this.#calls.reject(id, (method) => dialect.error(wire, method));
    }, graceMs);
    this.#grace.add(timer);
  }

  /** The socket did not open in time; or it opened, and the suspected dialect did not refuse it. */
  #unanswered(): void {
    if (this.#suspected) {
      // It picks the first one offered, so the next session offers the documented one first.
      const error = new GatewayError('disconnected', 'The gateway chose the first subprotocol that was offered.');
      this.#end({ cause: 'recognized', error, dialect: documented });
      return;
    }
    const { url } = this.plan.address;
    this.#end({ cause: 'stalled', error: unanswered(url, this.settings.pingTimeoutMs) });
  }

  #silent(): void {
    if (this.#ready) {
      this.#end({ cause: 'stalled', error: new GatewayError('disconnected', 'The gateway went silent.') });
      return;
    }
    const { patienceMs } = this.plan;
    const message = `The gateway did not answer system.ping within ${patienceMs / 1000} s.`;
    this.#end({ cause: 'slow', error: new GatewayError('disconnected', message) });
  }

  #closed(code: number, reason: string): void {
    if (code === closeCodes.tokenRefused && this.#suspected) {
      const error = new GatewayError('disconnected', 'The gateway speaks another dialect.');
      this.#end({ cause: 'recognized', error, dialect: this.#suspected });
    } else if (code === closeCodes.tokenRefused) {
      this.#end({ cause: 'refused', error: tokenRefused(this.plan.address.url) });
    } else if (code === closeCodes.restarting) {
      this.#end({ cause: 'restarting', error: new GatewayError('disconnected', 'The gateway is restarting.') });
    } else {
      const message = `The connection to the gateway was lost (${[code, reason].filter(Boolean).join(': ')}).`;
      this.#end({ cause: this.#wasOpen ? 'lost' : 'unopened', error: new GatewayError('disconnected', message) });
    }
  }

  #end(end: SessionEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#opening.stop();
    this.#heartbeat.stop();
    // Without waiting for the server, which may be unreachable.
    this.#socket.close(1000);
    for (const timer of this.#grace) clearTimeout(timer);
    const { kind, message } = end.error;
    const errorFor = (method: string, unsent = false) =>
      new GatewayError(kind, message, { method, cause: end.error, unsent });
    this.#limiter.close((method) => errorFor(method, true));
    this.#calls.rejectAll((method) => errorFor(method));
    this.events.onEnd(end);
  }
}

/** The offered subprotocols for a message, without the token. */
export function offeredOf(subprotocols: readonly string[]): string {
  return subprotocols.map((each) => (each.startsWith('bearer.') ? 'one with the token' : each)).join(', ') || 'none';
}

function openSocket({ WebSocket }: Settings, { url, subprotocols }: SocketAddress): SocketLike {
  try {
    return new WebSocket(url, subprotocols);
  } catch (thrown) {
    throw unopenable(url, thrown);
  }
}
