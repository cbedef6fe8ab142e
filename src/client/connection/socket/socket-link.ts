import {
  GatewayError,
  type RpcMethod,
  type Scope,
  scopes as knownScopes,
  toGatewayError,
} from '../../../protocol/index.js';
import { Backoff, goodAfterMs } from '../backoff.js';
import { CallerName } from '../caller-name.js';
import type { DiagnosticsLog } from '../../diagnostics.js';
import { chosenDialect, type Dialect, probingAddress, type RequestOptions } from '../../dialects/index.js';
import type { Settings } from '../../options.js';
import type { Caller, ConnectionState, HeldCall, SlowCall } from '../../rpc-client.js';
import type { SocketLinkEvents } from './socket-link-events.js';
import { ServerClock } from '../server-clock.js';
import { offeredOf, type Pong, type SessionEnd, SocketSession } from './socket-session.js';
import type { TokenSource } from '../token-source.js';
import { UnopenedSocket } from './unopened-socket.js';

/** How old a time is at most that a server sends without being asked, in ms, where the connection is a usable one. */
const heartbeatLateMs = 2000;

/** How long after it was announced a restart begins at the latest, in ms. */
const restartMs = 60_000;

/** The longest that the first ping of a connection may take, in ms. */
const maxPatienceMs = 160_000;

const restartError = () => new GatewayError('disconnected', 'The gateway is restarting, as it announced.');

/** Keeps one WebSocket session alive for ever: connects, waits, connects again. */
export class SocketLink {
  readonly clock = new ServerClock(() => this.probe());
  #state: ConnectionState = { status: 'connecting', since: Date.now(), attempt: 1 };
  #scopes: readonly Scope[] | undefined;
  #methods: readonly string[] | undefined;
  readonly #caller = new CallerName();
  #session: SocketSession | undefined;
  /** What the server speaks; undefined while the next try is to find out. */
  #dialect: Dialect | undefined;
  /** How long a ping may take: grows while the first one of a connection is too slow. */
  #patienceMs: number;
  readonly #unopened: UnopenedSocket;
  /** Until when a loss is the restart that was announced, by the monotonic clock. */
  #restartsUntil = -Infinity;
  readonly #backoff: Backoff;
  /** Grows with each try and each stop, so that what an older try still does is void. */
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
  /** What the token may do, as far as the gateway says. */
  get scopes(): readonly Scope[] | undefined {
    return this.#scopes;
  }
  /** The methods that the gateway says it has; undefined when it does not say. */
  get methods(): readonly string[] | undefined {
    return this.#methods;
  }

  /** Whose token it is, as far as the gateway says. */
  get caller(): Caller {
    return this.#caller.value;
  }

  /** The calls that wait. */
  get held(): readonly HeldCall[] {
    return this.#session?.held ?? [];
  }

  /** The calls that were sent a while ago and are not answered yet. */
  get slow(): readonly SlowCall[] {
    return this.#session?.slow ?? [];
  }

  /** The gateway has said that it restarts: what is lost from now on for a while is lost by that. */
  expectRestart(): void {
    this.#restartsUntil = performance.now() + restartMs;
  }

  /** Makes the first try, or another one after a stop. */
  start(): void {
    this.#backoff.succeeded();
    void this.#connect();
  }

  /** Tries now if a try waits for its turn. */
  hurry(): void {
    this.#backoff.now();
  }

  /** A person wants a try now: also instead of one under way that has no token yet. */
  retry(): void {
    const { status } = this.#state;
    const waitsForToken = !this.#session && this.#backoff.retryAt === undefined;
    if (waitsForToken && (status === 'connecting' || status === 'reconnecting')) void this.#connect();
    else this.hurry();
  }

  /** Finds out soon whether the connection still lives. */
  probe(): void {
    this.#session?.probe();
  }

  /** Stops trying. @param error - why; absent when the client is closed for good. */
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

  /**
   * Sends a call as the server knows it. @returns the answer, unchecked. For what it throws see {@link RpcClient.call}.
   */
  async request(method: string, params: object, options: RequestOptions): Promise<unknown> {
    options.signal?.throwIfAborted();
    return this.#open(options.for).request(method, params, options);
  }

  /** @throws {GatewayError} unless calls work. */
  assertConnected(method: RpcMethod): void {
    this.#open(method);
  }

  #open(method: RpcMethod): SocketSession {
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
          if (end.cause === 'unopened') this.#unopened.note(offered);
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
    // Whoever was told may have closed the client.
    if (this.#state === state) this.events.onConnected(generation);
  }

  /** Takes in the gateway's clock, scopes, methods and the token's name. @returns whether one of the latter has changed. */
  #learn({ result, sentAt, receivedAt, tookMs }: Pong): boolean {
    this.clock.add(sentAt, receivedAt, result.ts, tookMs);
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
      // Another server may stand there by now.
      this.#dialect = chosenDialect(this.settings.dialect);
      // The other token at once, unless connections keep failing.
      this.#retry(error, 'lost', this.#backoff.failures === 0);
    } else if (cause === 'unopened') {
      this.tokens.discard();
      const why = this.#why();
      this.#retry(why, 'lost', false, why.retryAfterMs);
    } else if (cause === 'slow') {
      this.tokens.discard();
      this.#patienceMs = Math.min(this.#patienceMs * 2, maxPatienceMs);
      const message = `${error.message} The next try waits ${this.#patienceMs / 1000} s.`;
      this.#retry(new GatewayError(error.kind, message), 'lost');
    } else {
      this.tokens.discard();
      this.#retry(error, cause === 'restarting' ? 'restarting' : 'lost');
    }
    if (wasConnected) this.events.onLost({ stalled: cause === 'stalled', restarting: cause === 'restarting' });
  }

  /** A loss after an announced restart is that restart, whatever code the socket was closed with. */
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

  /** More is known of why no socket opens. */
  explain(): void {
    const state = this.#state;
    if (!this.#unopened.isNoted || !('error' in state) || state.status === 'refused') return;
    const error = this.#why();
    if (error.message !== state.error.message) this.#set({ ...state, error });
  }

  #why(): GatewayError {
    const state = this.#state;
    // That nothing opens while it restarts is what a restart is.
    const restarts = state.status === 'reconnecting' && state.reason === 'restarting';
    return restarts ? restartError() : this.#unopened.error(this.events.evidence());
  }

  /** A try is under way: nothing waits any more. */
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

  /** A restart that was announced stays the reason while the gateway is away. */
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
