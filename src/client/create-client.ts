import type {
  GatewayError,
  GatewayEventName,
  ParamsOf,
  PayloadOf,
  ResultOf,
  RpcMethod,
  Scope,
} from '../protocol/index.js';
import { DiagnosticsLog } from './diagnostics.js';
import { Epoch } from './epoch.js';
import { EventHub } from './event-hub.js';
import { Listeners } from './listeners.js';
import { type ClientOptions, settingsOf } from './options.js';
import type { Capability, ConnectionState, Diagnostics, HeldCall, LiveState, RpcClient } from './rpc-client.js';
import { SocketLink } from './socket-link.js';
import { StreamLink } from './stream-link.js';
import { TokenSource } from './token-source.js';
import { onWake } from './wake.js';

/**
 * Makes a client and starts to connect: calls over a WebSocket, events over a stream, both for ever.
 *
 * @throws TypeError or RangeError that names the option that is wrong.
 */
export function createClient(options: ClientOptions): RpcClient {
  return new GatewayClient(options);
}

/** Joins the two channels: one token decision, one epoch, and what one channel learns helps the other. */
class GatewayClient implements RpcClient {
  readonly #changes = new Listeners<void>();
  readonly #diagnostics = new DiagnosticsLog(() => this.#changes.emit());
  readonly #events = new EventHub(this.#diagnostics);
  readonly #epoch = new Epoch(() => this.#changes.emit());
  readonly #tokens: TokenSource;
  readonly #socket: SocketLink;
  readonly #stream: StreamLink;
  readonly #stopWaking: () => void;
  #closed = false;

  constructor(options: ClientOptions) {
    const settings = settingsOf(options);
    this.#tokens = new TokenSource(settings.getToken);
    this.#socket = new SocketLink(settings, this.#tokens, this.#diagnostics, {
      onChange: () => this.#changes.emit(),
      onConnected: (tokenGeneration) => {
        this.#stream.hurry(tokenGeneration);
        this.#epoch.connected();
      },
      onLost: (stalled) => {
        this.#epoch.disconnected();
        if (stalled) this.#stream.suspect();
      },
      onStopped: (error) => this.#stop(error),
    });
    this.#stream = new StreamLink(settings, this.#tokens, {
      onChange: () => this.#changes.emit(),
      onTry: () => this.#epoch.streamTried(),
      onLive: () => {
        this.#socket.hurry();
        this.#epoch.streamLive();
      },
      onFailed: (lost) => {
        if (lost) this.#socket.probe();
        this.#epoch.streamSettled();
      },
      onMessage: (message, resuming) => {
        const event = this.#events.receive(message);
        // A gap told on resuming lies before the stream's return, for which the epoch grows anyway.
        if (event === 'stream:gap' && !resuming) this.#epoch.gap();
      },
      onStopped: (error) => this.#stop(error),
    });
    this.#stopWaking = onWake(() => {
      this.#hurry();
      this.#socket.probe();
    });
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
  get diagnostics(): Diagnostics {
    return this.#diagnostics.picture;
  }
  get held(): readonly HeldCall[] {
    return this.#socket.held;
  }
  get epoch(): number {
    return this.#epoch.value;
  }

  capability(method: RpcMethod): Capability {
    return this.#socket.capability(method);
  }

  now(): number {
    return this.#socket.clock.now();
  }

  call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options?: { signal?: AbortSignal }): Promise<ResultOf<M>> {
    return this.#socket.call(method, params, options?.signal);
  }

  on<E extends GatewayEventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void {
    return this.#events.on(event, listener);
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  reconnect(): void {
    if (this.connection.status === 'refused') {
      this.#tokens.forgive();
      this.#start();
    } else {
      this.#hurry();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWaking();
    this.#stop();
    this.#diagnostics.close();
    this.#events.clear();
    this.#changes.clear();
  }

  #start(): void {
    this.#socket.start();
    this.#stream.start();
  }

  #hurry(): void {
    this.#socket.hurry();
    this.#stream.hurry();
  }

  #stop(error?: GatewayError): void {
    this.#epoch.disconnected();
    this.#stream.stop();
    this.#socket.stop(error);
  }
}
