/** Reads what a gateway answered or sent, by the shapes that are generated from the tables. */
import { decodeShape, type Decoded } from './decode-shape.js';
import type { GatewayEventName, PayloadOf } from './events.js';
import { eventShapes, responseShape, resultShapes } from './generated/shapes.js';
import type { Unreadable } from './issues.js';
import type { RpcResponse } from './json-rpc.js';
import type { ResultOf, RpcMethod } from './methods/index.js';
import { fits, issuesIn } from './shapes.js';

/** Reads the envelope of an answer. @returns what is wrong with it, or the answer. */
export function readRpcResponse(
  message: unknown,
): { readonly response: RpcResponse } | { readonly issues: readonly string[] } {
  if (fits(responseShape, message)) return { response: message as RpcResponse };
  return { issues: issuesIn(responseShape, message) };
}

/** Reads what a documented call was answered with. */
export function decodeResult<M extends RpcMethod>(method: M, answer: unknown): Decoded<ResultOf<M>> {
  const decoded = decodeShape<ResultOf<M>>(resultShapes[method], answer, '');
  if (!decoded.ok) return decoded;
  const { unreadable } = decoded;
  const { unreadable: _, ...value } = decoded.value;
  return { ok: true, value: (unreadable.length > 0 ? { ...value, unreadable } : value) as ResultOf<M>, unreadable };
}

/** Reads what arrived under an event's name. */
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
