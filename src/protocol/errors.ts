/** What can go wrong between a widget and its gateway, as codes on the wire and as one error class above it. */
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
 * What went wrong, in words that code can branch on.
 *
 * From the gateway: `not-offered`, `not-allowed`, `not-found`, `already-resolved`, `immutable`, `stale`,
 * `digest-mismatch` (-32005 for a request that has not changed: the gateway computes another digest), `rate-limited`,
 * `invalid-params`, `server`. From the way there: `timeout`, `disconnected`, `token-refused`, `invalid-response`,
 * `closed`. From the client itself: `unconfirmed`, when a change would take more with it than was asked for.
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

/** Kinds after which the same call may succeed without anybody changing anything. */
const retryable: ReadonlySet<GatewayErrorKind> = new Set(['timeout', 'disconnected', 'rate-limited', 'server']);

/** Everything that a call or a connection can fail with. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** What went wrong, for code to branch on. */
  readonly kind: GatewayErrorKind;
  /** The code on the wire, if the gateway sent one. */
  readonly code: number | undefined;
  /** What the gateway said beside the message, unchecked: read it through this class's getters. */
  readonly data: unknown;
  /** The method that was called, if it was a call. */
  readonly method: string | undefined;
  /** What helps a developer and not an operator, as words about CORS: for what is folded, never for an alert. */
  readonly details: string | undefined;
  /** True when the call never left: then the gateway cannot have carried it out. */
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

  /** True when the same call may succeed later without anybody changing anything. */
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

  /** The ids of the tokens that would stop working, with `unconfirmed`: `acceptLoss` of the call that accepts it. */
  get losses(): readonly string[] | undefined {
    const losses = field(this.data, 'losses');
    const isTexts = Array.isArray(losses) && losses.every((each) => typeof each === 'string');
    return isTexts ? losses : undefined;
  }

  /** The HTTP status that the gateway, or what stands before it, answered with. */
  get status(): number | undefined {
    const value = field(this.data, 'status');
    return typeof value === 'number' ? value : undefined;
  }

  /** How long to wait before the next try, in ms, with `rate-limited`. */
  get retryAfterMs(): number | undefined {
    const value = field(this.data, 'retryAfterMs');
    return typeof value === 'number' && value >= 0 ? value : undefined;
  }

  /** Makes the error that a gateway's answer stands for. */
  static fromWire(error: { code: number; message: string; data?: unknown }, method?: string): GatewayError {
    const kind = kindOfCode[error.code] ?? 'server';
    return new GatewayError(kind, (kind === 'not-offered' && whatIsMissing(error.message, method)) || error.message, {
      code: error.code,
      data: error.data,
      ...(method === undefined ? {} : { method }),
    });
  }
}

/** In place of what JSON-RPC has for any method that is missing: which one it is. */
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

/** Turns anything that was thrown into a {@link GatewayError}, so that every state shows one kind of error. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError('server', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
}
