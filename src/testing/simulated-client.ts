/** A client of a simulated gateway without a network, controlled by tests. */
import { checkedAnswer } from '../client/calls/answers.js';
import { ClientWithoutNetwork } from '../client/without-network.js';
import { DiagnosticsLog } from '../client/diagnostics.js';
import type {
  Caller,
  CallOptions,
  Capability,
  ConnectionState,
  Diagnostics,
  HeldCall,
  LiveState,
  RpcClient,
} from '../client/rpc-client.js';
import {
  decodeEvent,
  GatewayError,
  type GatewayEventName,
  isGatewayEventName,
  neededFor,
  type ParamsOf,
  type PayloadOf,
  type ResultOf,
  type RpcMethod,
  rpcErrorCodes,
  type Scope,
  toGatewayError,
  type Unreadable,
} from '../protocol/index.js';
import { mayUse } from './gateway/access.js';
import { RpcFailure } from './gateway/rpc-failure.js';
import type { GatewayInMemory } from './gateway/gateway-in-memory.js';
import type { StreamReader } from './gateway/stream-log.js';
import type { StoredToken } from './gateway/token-registry.js';

/** The options of a simulated client. */
export interface SimulatedClientOptions {
  /** False: it stays `connecting` until {@link SimulatedClient.restore}. True by default: connected from the start. */
  readonly connected?: boolean;
}

type Listener = (payload: unknown) => void;

/** Implements {@link RpcClient} on a gateway in memory. Results and events are copies and come later, as from a wire. */
export class SimulatedClient extends ClientWithoutNetwork implements RpcClient {
  readonly #gateway: GatewayInMemory;
  readonly #token: StoredToken;
  readonly #listeners = new Map<GatewayEventName, Set<Listener>>();
  readonly #unreadable = new Map<GatewayEventName, Set<(unreadable: Unreadable) => void>>();
  readonly #watchers = new Set<() => void>();
  /** Fails the calls in flight. */
  readonly #inFlight = new Set<(error: GatewayError) => void>();
  readonly #notOffered = new Set<RpcMethod>();
  readonly #unsubscribe: () => void;
  #connection: ConnectionState;
  #live: LiveState = { status: 'starting' };
  #scopes: readonly Scope[] | undefined;
  readonly #diagnostics = new DiagnosticsLog(() => this.#changed());
  #held: readonly HeldCall[] = [];
  #caller: Caller = { changes: 0 };
  readonly #capabilities = new Map<RpcMethod, Capability>();
  #epoch = 0;
  #reader: StreamReader;
  #readScheduled = false;

