import {
  GatewayError,
  type RpcMethod,
  type Scope,
  scopes as knownScopes,
  timeTrouble,
  type TimeTrouble,
  toGatewayError,
} from '../../../protocol/index.js';
import { Backoff, goodAfterMs } from '../backoff.js';
import { CallerName } from '../caller-name.js';
import type { DiagnosticsLog } from '../../diagnostics.js';
import { chosenDialect, type Dialect, probingAddress } from '../../dialects/index.js';
import type { Settings } from '../../options.js';
import type { Caller, ConnectionState, HeldCall, SlowCall } from '../../rpc-client.js';
import type { StreamEvidence } from '../failure-cause.js';
import { ServerClock } from '../server-clock.js';
import { offeredOf, type Pong, type SessionEnd, SocketSession } from './socket-session.js';
import type { TokenSource } from '../token-source.js';
import { UnopenedSocket } from './unopened-socket.js';

/** The assumed maximum age of the time in a heartbeat, in ms. */
const heartbeatLateMs = 2000;

/** How long after its announcement a restart begins at the latest, in ms. */
const restartMs = 60_000;

/** The maximum timeout of a connection's first ping, in ms. */
const maxPatienceMs = 160_000;

const restartError = () => new GatewayError('disconnected', 'The gateway is restarting, as it announced.');

/** Callbacks of the link. */
export interface SocketLinkEvents {
  /** The state, the scopes or the queued calls changed. */
  onChange(): void;
  /** The dialect was detected; called before {@link onConnected} and for every change. */
  onDialect(dialect: Dialect): Promise<void> | undefined;
  /** Connected, with a token of this generation. */
  onConnected(tokenGeneration: number): void;
  /** Called when disconnected. */
  onLost(how: { readonly stalled: boolean; readonly restarting: boolean }): void;
  /** Returns the outcome of the stream's request to the same gateway. */
  evidence(): StreamEvidence;
  /** Stopped: no further attempt until a person retries. */
  onStopped(error: GatewayError): void;
}

/** Keeps a WebSocket session open: connects and reconnects with backoff until closed. */
export class SocketLink {
  readonly clock = new ServerClock(() => this.probe());
  #state: ConnectionState = { status: 'connecting', since: Date.now(), attempt: 1 };
  #scopes: readonly Scope[] | undefined;
  #methods: readonly string[] | undefined;
  readonly #caller = new CallerName();
  #session: SocketSession | undefined;
  /** The server's dialect; undefined while it has to be detected. */
  #dialect: Dialect | undefined;
  /** The timeout of pings; increased while the first ping of a connection is too slow. */
  #patienceMs: number;
  readonly #unopened: UnopenedSocket;
  /** Until when a loss counts as the announced restart (monotonic clock). */
  #restartsUntil = -Infinity;
  readonly #backoff: Backoff;
  /** Incremented by each attempt and stop, so that the results of older attempts are ignored. */
  #try = 0;

  constructor(
    private readonly settings: Settings,
    private readonly tokens: TokenSource,
    private readonly diagnostics: DiagnosticsLog,
    private readonly events: SocketLinkEvents,
  ) {
    this.#backoff = new Backoff(settings.backoff, () => void this.#connect());
    this.#dialect = chosenDialect(settings.dialect);
    this.#patienceMs = settings.pingTimeoutMs;
    this.#unopened = new UnopenedSocket(settings, () => this.explain());
  }

  get state(): ConnectionState {
    return this.#state;
  }
  /** The token's scopes, if the gateway reports them. */
  get scopes(): readonly Scope[] | undefined {
    return this.#scopes;
  }
  /** The methods that the gateway lists; undefined when it lists none. */
  get methods(): readonly string[] | undefined {
    return this.#methods;
  }

  /** The token's name, if the gateway reports it. */
  get caller(): Caller {
    return this.#caller.value;
  }

  /** The queued calls. */
  get held(): readonly HeldCall[] {
    return this.#session?.held ?? [];
  }

  /** The slow calls. */
  get slow(): readonly SlowCall[] {
    return this.#session?.slow ?? [];
  }

  /** Called when the gateway announced a restart: a loss within {@link restartMs} counts as that restart. */
  expectRestart(): void {
    this.#restartsUntil = performance.now() + restartMs;
  }

  /** Starts connecting, also after a stop. */
  start(): void {
    this.#backoff.succeeded();
    void this.#connect();
  }

  /** Starts a scheduled attempt now. */
  skipBackoff(): void {
    this.#backoff.now();
  }

