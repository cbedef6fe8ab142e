import { unbindable } from '../../../data/approvals/approvals.js';
import { hasDigest, type ApprovalRequest } from '../../../protocol/index.js';
import { isTooDeep } from '../../../ui/text-safety/json-parts.js';
import { numberTroubleIn } from '../../../ui/text-safety/numbers.js';
import { requestStrings as strings } from '../card/request.strings.js';

/**
 * Says why nobody can have read what would be approved: it was cut, damaged, cannot be shown, or cannot be bound to what
 * is shown. Takes long for a long one: ask once per request.
 *
 * @returns undefined when all of it can be read.
 */
export function unapprovableReason(request: ApprovalRequest): string | undefined {
  if (request.truncated === true) return strings.truncated;
  if (isTooDeep(request.params)) return strings.tooDeep;
  const trouble = numberTroubleIn(request.params);
  if (trouble) return trouble === 'rounded' ? strings.rounded : strings.unreadableNumber;
  if (!hasDigest(request)) return unbindable;
  const { agentId, action, toolName, params, sessionKey } = request;
  return JSON.stringify([agentId, action, toolName, params, sessionKey]).includes('\ufffd')
    ? strings.damaged
    : undefined;
}
