/**
 * The client of one gateway: calls, events, connection state. No DOM; runs in Node. The data for elements is in `data`.
 */
export { createClient } from './create-client.js';
export {
  type Dialect,
  type DialectChoice,
  dialectChoices,
  type MessageLimit,
  type RequestOptions,
  type Server as DialectServer,
  type SocketAddress,
  type Translation,
  type WireError,
} from './dialects/index.js';
export type { Ask, EventRows, MethodRow, MethodRows, Part } from './dialects/shared/part.js';
export { TableTranslation } from './dialects/shared/table-translation.js';
export type { ClientOptions, SocketConstructor, SocketLike } from './options.js';
export type {
  Caller,
  CallOptions,
  Capability,
  ConnectionState,
  Diagnostics,
  HeldCall,
  LiveState,
  MessageProblem,
  RpcClient,
  SlowCall,
} from './rpc-client.js';
export {
  type GatewayErrorKind,
  type GatewayEventName,
  type ParamsOf,
  type PayloadOf,
  type ResultOf,
  type RpcMethod,
  type Scope,
  GatewayError,
  gatewayEventNames,
  methodNames,
  toGatewayError,
} from '../protocol/index.js';
