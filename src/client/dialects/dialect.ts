import type { RpcMethod } from '../../protocol/index.js';
import type { Capability } from '../rpc-client.js';

/** How one kind of server speaks. Everything above the client speaks the documented RPC, whatever the server does. */
export interface Dialect {
  /** The subprotocol by which a server says that it speaks this dialect. */
  readonly subprotocol: string;
  /** The further subprotocols that a socket offers along with it: here travels the token. */
  credentials(token: string): readonly string[];
  /** What servers of this kind make of a documented method. */
  capability(method: RpcMethod): Capability;
}
