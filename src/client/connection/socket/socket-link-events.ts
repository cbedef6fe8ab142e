import type { GatewayError } from '../../../protocol/index.js';
import type { Dialect } from '../../dialects/index.js';
import type { StreamEvidence } from '../failure-cause.js';

/** What the link tells the client. */
export interface SocketLinkEvents {
  /** The state, the scopes or what is held changed. */
  onChange(): void;
  /** The server has shown what it speaks; told before {@link onConnected}, and whenever it has changed. */
  onDialect(dialect: Dialect): Promise<void> | undefined;
  /** Calls work, with a token of this generation. */
  onConnected(tokenGeneration: number): void;
  /** Calls do not work any more. */
  onLost(how: { readonly stalled: boolean; readonly restarting: boolean }): void;
  /** How the request for the stream of the same gateway ended. */
  evidence(): StreamEvidence;
  /** No further try makes sense until a person says so. */
  onStopped(error: GatewayError): void;
}
