import {
  GatewayError,
  type GatewayEventName,
  isGatewayEventName,
  type ParamsOf,
  type PayloadOf,
  type ResultOf,
  type RpcMethod,
  type Scope,
  type Unreadable,
} from '../protocol/index.js';
import { DiagnosticsLog } from './diagnostics.js';
import type { Dialect } from './dialects/index.js';
import { Epoch } from './connection/epoch.js';
import { EventHub } from './connection/stream/event-hub.js';
import type { StreamEvidence } from './connection/failure-cause.js';
import { getJson } from './connection/http.js';
import { Listeners } from './listeners.js';
import { type ClientOptions, settingsOf } from './options.js';
import type {
  Caller,
  CallOptions,
  Capability,
  ConnectionState,
  Diagnostics,
  HeldCall,
  LiveState,
  RpcClient,
  SlowCall,
} from './rpc-client.js';
import { identify } from './identity.js';
import { followVisibility, isPageVisible } from './connection/page-visibility.js';
import { SocketLink } from './connection/socket/socket-link.js';
import { DialectAdapter } from './calls/dialect-adapter.js';
import { StreamLink } from './connection/stream/stream-link.js';
import { TokenSource } from './connection/token-source.js';
import { onWake } from './connection/wake.js';

/**
 * Creates a client and starts to connect: a WebSocket for calls and a stream for events, both reopened until the client
 * is closed.
 *
 * @throws TypeError or RangeError that names the invalid option.
 */
export function createClient(options: ClientOptions): RpcClient {
  return new GatewayClient(new Connection(options));
}

/** The readable members of a client. */
const readable = ['connection', 'live', 'scopes', 'caller', 'diagnostics', 'held', 'slow', 'epoch'] as const;

/**
 * The client object for hosts. Its members close over the connection instead of using `this`: behind a Proxy (Vue's
 * `ref()`, MobX) `this` is the Proxy, which has no access to private fields.
 */
class GatewayClient implements RpcClient {
  readonly id: symbol;
  declare readonly connection: ConnectionState;
  declare readonly live: LiveState;
  declare readonly scopes: readonly Scope[] | undefined;
  declare readonly caller: Caller | undefined;
  declare readonly diagnostics: Diagnostics;
  declare readonly held: readonly HeldCall[];
  declare readonly slow: readonly SlowCall[] | undefined;
  declare readonly epoch: number;
  readonly capability: RpcClient['capability'];
  readonly now: RpcClient['now'];
  readonly call: RpcClient['call'];
  readonly on: RpcClient['on'];
  readonly onUnreadable: NonNullable<RpcClient['onUnreadable']>;
  readonly subscribe: RpcClient['subscribe'];
  readonly reconnect: RpcClient['reconnect'];
  readonly close: RpcClient['close'];

  constructor(connection: RpcClient) {
    this.id = identify(this);
    for (const name of readable) {
      Object.defineProperty(this, name, { get: () => connection[name], enumerable: true, configurable: true });
    }
    this.capability = (method) => connection.capability(method);
    this.now = () => connection.now();
    this.call = (method, params, options) => connection.call(method, params, options);
    this.on = (event, listener) => connection.on(event, listener);
    this.onUnreadable = (event, listener) => connection.onUnreadable?.(event, listener) ?? (() => {});
    this.subscribe = (listener) => connection.subscribe(listener);
    this.reconnect = () => connection.reconnect();
    this.close = () => connection.close();
  }
}

/** How long a hidden page keeps its stream, in ms. */
const hiddenMs = 10_000;

/** What the stream's state says about a gateway whose socket does not open. */
function evidenceOf(live: LiveState): StreamEvidence {
  if (live.status === 'live' || live.status === 'delayed') return { status: 200 };
  const error = 'error' in live ? live.error : undefined;
  if (!error) return undefined;
  const { status, retryAfterMs } = error;
  return status === undefined ? 'unreachable' : { status, retryAfterMs };
}

/** Combines the two channels: they share tokens, the epoch, and what either learns about the gateway. */
class Connection implements RpcClient {
  readonly #changes = new Listeners<void>();
  readonly #diagnostics = new DiagnosticsLog(() => this.#changes.emit());
  readonly #events = new EventHub(this.#diagnostics, () => this.#epoch.gap());
  readonly #epoch = new Epoch(() => this.#changes.emit());
  readonly #tokens: TokenSource;
  readonly #socket: SocketLink;
  readonly #stream: StreamLink;
  readonly #adapter: DialectAdapter;
  readonly #stopWaking: () => void;
  readonly #stopFollowing: () => void;
  #closed = false;
  /** The stream's refusal, until it is known whether calls are refused, too. */
  #streamRefusal: GatewayError | undefined;

