import type { ApprovalRequest } from '../../../protocol/index.js';
import { decisionOf } from './approval-shapes.js';
import { DaemonRequest, DaemonResolution } from './approval-wire.js';
import { type LineRow, row } from './event-line.js';
import { present } from './event-words.js';
import { dangerOf } from './risk.js';

/** How many requests are remembered until they end: the daemon's resolutions do not say of what they are. */
const remembered = 1000;

const endings = { approved: 'Approved', denied: 'Denied', expired: 'Nobody decided in time', withdrawn: 'Withdrawn' };

/** The lines of approvals: requests, and how they end. */
export function approvalLines(): Readonly<Record<string, LineRow>> {
  /** What was asked for and has not ended, oldest first. */
  const waiting = new Map<string, ApprovalRequest>();

  return {
    'approval:requested': row(DaemonRequest, (request) => {
      const { requestId, action, toolName, agentId: user, sessionKey, trustLevel, createdAt } = request;
      const danger = dangerOf(action);
      // What the daemon calls the agent here is the user for whom it acts.
      const who = present({ user, sessionKey }, 'user', 'sessionKey');
      waiting.set(requestId, { approvalId: requestId, action, params: {}, ...danger, ...who, createdAt });
      for (const oldest of waiting.keys()) {
        if (waiting.size <= remembered) break;
        waiting.delete(oldest);
      }
      return {
        action,
        risk: danger.risk,
        ...who,
        message: `${toolName ?? 'A tool'} asks for approval of ${action}, for ${user ?? 'somebody'} (trust: ${trustLevel ?? 'not told'}).`,
      };
    }),

    'approval:resolved': row(DaemonResolution, (resolution) => {
      const { approvedBy, reason, requestId } = resolution;
      const { action, risk, outcome, automatic, sessionKey } = decisionOf(resolution, waiting.get(requestId));
      waiting.delete(requestId);
      const by = automatic ? 'by the gateway itself' : `by ${approvedBy}`;
      return {
        ...present({ sessionKey, user: automatic ? undefined : approvedBy }, 'sessionKey', 'user'),
        action,
        risk,
        outcome,
        message: `${endings[outcome]}${outcome === 'expired' ? '' : ` ${by}`}${reason ? `: ${reason}` : ''}.`,
      };
    }),
  };
}
