/** The errors that a gateway answers with, made in one place so that code, message and data always fit together. */
import {
  type ApprovalRequest,
  type Decision,
  digestOf,
  type RpcErrorObject,
  rpcErrorCodes,
  type Scope,
} from '../../protocol/index.js';

/** Thrown by a handler; becomes the `error` of the answer. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';

  constructor(
    /** The code on the wire. */
    readonly code: number,
    message: string,
    /** What goes with it on the wire, if anything. */
    readonly data?: unknown,
  ) {
    super(message);
  }

  /** The `error` of a JSON-RPC answer. */
  toWire(): RpcErrorObject {
    const { code, message, data } = this;
    return data === undefined ? { code, message } : { code, message, data };
  }
}

/** -32601: this gateway has no such method. */
export const methodNotFound = (method: string) =>
  new RpcFailure(rpcErrorCodes.methodNotFound, `Method not found: ${method}`);

/** -32602, with what is wrong where. */
export const invalidParams = (issues: readonly string[]) =>
  new RpcFailure(rpcErrorCodes.invalidParams, `Invalid params: ${issues.join('; ')}`, { issues });

/** -32001, with the scope that is missing. */
export const notAllowed = (required: Scope) =>
  new RpcFailure(rpcErrorCodes.notAllowed, `Not allowed: needs scope ${required}`, { required });

/** -32002. */
export const notFound = (what: string) => new RpcFailure(rpcErrorCodes.notFound, `Not found: ${what}`);

/** -32003, with the decision that came first. */
export const alreadyResolved = (decision: Decision) =>
  new RpcFailure(rpcErrorCodes.alreadyResolved, `Already ${decision.outcome} by ${decision.resolvedBy}`, { decision });

/** -32005: the request is no longer what was shown. `current` is its digest now, `request` what it is now. */
export const staleDigest = (request: ApprovalRequest) =>
  new RpcFailure(rpcErrorCodes.stale, 'The request has changed since it was shown', {
    current: digestOf(request),
    request,
  });

/** -32004, with the part of the configuration that forbids it. */
export const immutable = (path: string, why: string) =>
  new RpcFailure(rpcErrorCodes.immutable, `${why}: ${path} cannot be changed here`, { path });

/** -32005: the section has changed since it was read. `current` is its revision now, `value` what it is now. */
export const staleRevision = (current: number, value: unknown) =>
  new RpcFailure(rpcErrorCodes.stale, 'The configuration has changed since it was read', { current, value });