  constructor(options: ClientOptions) {
    const settings = settingsOf(options);
    this.#tokens = new TokenSource(settings.getToken, settings.tokenTimeoutMs);
    this.#adapter = new DialectAdapter(
      {
        now: () => this.now(),
        timed: ({ sentAt, receivedAt, serverTime, tookMs }) =>
          this.#socket.clock.add(sentAt, receivedAt, serverTime, tookMs),
        isPast: (time) => this.#socket.clock.hear(time, Infinity),
        request: async (method, params, how) => this.#socket.session(how.for).request(method, params, how),
        assertConnected: (method) => void this.#socket.session(method),
        methods: () => this.#socket.methods,
        get: async (path, signal) => {
          const { value: token } = await this.#tokens.ask();
          return getJson(settings, { path, token, timeoutMs: settings.callTimeoutMs, signal });
        },
        emit: (event, payload) => this.#events.emit(event, payload),
        unreadable: (name, issue, unreadable) => {
          this.#diagnostics.unreadable(name, issue);
          if (unreadable && isGatewayEventName(name)) this.#events.emitUnreadable(name, unreadable);
        },
        changed: () => this.#changes.emit(),
        expectRestart: () => this.#socket.expectRestart(),
      },
      this.#diagnostics,
    );
    this.#socket = new SocketLink(settings, this.#tokens, this.#diagnostics, {
      onChange: () => {
        this.#handleRefusal();
        this.#changes.emit();
      },
      onDialect: (dialect) => this.#use(dialect),
      onConnected: (tokenGeneration) => {
        this.#adapter.connected();
        this.#stream.skipBackoff(tokenGeneration);
        this.#epoch.connected();
      },
      onLost: ({ stalled, restarting }) => {
        this.#epoch.disconnected();
        this.#adapter.translation?.disconnected(restarting);
        if (stalled) this.#stream.suspect();
      },
      evidence: () => evidenceOf(this.#stream.state),
      onStopped: (error) => this.#stop(this.#explained(error)),
    });
    this.#stream = new StreamLink(settings, this.#tokens, this.#events, {
      onChange: () => this.#changes.emit(),
      ageOf: (time) => {
        const { errorMs } = this.#socket.clock;
        return errorMs === undefined ? undefined : this.now() - time - errorMs;
      },
      replays: () => this.#adapter.dialect?.replays !== false,
      onTry: () => this.#epoch.streamTried(),
      onLive: (lostAt) => {
        this.#socket.explain();
        this.#socket.skipBackoff();
        this.#adapter.translation?.live(lostAt);
        this.#epoch.streamLive();
      },
      onFailed: (lost) => {
        if (lost) this.#socket.probe();
        this.#socket.explain();
        this.#epoch.streamSettled();
      },
      onRefused: (error) => {
        this.#streamRefusal = error;
        this.#handleRefusal();
      },
    });
    this.#stopWaking = onWake(() => {
      this.#skipBackoff();
      this.#socket.probe();
    });
    this.#stopFollowing = followVisibility(hiddenMs, {
      onHidden: () => this.#stream.pause(),
      onShown: () => this.#stream.resume(),
    });
    // A page that was never visible (background tab, prerendering) uses no stream.
    if (!isPageVisible()) this.#stream.pause();
    this.#start();
  }

  get connection(): ConnectionState {
    return this.#socket.state;
  }
  get live(): LiveState {
    return this.#stream.state;
  }
  get scopes(): readonly Scope[] | undefined {
    return this.#socket.scopes;
  }
  get caller(): Caller {
    return this.#socket.caller;
  }
  get diagnostics(): Diagnostics {
    return this.#diagnostics.snapshot;
  }
  get held(): readonly HeldCall[] {
    return [...this.#socket.held, ...this.#adapter.held];
  }
  get slow(): readonly SlowCall[] {
    return this.#socket.slow;
  }
  get epoch(): number {
    return this.#epoch.value;
  }

  capability(method: RpcMethod): Capability {
    return this.#adapter.capability(method);
  }

  now(): number {
    return this.#socket.clock.now();
  }

  call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options: CallOptions = {}): Promise<ResultOf<M>> {
    return this.#adapter.call(method, params, options);
  }

  on<E extends GatewayEventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void {
    return this.#events.on(event, listener);
  }

  onUnreadable(event: GatewayEventName, listener: (unreadable: Unreadable) => void): () => void {
    return this.#events.onUnreadable(event, listener);
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  reconnect(): void {
    if (this.connection.status === 'refused') {
      this.#tokens.clearRefusal();
      this.#start();
    } else {
      this.#tokens.abandon();
      this.#socket.retry();
      this.#stream.retry();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWaking();
    this.#stopFollowing();
    this.#stop();
    this.#adapter.close();
    this.#diagnostics.close();
    this.#events.clear();
    this.#changes.clear();
  }

  #start(): void {
    this.#socket.start();
    this.#stream.start();
  }

  #use(dialect: Dialect): Promise<void> | undefined {
    if (dialect === this.#adapter.dialect) return undefined;
    const loading = this.#adapter.use(dialect);
    if (loading) return loading.then(() => this.#used());
    this.#used();
    return undefined;
  }

  /** Called when the dialect is known and its translation is loaded. */
  #used(): void {
    if (this.#stream.isOpen) this.#adapter.translation?.live(undefined);
    this.#events.use(this.#adapter.translation);
  }

  #skipBackoff(): void {
    this.#socket.skipBackoff();
    this.#stream.skipBackoff();
  }

  /** A token that only the stream refuses still works for calls; one refused by both stops the client. */
  #handleRefusal(): void {
    const { connection } = this;
    const error = this.#streamRefusal;
    if (!error) return;
    if (connection.status === 'connected') {
      this.#streamRefusal = undefined;
      this.#tokens.clearRefusal();
    } else if ('retryAt' in connection) {
      this.#streamRefusal = undefined;
      this.#stop(this.#explained(error));
    }
  }

  #explained(error: GatewayError): GatewayError {
    const refusal = this.#adapter.dialect?.refusal;
    if (error.kind !== 'token-refused' || refusal === undefined) return error;
    return new GatewayError(error.kind, `${error.message} ${refusal}`, { cause: error });
  }

  #stop(error?: GatewayError): void {
    this.#epoch.disconnected();
    // Listeners of the stream's stop must not see a connected client.
    this.#socket.stop(error);
    this.#stream.stop();
    if (error) this.#adapter.translation?.stopped(error);
  }
}
