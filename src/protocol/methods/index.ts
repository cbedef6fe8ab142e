/**
 * The RPC methods, one row each, by domain. Adding a method is adding a row to a domain; the typed `call()`, the
 * simulated gateway's duty to answer, openrpc.json and the tests of every method follow from this table.
 */
import type * as z from 'zod/mini';
import type { Unreadable } from '../issues.js';
import { approvalMethods } from './approvals.js';
import { auditMethods } from './audit.js';
import { eventMethods } from './events.js';
import { healthMethods } from './health.js';
import { permissionMethods } from './permissions.js';
import { policyMethods } from './policy.js';
import { secretMethods } from './secrets.js';
import { systemMethods } from './system.js';
import { tokenMethods } from './tokens.js';

export { longestRule } from './policy.js';

export const methods = {
  ...eventMethods,
  ...auditMethods,
  ...permissionMethods,
  ...healthMethods,
  ...tokenMethods,
  ...secretMethods,
  ...approvalMethods,
  ...policyMethods,
  ...systemMethods,
} as const;

/** The name of a documented method. */
export type RpcMethod = keyof typeof methods;
/** The params of a method. */
export type ParamsOf<M extends RpcMethod> = z.infer<(typeof methods)[M]['params']>;
/** The result of a method. */
export type ResultOf<M extends RpcMethod> = z.infer<(typeof methods)[M]['result']> & {
  /** The unreadable list entries, added by the client. Gateways do not send this. */
  readonly unreadable?: readonly Unreadable[];
};
