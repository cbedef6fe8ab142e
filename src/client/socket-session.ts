import * as z from 'zod/mini';
import {
  closeCodes,
  describeIssues,
  GatewayError,
  methods,
  type ParamsOf,
  type ResultOf,
  type RpcMethod,
} from '../protocol/index.js';
import { readAnswer } from './answers.js';
import type { DiagnosticsLog } from './diagnostics.js';
import { type Dialect, dialectOf } from './dialects/index.js';
import { Heartbeat } from './heartbeat.js';
import type { Settings, SocketLike } from './options.js';
import { PendingCalls } from './pending-calls.js';
import { SilenceWatch } from './silence-watch.js';

/** Why a session ended. `foreign`: the server speaks nothing that this version knows. */
export interface SessionEnd {
  readonly cause: 'lost' | 'stalled' | 'restarting' | 'refused' | 'foreign' | 'closed';
  readonly error: GatewayError;
}

/** An answer to a ping, with when it was asked and answered: epoch ms on this machine's clock. */
export interface Pong {
  readonly result: ResultOf<'system.ping'>;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** What a session tells the link that keeps it. */
export interface SessionEvents {
  /**
   * The server has shown what it speaks and has answered: calls work. Told once.
   *
   * @param pong - absent when the first ping was answered with a refusal.
   */
  onReady(dialect: Dialect, pong: Pong | undefined): void;
  /** A later ping was answered. */
  onPong(pong: Pong): void;
  /** It is over; calls in flight have been rejected. Told once. */
  onEnd(end: SessionEnd): void;
}

/** The state of a socket that takes messages (WebSocket standard). */
const open = 1;

/** One WebSocket, from its opening to its end: calls, answers, heartbeat. Never comes back; the link makes another. */
export class SocketSession {
  readonly #socket: SocketLike;
  readonly #calls = new PendingCalls();
  readonly #opening = new SilenceWatch(() => this.#stalled('did not answer'));
  readonly #heartbeat: Heartbeat;
  #dialect: Dialect | undefined;
  #ready = false;
  #ended = false;

  constructor(
    private readonly settings: Settings,
    subprotocols: string[],
    private readonly diagnostics: DiagnosticsLog,
    private readonly events: SessionEvents,
  ) {
    this.#socket = openSocket(settings, subprotocols);
    this.#heartbeat = new Heartbeat(
      settings,
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

  /** Calls a method and checks the answer. For what it throws see {@link RpcClient.call}. */
  async call<M extends RpcMethod>(method: M, params: ParamsOf<M>, signal?: AbortSignal): Promise<ResultOf<M>> {
    const { id, result } = this.#calls.add(method, { timeoutMs: this.settings.callTimeoutMs, signal });
    try {
      if (this.#socket.readyState !== open)
        throw new GatewayError('disconnected', 'The connection is closing.', { method });
      this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    } catch (thrown) {
      this.#calls.reject(id, () => thrown);
    }
    const answer = await result;
    const parsed = z.safeParse(methods[method].result, answer);
    // The answer as it came, not zod's copy: what was not asked for stays, too.
    if (parsed.success) return answer as ResultOf<M>;
    const issue = describeIssues(parsed.error).join('; ');
    this.diagnostics.unreadable(method, issue);
    throw new GatewayError('invalid-response', `The gateway's answer to ${method} cannot be read: ${issue}`, {
      method,
    });
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
    this.#opening.stop();
    this.#dialect = dialectOf(this.#socket.protocol);
    if (this.#dialect) {
      this.#heartbeat.beat();
    } else {
      const message =
        'This gateway does not speak the documented RPC ' +
        `(it answers the subprotocol ${JSON.stringify(this.#socket.protocol)}).`;
      this.#end({ cause: 'foreign', error: new GatewayError('not-offered', message) });
    }
  }

  async #ping(): Promise<void> {
    const sentAt = Date.now();
    let pong: Pong | undefined;
    try {
      pong = { result: await this.call('system.ping', {}), sentAt, receivedAt: Date.now() };
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
    readAnswer(data, this.#calls, this.diagnostics);
  }

  #stalled(how: string): void {
    this.#end({ cause: 'stalled', error: new GatewayError('disconnected', `The gateway ${how}.`) });
  }

  #closed(code: number, reason: string): void {
    if (code === closeCodes.tokenRefused) {
      this.#end({ cause: 'refused', error: new GatewayError('token-refused', 'The gateway does not take the token.') });
    } else if (code === closeCodes.restarting) {
      this.#end({ cause: 'restarting', error: new GatewayError('disconnected', 'The gateway is restarting.') });
    } else {
      const message = this.#dialect
        ? `The connection to the gateway was lost (${[code, reason].filter(Boolean).join(': ')}).`
        : 'The gateway cannot be reached.';
      this.#end({ cause: 'lost', error: new GatewayError('disconnected', message) });
    }
  }

  #end(end: SessionEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#opening.stop();
    this.#heartbeat.stop();
    // Without waiting for the other side, which may be dead.
    this.#socket.close(1000);
    const { kind, message } = end.error;
    this.#calls.rejectAll((method) => new GatewayError(kind, message, { method, cause: end.error }));
    this.events.onEnd(end);
  }
}

function openSocket({ WebSocket, endpoints }: Settings, subprotocols: string[]): SocketLike {
  try {
    return new WebSocket(endpoints.socket, subprotocols);
  } catch (thrown) {
    // The platform's message may repeat a subprotocol, and with it the token: only its name is kept.
    const why = thrown instanceof Error ? thrown.name : 'unknown error';
    throw new GatewayError('disconnected', `The gateway's address cannot be opened from here (${why}).`);
  }
}
