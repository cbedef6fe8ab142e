/** The JSON-RPC 2.0 envelope (https://www.jsonrpc.org/specification). */
import * as z from 'zod/mini';

/** A call. */
export const RpcRequest = z.looseObject({
  jsonrpc: z.literal('2.0'),
  method: z.string(),
  params: z.optional(z.unknown()),
  /** Absent in a notification, which is never answered. */
  id: z.optional(z.union([z.string(), z.number(), z.null()])),
});
/** A call. */
export type RpcRequest = z.infer<typeof RpcRequest>;

/** The error part of an answer. */
export const RpcErrorObject = z.looseObject({ code: z.number(), message: z.string(), data: z.optional(z.unknown()) });
/** The error part of an answer. */
export type RpcErrorObject = z.infer<typeof RpcErrorObject>;

/** An answer. `id` is null when the gateway could not determine the call. */
export const RpcResponse = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number(), z.null()]),
  result: z.optional(z.unknown()),
  error: z.optional(RpcErrorObject),
});
/** An answer. */
export type RpcResponse = z.infer<typeof RpcResponse>;
