import { hasDigest, type ApprovalRequest } from '../../../protocol/index.js';
import { isTooDeep } from '../../../ui/text-safety/json-limits.js';
import { numberTroubleIn } from '../../../ui/text-safety/numbers.js';

/** Why a request cannot be approved: it was truncated, damaged, cannot be shown, or has no digest to bind it. */
export type Unapprovable =
  'truncated' | 'too-deep' | 'number-rounded' | 'number-unreadable' | 'not-bindable' | 'damaged';

/**
 * Finds why a request must not be approved, whatever is on the screen. Hashes the request: call it once for each.
 *
 * @returns undefined when it is readable and bindable.
 */
export function unapprovable(request: ApprovalRequest): Unapprovable | undefined {
  if (request.truncated === true) return 'truncated';
  if (isTooDeep(request.params)) return 'too-deep';
  const trouble = numberTroubleIn(request.params);
  if (trouble) return trouble === 'rounded' ? 'number-rounded' : 'number-unreadable';
  if (!hasDigest(request)) return 'not-bindable';
  const { agentId, action, toolName, params, sessionKey } = request;
  const bound = JSON.stringify([agentId, action, toolName, params, sessionKey]);
  return bound.includes('\ufffd') ? 'damaged' : undefined;
}
