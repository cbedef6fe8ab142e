/** From a call to its answer: the checks that every method shares, and the JSON-RPC 2.0 envelope around them. */
import * as z from 'zod/mini';
import {
  describeIssues,
  methods,
  type ParamsOf,
  type ResultOf,
  type RpcErrorObject,
  rpcErrorCodes,
  type RpcMethod,
  RpcRequest,
  type RpcResponse,
} from '../../protocol/index.js';
import { mayUse, scopeFor } from './access.js';
import { handlers, type Services } from './handlers.js';
import { fieldNestedTooDeep, maxNesting } from './nesting.js';
import { invalidParams, methodNotFound, notAllowed, RpcFailure } from './rpc-failure.js';
import type { StoredToken } from './token-registry.js';

/** How many calls one batch may hold. */
const batchLimit = 50;

/** Says whether a name is that of a documented method. */
export function isRpcMethod(name: string): name is RpcMethod {
  return Object.hasOwn(methods, name);
}

/**
 * Answers one call, after all that may stand in its way: is the method known, is a fault set for it, may this token
 * call it, are the params what its schema says.
 *
 * @throws RpcFailure for every answer that is an error.
 */
export async function dispatch(
  services: Services,
  caller: StoredToken,
  name: string,
  params: unknown,
): Promise<unknown> {
  if (!isRpcMethod(name)) throw methodNotFound(name);
  await services.faults.apply(name);
  if (!services.tokens.isInForce(caller) || !mayUse(caller.scopes, name)) throw notAllowed(scopeFor(name));
  services.tokens.touch(caller);
  return handle(name, params, caller, services);
}

function handle<M extends RpcMethod>(method: M, params: unknown, caller: StoredToken, services: Services): ResultOf<M> {
  const deep = fieldNestedTooDeep(params);
  if (deep !== undefined) throw invalidParams([`${deep}: Must not be nested deeper than ${maxNesting} levels`]);
  const schema: z.core.$ZodType = methods[method].params;
  const parsed = z.safeParse(schema, params ?? {});
  if (!parsed.success) throw invalidParams(describeIssues(parsed.error, params ?? {}));
  return handlers[method](parsed.data as ParamsOf<M>, caller, services);
}

/** Answers one call by its method and params. @throws RpcFailure for every answer that is an error. */
type Call = (method: string, params: unknown) => Promise<unknown>;

/**
 * Answers a message as JSON-RPC 2.0 has it: a call, a notification or a batch of them.
 *
 * @param text the message as it came.
 * @returns the answer, or undefined when there is none to give.
 */
export async function answerMessage(text: string, call: Call): Promise<RpcResponse | RpcResponse[] | undefined> {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return failed(null, { code: rpcErrorCodes.parseError, message: 'Parse error: not JSON' });
  }
  if (!Array.isArray(message)) return answerOne(message, call);
  if (message.length === 0 || message.length > batchLimit) {
    return failed(null, invalidRequest(`a batch holds 1 to ${batchLimit} calls`));
  }
  const answers = await Promise.all(message.map((part) => answerOne(part, call)));
  const given = answers.filter((answer) => answer !== undefined);
  return given.length > 0 ? given : undefined;
}

async function answerOne(message: unknown, call: Call): Promise<RpcResponse | undefined> {
  const request = z.safeParse(RpcRequest, message);
  if (!request.success) return failed(null, invalidRequest(describeIssues(request.error, message).join('; ')));
  const { id, method, params } = request.data;
  try {
    const result = await call(method, params);
    return id === undefined ? undefined : { jsonrpc: '2.0', id, result };
  } catch (error) {
    return id === undefined ? undefined : failed(id, toWire(error));
  }
}

function failed(id: RpcResponse['id'], error: RpcErrorObject): RpcResponse {
  return { jsonrpc: '2.0', id, error };
}

function invalidRequest(why: string): RpcErrorObject {
  return { code: rpcErrorCodes.invalidRequest, message: `Invalid request: ${why}` };
}

function toWire(error: unknown): RpcErrorObject {
  if (error instanceof RpcFailure) return error.toWire();
  // A bug of ours: its message helps whoever develops against this gateway, and there is nothing here to keep secret.
  return { code: rpcErrorCodes.internal, message: error instanceof Error ? error.message : String(error) };
}
