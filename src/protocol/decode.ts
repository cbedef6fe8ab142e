/** Decodes answers and events by the shapes generated from the tables. */
import { decodeShape, type Decoded } from './decode-shape.js';
import type { GatewayEventName, PayloadOf } from './events.js';
import { eventShapes, responseShape, resultShapes } from './generated/shapes.js';
import type { Unreadable } from './issues.js';
import type { RpcResponse } from './json-rpc.js';
import type { ResultOf, RpcMethod } from './methods/index.js';
import { fits, issuesIn } from './shapes.js';

/** Decodes the envelope of an answer. @returns the answer or its issues. */
export function readRpcResponse(
  message: unknown,
): { readonly response: RpcResponse } | { readonly issues: readonly string[] } {
  if (fits(responseShape, message)) return { response: message as RpcResponse };
  return { issues: issuesIn(responseShape, message) };
}

/** Decodes the answer to a documented call. */
export function decodeResult<M extends RpcMethod>(method: M, answer: unknown): Decoded<ResultOf<M>> {
  const decoded = decodeShape<ResultOf<M>>(resultShapes[method], answer, '');
  if (!decoded.ok) return decoded;
  const { unreadable } = decoded;
  const { unreadable: _, ...value } = decoded.value;
  return { ok: true, value: (unreadable.length > 0 ? { ...value, unreadable } : value) as ResultOf<M>, unreadable };
}

/** Decodes the payload of an event. */
export function decodeEvent<E extends GatewayEventName>(
  name: E,
  value: unknown,
):
  | { readonly ok: true; readonly payload: PayloadOf<E>; readonly unreadable: readonly Unreadable[] }
  | { readonly ok: false; readonly issues: readonly string[]; readonly unreadable: Unreadable } {
  const decoded = decodeShape<PayloadOf<E>>(eventShapes[name], value, name);
  if (!decoded.ok) return { ok: false, issues: decoded.unreadable.issues, unreadable: decoded.unreadable };
  return { ok: true, payload: decoded.value, unreadable: decoded.unreadable };
}