  /** Made by `SimulatedGateway.client`. */
  constructor(gateway: GatewayInMemory, token: StoredToken, { connected = true }: SimulatedClientOptions = {}) {
    super();
    this.#gateway = gateway;
    this.#token = token;
    this.#reader = gateway.stream.follow(() => this.#scheduleRead());
    this.#connection = { status: 'connecting', since: gateway.clock.now(), attempt: 1 };
    this.#unsubscribe = gateway.tokens.onEnd((id) => {
      // Later, as the answer to the call that revoked it comes first.
      if (id === token.id) setTimeout(() => this.refuse());
    });
    if (connected) this.restore();
  }

  get connection(): ConnectionState {
    return this.#connection;
  }
  get live(): LiveState {
    return this.#live;
  }
  get scopes(): readonly Scope[] | undefined {
    return this.#scopes;
  }
  get diagnostics(): Diagnostics {
    return this.#diagnostics.snapshot;
  }
  get epoch(): number {
    return this.#epoch;
  }
  /** The id of the token that this client uses. */
  get tokenId(): string {
    return this.#token.id;
  }

  get caller(): Caller {
    return this.#caller;
  }
  /** The gateway says another name of this client's token from now on: another person's. */
  rename(name: string): void {
    const { name: from, changes } = this.#caller;
    this.#caller =
      from === undefined || from === name
        ? { ...this.#caller, name }
        : { name, changes: changes + 1, changed: { from, at: this.now() } };
    this.#changed();
  }

  /** The calls that a client would hold back; a test says which. */
  get held(): readonly HeldCall[] {
    return this.#held;
  }
  set held(held: readonly HeldCall[]) {
    this.#held = held;
    this.#changed();
  }

  capability(method: RpcMethod): Capability {
    const said = this.#capabilities.get(method);
    if (said) return said;
    const isMissing = (needed: RpcMethod) => this.#notOffered.has(needed) || this.#gateway.faults.isWithheld(needed);
    return neededFor(method).some(isMissing)
      ? { status: 'not-offered', reason: 'It does not know this method.' }
      : { status: 'offered' };
  }

  /** Makes the gateway one that offers a method in this way: what a dialect says of it. Calls go on as before. */
  setCapability(method: RpcMethod, capability: Capability): void {
    this.#capabilities.set(method, capability);
    this.#changed();
  }

  now(): number {
    return this.#gateway.clock.now();
  }

  async call<M extends RpcMethod>(
    method: M,
    params: ParamsOf<M>,
    { signal, beforeSend }: CallOptions = {},
  ): Promise<ResultOf<M>> {
    signal?.throwIfAborted();
    if (this.#connection.status !== 'connected') throw this.#cannotCall(method);
    beforeSend?.();
    let onAbort = () => {};
    let onDrop = (_error: GatewayError) => {};
    const interrupted = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(signal?.reason as Error);
      onDrop = reject;
    });
    signal?.addEventListener('abort', onAbort);
    this.#inFlight.add(onDrop);
    try {
      return await Promise.race([this.#answer(method, copy(params)), interrupted]);
    } finally {
      this.#inFlight.delete(onDrop);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  on<E extends GatewayEventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    const entry: Listener = (payload) => listener(payload as PayloadOf<E>);
    listeners.add(entry);
    return () => listeners.delete(entry);
  }

  onUnreadable(event: GatewayEventName, listener: (unreadable: Unreadable) => void): () => void {
    const listeners = this.#unreadable.get(event) ?? new Set();
    this.#unreadable.set(event, listeners);
    const entry = (unreadable: Unreadable) => listener(unreadable);
    listeners.add(entry);
    return () => listeners.delete(entry);
  }

  subscribe(listener: () => void): () => void {
    // A wrapper, so that one function can subscribe twice.
    const entry = () => listener();
    this.#watchers.add(entry);
    return () => this.#watchers.delete(entry);
  }

  reconnect(): void {
    const state = this.#connection;
    if (state.status === 'refused' && this.#gateway.tokens.isInForce(this.#token)) this.restore();
    if (state.status !== 'connecting' && state.status !== 'reconnecting') return;
    this.#connection = { ...state, attempt: state.attempt + 1 };
    this.#changed();
  }

  close(): void {
    if (this.#connection.status === 'closed') return;
    this.#unsubscribe();
    this.#diagnostics.close();
    this.#end({ status: 'closed' }, { status: 'off' }, new GatewayError('closed', 'The client is closed.'));
  }

  /** Drops the connection until {@link restore}: pending calls fail and the stream stops. */
  drop(reason: 'lost' | 'restarting' = 'lost'): void {
    if (this.#connection.status !== 'connected') return;
    const error = new GatewayError('disconnected', 'The connection to the gateway is lost.');
    const lostAt = this.now();
    const live: LiveState = this.#isOpen ? { status: 'interrupted', lostAt, error } : this.#live;
    this.#end({ status: 'reconnecting', lostAt, attempt: 1, error, reason }, live, error);
  }

  /** Drops only the stream until {@link restore}. */
  dropStream(): void {
    if (!this.#isOpen) return;
    const error = new GatewayError('disconnected', 'The live stream is lost.');
    this.#live = { status: 'interrupted', lostAt: this.now(), error };
    this.#reader.stop();
    this.#changed();
  }

  /** Delays the stream by so many ms until {@link restore}, as a buffering proxy does. */
  delayStream(delayMs: number): void {
    if (this.#live.status !== 'live' && this.#live.status !== 'delayed') return;
    this.#live = { status: 'delayed', since: this.now(), delayMs };
    this.#changed();
  }

  /** Connects (again) and resumes the stream. */
  restore(): void {
    if (this.#connection.status === 'closed') return;
    const since = this.now();
    if (this.#connection.status !== 'connected') this.#connection = { status: 'connected', since };
    this.#scopes = this.#token.scopes;
    this.#caller = { ...this.#caller, name: this.#caller.name ?? this.#token.name };
    this.#epoch++;
    if (!mayUse(this.#token.scopes, 'stream')) {
      const error = new GatewayError('not-allowed', 'Not allowed: needs scope ws', { data: { required: 'ws' } });
      this.#live = { status: 'not-allowed', error };
    } else if (this.#live.status !== 'live') {
      this.#live = { status: 'live', since };
      this.#reader.stop();
      this.#reader = this.#gateway.stream.follow(() => this.#scheduleRead(), this.#reader.position);
      this.#scheduleRead();
    }
    this.#changed();
  }

  /** Refuses the token until {@link reconnect}, which succeeds while the token is valid. */
  refuse(): void {
    if (this.#connection.status === 'closed') return;
    const error = new GatewayError('token-refused', 'The gateway does not accept the token.');
    const since = this.now();
    this.#end({ status: 'refused', since, lostAt: since, error }, { status: 'off' }, error);
  }

  /** Receives any message on the stream, readable or not, known or not. */
  receive(name: string, value: unknown): void {
    if (!isGatewayEventName(name)) {
      this.#diagnostics.unknownEvent(name);
      return;
    }
    const decoded = decodeEvent(name, value);
    if (!decoded.ok) {
      this.#diagnostics.unreadable(name, decoded.issues.join('; '));
      for (const listener of [...(this.#unreadable.get(name) ?? [])]) listener(decoded.unreadable);
      return;
    }
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(decoded.payload);
    if (name !== 'stream:gap') return;
    this.#epoch++;
    this.#changed();
  }

  async #answer<M extends RpcMethod>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> {
    try {
      return checkedAnswer(method, copy(await this.#gateway.call(this.#token, method, params)), this.#diagnostics);
    } catch (error) {
      if (!(error instanceof RpcFailure)) throw toGatewayError(error);
      if (error.code === rpcErrorCodes.methodNotFound && !this.#notOffered.has(method)) {
        this.#notOffered.add(method);
        this.#changed();
      }
      throw GatewayError.fromWire(copy(error.toWire()), method);
    }
  }

  get #isOpen(): boolean {
    return this.#live.status === 'live' || this.#live.status === 'delayed';
  }

  #cannotCall(method: RpcMethod): GatewayError {
    const state = this.#connection.status;
    const kind = state === 'closed' ? 'closed' : state === 'refused' ? 'token-refused' : 'disconnected';
    return new GatewayError(kind, 'Not connected to the gateway.', { method, unsent: true });
  }

  #end(connection: ConnectionState, live: LiveState, error: GatewayError): void {
    this.#connection = connection;
    this.#live = live;
    this.#reader.stop();
    for (const fail of [...this.#inFlight]) fail(error);
    this.#changed();
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #scheduleRead(): void {
    if (this.#readScheduled) return;
    this.#readScheduled = true;
    queueMicrotask(() => {
      this.#readScheduled = false;
      if (!this.#isOpen) return;
      if (!this.#reader.hasMore()) return;
      for (const { name, json } of this.#reader.read()) this.receive(name, JSON.parse(json));
    });
  }
}

/** A JSON copy, as over a network. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