  /** Retries now for a person, replacing an attempt that still waits for a token. */
  retry(): void {
    const { status } = this.#state;
    const waitsForToken = !this.#session && this.#backoff.retryAt === undefined;
    if (waitsForToken && (status === 'connecting' || status === 'reconnecting')) void this.#connect();
    else this.skipBackoff();
  }

  /** Checks now whether the connection is alive. */
  probe(): void {
    this.#session?.probe();
  }

  /** Stops connecting. @param error - the reason; absent when the client is closed. */
  stop(error?: GatewayError): void {
    const lostAt = this.#lostAt();
    this.#try += 1;
    this.#backoff.cancel();
    const session = this.#session;
    this.#session = undefined;
    session?.close(error ?? new GatewayError('closed', 'The client is closed.'));
    this.#set(
      error
        ? { status: 'refused', since: Date.now(), ...(lostAt === undefined ? {} : { lostAt }), error }
        : { status: 'closed' },
    );
  }

  /** The open session, for a call. @throws {GatewayError} unless connected. */
  session(method: RpcMethod): SocketSession {
    if (!this.#session || this.#state.status !== 'connected') throw this.#unavailable(method);
    return this.#session;
  }

  async #connect(): Promise<void> {
    const thisTry = ++this.#try;
    this.#showTry();
    try {
      const { value, generation } = await this.tokens.ask();
      if (thisTry !== this.#try) return;
      const dialect = this.#dialect;
      const loading = dialect && this.events.onDialect(dialect);
      if (loading) await loading;
      if (thisTry !== this.#try) return;
      const startedAt = performance.now();
      const { socket } = this.settings.endpoints;
      const address = dialect ? dialect.address(socket, value) : probingAddress(socket, value);
      const plan = { address, dialect, patienceMs: this.#patienceMs };
      const offered = offeredOf(address.subprotocols);
      this.#session = new SocketSession(this.settings, plan, this.diagnostics, {
        onHeld: () => this.events.onChange(),
        onReady: (dialect, pong) => this.#ready(dialect, pong, generation),
        onPong: (pong) => {
          if (this.#learn(pong)) this.events.onChange();
        },
        onTime: (at) => this.clock.hear(at, heartbeatLateMs),
        onEnd: (end) => {
          if (thisTry !== this.#try) return;
          if (end.cause === 'unopened') this.#unopened.note(offered, this.events.evidence());
          this.#ended(end, generation, performance.now() - startedAt);
        },
      });
    } catch (thrown) {
      if (thisTry === this.#try) this.#retry(toGatewayError(thrown), 'lost');
    }
  }

  #ready(dialect: Dialect, pong: Pong | undefined, generation: number): void {
    this.tokens.accepted('socket', generation);
    this.#unopened.forget();
    this.#restartsUntil = -Infinity;
    this.#dialect = dialect;
    void this.events.onDialect(dialect);
    this.clock.reset();
    this.#scopes = this.#methods = undefined;
    if (pong) this.#learn(pong);
    else this.#caller.heard(undefined);
    const state = { status: 'connected', since: Date.now() } as const;
    this.#set(state);
    // A listener may have closed the client.
    if (this.#state === state) this.events.onConnected(generation);
  }

  /** Records the gateway's clock, scopes, methods and token name. @returns whether scopes, methods or name changed. */
  #learn({ result, sentAt, receivedAt, tookMs }: Pong): boolean {
    this.clock.add(sentAt, receivedAt, result.ts, tookMs);
    const trouble = timeTrouble(result.ts);
    if (trouble !== undefined) this.diagnostics.unreadable('system.ping', clockIssue(result.ts, trouble));
    const before = [this.#scopes, this.#methods].join(';');
    this.#scopes = result.scopes && knownScopes.filter((scope) => result.scopes?.includes(scope));
    this.#methods = result.methods;
    const renamed = this.#caller.heard(result.name);
    return renamed || before !== [this.#scopes, this.#methods].join(';');
  }

  #ended(end: SessionEnd, generation: number, livedMs: number): void {
    const { cause, error, dialect } = this.#explainedEnd(end);
    const wasConnected = this.#state.status === 'connected';
    this.#session = undefined;
    if (cause === 'recognized' && dialect) {
      this.#dialect = dialect;
      void this.#connect();
      return;
    }
    if (wasConnected && livedMs >= goodAfterMs(this.settings.backoff)) this.#backoff.succeeded();
    const refused = cause === 'refused';
    if (refused && this.tokens.refused('socket', generation) === 'stop') {
      this.events.onStopped(error);
      return;
    }
    if (refused) {
      // Another server may answer by now.
      this.#dialect = chosenDialect(this.settings.dialect);
      // Use the new token immediately, unless connections keep failing.
      this.#retry(error, 'lost', this.#backoff.failures === 0);
    } else if (cause === 'unopened') {
      this.tokens.discard();
      const why = this.#why();
      this.#retry(why, 'lost', false, why.retryAfterMs);
    } else if (cause === 'slow') {
      this.tokens.discard();
      this.#patienceMs = Math.min(this.#patienceMs * 2, maxPatienceMs);
      const message = `${error.message} The next attempt waits ${this.#patienceMs / 1000} s.`;
      this.#retry(new GatewayError(error.kind, message), 'lost');
    } else {
      this.tokens.discard();
      this.#retry(error, cause === 'restarting' ? 'restarting' : 'lost');
    }
    if (wasConnected) this.events.onLost({ stalled: cause === 'stalled', restarting: cause === 'restarting' });
  }

  /** Treats a loss after an announced restart as that restart, whatever the close code. */
  #explainedEnd(end: SessionEnd): SessionEnd {
    const { cause } = end;
    const isLost = cause === 'lost' || cause === 'stalled';
    if (!isLost || this.#state.status !== 'connected' || performance.now() > this.#restartsUntil) return end;
    return { cause: 'restarting', error: restartError() };
  }

  #retry(error: GatewayError, reason: 'lost' | 'restarting', immediately = false, atLeastMs = 0): void {
    const lostAt = this.#lostAt();
    const since = this.#state.status === 'connecting' ? this.#state.since : Date.now();
    this.#backoff.failed(immediately, atLeastMs);
    const { failures, retryAt } = this.#backoff;
    const next = { error, ...(retryAt === undefined ? {} : { retryAt }) };
    this.#set(
      lostAt === undefined
        ? { status: 'connecting', since, attempt: failures + 1, ...next }
        : { status: 'reconnecting', lostAt, attempt: failures, reason: this.#reason(reason), ...next },
    );
  }

  /** Called when more is known about why no socket opens. */
  explain(): void {
    const state = this.#state;
    if (!this.#unopened.isNoted || !('error' in state) || state.status === 'refused') return;
    const error = this.#why();
    if (error.message !== state.error.message) this.#set({ ...state, error });
  }

  #why(): GatewayError {
    const state = this.#state;
    // Failed attempts are expected during a restart.
    const restarts = state.status === 'reconnecting' && state.reason === 'restarting';
    return restarts ? restartError() : this.#unopened.error(this.events.evidence());
  }

  /** Shows that an attempt has started. */
  #showTry(): void {
    const state = this.#state;
    if (state.status === 'refused') {
      const { lostAt, error } = state;
      this.#set(
        lostAt === undefined
          ? { status: 'connecting', since: Date.now(), attempt: 1 }
          : { status: 'reconnecting', lostAt, attempt: 1, error, reason: 'lost' },
      );
    } else if ((state.status === 'connecting' || state.status === 'reconnecting') && state.retryAt !== undefined) {
      const { retryAt: _, ...rest } = state;
      this.#set(rest);
    }
  }

  /** Keeps an announced restart as the reason while disconnected. */
  #reason(reason: 'lost' | 'restarting'): 'lost' | 'restarting' {
    return this.#state.status === 'reconnecting' ? this.#state.reason : reason;
  }

  #lostAt(): number | undefined {
    const state = this.#state;
    if (state.status === 'connected') return Date.now();
    return state.status === 'reconnecting' || state.status === 'refused' ? state.lostAt : undefined;
  }

  #unavailable(method: RpcMethod): GatewayError {
    const unsent = true;
    if (this.#state.status === 'closed') return new GatewayError('closed', 'The client is closed.', { method, unsent });
    if (this.#state.status === 'refused') {
      const { kind, message } = this.#state.error;
      return new GatewayError(kind, message, { method, unsent, cause: this.#state.error });
    }
    return new GatewayError('disconnected', 'Not connected to the gateway.', { method, unsent });
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    this.events.onChange();
  }
}

/** Describes a gateway's clock that cannot be right. */
const clockIssue = (ts: number, trouble: TimeTrouble): string =>
  `\`ts\` is ${ts}: ${trouble === 'impossible' ? 'not a time in ms' : `${trouble}?`} Times are judged by the local clock.`;
