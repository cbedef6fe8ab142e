/** The emergency brake of the reference gateway: anybody who may administer engages it, and releases it with care. */
import * as z from 'zod/mini';
import { type Brake, describeIssues } from '../../protocol/index.js';
import { invalidParams } from './rpc-failure.js';

const BrakeRequest = z.object({ engaged: z.boolean(), reason: z.optional(z.string()) });

/**
 * The brake after somebody moved it. Engaging what is engaged changes nothing: who did it first, and why, stays.
 *
 * @param by.mayRelease whether the change says what it is based on.
 * @throws RpcFailure (-32602) when the value is no brake, or releases it without saying what that is based on.
 */
export function brakeAfter(
  before: Brake,
  value: unknown,
  { by, at, mayRelease }: { readonly by: string; readonly at: number; readonly mayRelease: boolean },
): Brake {
  const request = z.safeParse(BrakeRequest, value);
  if (!request.success)
    throw invalidParams(describeIssues(request.error, value).map((issue) => `approvalRules.brake: ${issue}`));
  const { engaged, reason } = request.data;
  if (engaged === before.engaged) return before;
  if (!engaged && !mayRelease) throw invalidParams(['baseRevision: Needed to release the brake']);
  return { engaged, by, at, ...(reason === undefined ? {} : { reason }) };
}
