import { identify } from './identity.js';
import type { Caller, ConnectionState, Diagnostics, HeldCall, LiveState, RpcClient, SlowCall } from './rpc-client.js';
import type { Scope } from '../protocol/index.js';

/** The readable members of a client. */
const readable = ['connection', 'live', 'scopes', 'caller', 'diagnostics', 'held', 'slow', 'epoch'] as const;

/**
 * The client object for hosts. Its members close over the connection instead of using `this`: behind a Proxy (Vue's
 * `ref()`, MobX) `this` is the Proxy, which has no access to private fields.
 */
export class GatewayClient implements RpcClient {
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
