import type { GatewayError } from '../../../protocol/index.js';
import type { Dialect } from '../../dialects/index.js';
import type { StreamEvidence } from '../failure-cause.js';

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
