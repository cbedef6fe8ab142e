/** Error codes of the documented RPC, and the error class used above it. */
import type { Decision } from './domain.js';
import { isDecision } from './guards.js';
import { type Scope, scopes } from './words.js';

/** The error codes on the wire (JSON-RPC 2.0, section 5.1, and the documented RPC's own). */
export const rpcErrorCodes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  notAllowed: -32001,
  notFound: -32002,
  alreadyResolved: -32003,
  immutable: -32004,
  stale: -32005,
  rateLimited: -32029,
} as const;

/** The WebSocket close codes of the documented RPC. */
export const closeCodes = { tokenRefused: 4001, restarting: 1001 } as const;

/**
 * The kinds of errors.
 *
 * From the gateway: `not-offered`, `not-allowed`, `not-found`, `already-resolved`, `immutable`, `stale`,
 * `digest-mismatch` (-32005 for a request that has not changed: the gateway computes another digest), `rate-limited`,
 * `invalid-params`, `server`. From the connection: `timeout`, `disconnected`, `token-refused`, `invalid-response`,
 * `closed`. From the client itself: `unconfirmed`, when a change would have effects that were not accepted.
 */
export type GatewayErrorKind =
  | 'not-offered'
  | 'not-allowed'
  | 'not-found'
  | 'already-resolved'
  | 'immutable'
  | 'stale'
  | 'digest-mismatch'
  | 'rate-limited'
  | 'invalid-params'
  | 'server'
  | 'timeout'
  | 'disconnected'
  | 'token-refused'
  | 'invalid-response'
  | 'closed'
  | 'unconfirmed';

const kindOfCode: Readonly<Record<number, GatewayErrorKind>> = {
  [rpcErrorCodes.methodNotFound]: 'not-offered',
  [rpcErrorCodes.notAllowed]: 'not-allowed',
  [rpcErrorCodes.notFound]: 'not-found',
  [rpcErrorCodes.alreadyResolved]: 'already-resolved',
  [rpcErrorCodes.immutable]: 'immutable',
  [rpcErrorCodes.stale]: 'stale',
  [rpcErrorCodes.rateLimited]: 'rate-limited',
  [rpcErrorCodes.invalidParams]: 'invalid-params',
};

/** Kinds after which the same call may succeed later. */
const retryable: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'rate-limited', 'server']);

/** The error of a call or connection. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** The kind of error. */
  readonly kind: GatewayErrorKind;
  /** The code on the wire, if the gateway sent one. */
  readonly code: number | undefined;
  /** The gateway's additional data, unchecked: use this class's getters. */
  readonly data: unknown;
  /** The method that was called, if it was a call. */
  readonly method: string | undefined;
  /** Details for developers, such as about CORS, shown folded and not in alerts. */
  readonly details: string | undefined;
  /** True when the call was never sent, so the gateway cannot have carried it out. */
  readonly unsent: boolean;

  constructor(
    kind: GatewayErrorKind,
    message: string,
    options: {
      code?: number;
      data?: unknown;
      method?: string;
      cause?: unknown;
      details?: string;
      unsent?: boolean;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.code = options.code;
    this.data = options.data;
    this.method = options.method;
    this.details = options.details;
    this.unsent = options.unsent ?? false;
  }

  /** True when the same call may succeed later. */
  get retryable(): boolean {
    return retryable.has(this.kind);
  }

  /** The scope that is missing, with `not-allowed`. */
  get requiredScope(): Scope | undefined {
    const required = field(this.data, 'required');
    return scopes.find((scope) => scope === required);
  }

  /** The decision that came first, with `already-resolved`. */
  get decision(): Decision | undefined {
    const decision = field(this.data, 'decision');
    return isDecision(decision) ? decision : undefined;
  }

  /** The ids of the tokens that would stop working, with `unconfirmed`: pass them as `acceptLoss` to accept. */
  get losses(): readonly string[] | undefined {
    const losses = field(this.data, 'losses');
    const isTexts = Array.isArray(losses) && losses.every((each) => typeof each === 'string');
    return isTexts ? losses : undefined;
  }

  /** The HTTP status of the gateway or of a proxy. */
  get status(): number | undefined {
    const value = field(this.data, 'status');
    return typeof value === 'number' ? value : undefined;
  }

  /** How long to wait before a retry, in ms, with `rate-limited`. */
  get retryAfterMs(): number | undefined {
    const value = field(this.data, 'retryAfterMs');
    return typeof value === 'number' && value >= 0 ? value : undefined;
  }

  /** Creates the error for an error answer of a gateway. */
  static fromWire(error: { code: number; message: string; data?: unknown }, method?: string): GatewayError {
    const kind = kindOfCode[error.code] ?? 'server';
    return new GatewayError(kind, (kind === 'not-offered' && whatIsMissing(error.message, method)) || error.message, {
      code: error.code,
      data: error.data,
      ...(method === undefined ? {} : { method }),
    });
  }
}

/** Replaces JSON-RPC's generic message for a missing method by one that names it. */
function whatIsMissing(message: string, method: string | undefined): string | undefined {
  return method !== undefined && /^method not found\b/i.test(message)
    ? `The gateway does not know ${method}.`
    : undefined;
}

function field(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, key)
    ? (data as Record<string, unknown>)[key]
    : undefined;
}

/** Converts any thrown value to a {@link GatewayError}. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError('server', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
}
