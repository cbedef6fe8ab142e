import { closeCodes, GatewayError, type ResultOf } from '../../../protocol/index.js';
import { checkedAnswer, readAnswer } from '../../calls/answers.js';
import type { DiagnosticsLog } from '../../diagnostics.js';
import {
  type Dialect,
  recognize,
  type RequestOptions,
  type SocketAddress,
  type WireError,
} from '../../dialects/index.js';
import { documented } from '../../dialects/documented.js';
import { shownAddress, unopenable } from '../failure-cause.js';
import { Heartbeat } from '../heartbeat.js';
import { MessageLimiter } from '../../calls/message-limiter.js';
import type { Settings, SocketLike } from '../../options.js';
import type { HeldCall, SlowCall } from '../../rpc-client.js';
import { PendingCalls } from '../../calls/pending-calls.js';
import { SilenceWatch } from '../silence-watch.js';

/**
 * Why a session ended. `unopened`: it never began. `slow`: the first ping was not answered in time. `foreign`: the server speaks nothing that this version knows. `recognized`: it has shown that it
 * speaks `dialect`, for which another session is needed.
 */
export interface SessionEnd {
  readonly cause:
    'lost' | 'unopened' | 'slow' | 'stalled' | 'restarting' | 'refused' | 'foreign' | 'recognized' | 'closed';
  readonly error: GatewayError;
  readonly dialect?: Dialect;
}

/** An answer to a ping, with when it was asked and answered: epoch ms on this machine's clock. */
export interface Pong {
  readonly result: ResultOf<'system.ping'>;
  readonly sentAt: number;
  readonly receivedAt: number;
  /** How long that took by the monotonic clock, in ms: not the same when this machine's own was set meanwhile. */
  readonly tookMs: number;
}

/** What a session tells the link that keeps it. */
export interface SessionEvents {
  /**
   * The server has shown what it speaks and has answered: calls work. Told once.
   *
   * @param pong - absent when the first ping was answered with a refusal.
   */
  onReady(dialect: Dialect, pong: Pong | undefined): void;
  /** The calls that wait have changed. */
  onHeld(): void;
  /** A later ping was answered. */
  onPong(pong: Pong): void;
  /** The server has told its clock without having been asked. @param at - epoch ms. */
  onTime(at: number): void;
  /** It is over; calls in flight have been rejected. Told once. */
  onEnd(end: SessionEnd): void;
}

/** The state of a socket that takes messages (WebSocket standard). */
const open = 1;

/**
 * How long after an error that belongs to no call the others may still be answered, in ms: the servers that are known
 * send it at once, and what they work on for longer than this is no call of ours.
 */
const graceMs = 5000;

/** What a session is for. */
export interface SessionPlan {
  readonly address: SocketAddress;
  /** What the server is known to speak; undefined when the session is to find out. */
  readonly dialect: Dialect | undefined;
  /** How long the first ping, and later ones, may go unanswered, in ms. */
  readonly patienceMs: number;
}

/** How long a server that echoed the probe has to refuse the socket, in ms: the daemon does so at once. */
const suspectedMs = 3000;

/** One WebSocket, from its opening to its end: calls, answers, heartbeat. Never comes back; the link makes another. */
export class SocketSession {
  readonly #socket: SocketLike;
  readonly #calls = new PendingCalls(() => this.events.onHeld());
  readonly #opening = new SilenceWatch(() => this.#stalled('did not answer'));
  readonly #heartbeat: Heartbeat;
  readonly #grace = new Set<ReturnType<typeof setTimeout>>();
  #limiter: MessageLimiter;
  #dialect: Dialect | undefined;
  /** What the server seems to speak: sure once it refuses a socket without a token. */
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
    this.#dialect = dialect;
    this.#limiter = this.#limiterFor(dialect);
    this.#socket = openSocket(settings, address);
    this.#heartbeat = new Heartbeat(
      { pingIntervalMs: settings.pingIntervalMs, pingTimeoutMs: patienceMs },
      () => void this.#ping(),
      () => this.#stalled('went silent'),
    );
    this.#opening.start(settings.pingTimeoutMs);
    this.#socket.addEventListener('open', () => this.#opened());
    this.#socket.addEventListener('message', ({ data }) => this.#received(data));
    this.#socket.addEventListener('close', ({ code, reason }) => this.#closed(code, reason));
    // A close event follows, and nothing else is known; but `ws` throws what nobody listens for.
    this.#socket.addEventListener('error', () => undefined);
  }

  /** The calls that wait for their turn. */
  get held(): readonly HeldCall[] {
    return this.#limiter.held;
  }

  /** The calls that were sent a while ago and are not answered yet. */
  get slow(): readonly SlowCall[] {
    return this.#calls.slow;
  }

  /**
   * Sends a call, when it is its turn. @returns the answer, unchecked. For what it throws see {@link RpcClient.call}.
   */
  async request(method: string, params: object, options: RequestOptions): Promise<unknown> {
    const turn = this.#limiter.turn(options.for, options.signal);
    if (turn) await turn;
    // What waited for its turn may have been taken back in this very moment.
    options.signal?.throwIfAborted();
    options.beforeSend?.();
    return this.#send(method, params, options);
  }

  /** Finds out soon whether the other side lives. */
  probe(): void {
    if (this.#ready) this.#heartbeat.beat();
  }

  /** Ends the session from this side. @param error - what calls in flight fail with. */
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
        // It refuses this socket in a moment, or it is something else.
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
    const chosen = protocol === '' ? 'none' : protocol.startsWith('bearer.') ? 'the one with the token' : protocol;
    const { url, subprotocols } = this.plan.address;
    const message =
      'This gateway speaks neither the documented RPC nor another dialect that is known here: at ' +
      `${shownAddress(url)} it chose the subprotocol ${chosen.slice(0, 60)}; offered were ${offeredOf(subprotocols)}, and ` +
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
      // Any answer will do, also "not allowed": a token without the scope for pings may well administer.
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
    readAnswer(data, {
      calls: this.#calls,
      diagnostics: this.diagnostics,
      dialect: this.#dialect ?? documented,
      onUnaddressed: (error) => this.#unaddressed(error),
      onHeartbeat: (at) => {
        if (at !== undefined) this.events.onTime(at);
      },
    });
  }

  /** One of the calls that wait has been dropped, and nobody says which: those without an answer in a while. */
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

  #stalled(how: string): void {
    if (this.#suspected) {
      // It picks the first that is offered: the documented one is offered first then.
      const error = new GatewayError('disconnected', 'The gateway chose the first subprotocol that was offered.');
      this.#end({ cause: 'recognized', error, dialect: documented });
      return;
    }
    if (how === 'went silent' && !this.#ready) {
      const { patienceMs } = this.plan;
      const message = `The gateway did not answer system.ping within ${patienceMs / 1000} s.`;
      this.#end({ cause: 'slow', error: new GatewayError('disconnected', message) });
      return;
    }
    this.#end({ cause: 'stalled', error: new GatewayError('disconnected', `The gateway ${how}.`) });
  }

  #closed(code: number, reason: string): void {
    if (code === closeCodes.tokenRefused && this.#suspected) {
      const error = new GatewayError('disconnected', 'The gateway speaks another dialect.');
      this.#end({ cause: 'recognized', error, dialect: this.#suspected });
    } else if (code === closeCodes.tokenRefused) {
      this.#end({ cause: 'refused', error: new GatewayError('token-refused', 'The gateway does not take the token.') });
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
    // Without waiting for the other side, which may be dead.
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

/** What was offered, in words, without the token. */
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
