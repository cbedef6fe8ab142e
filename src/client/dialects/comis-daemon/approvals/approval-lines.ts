import { isKnown, outcomes } from '../../../../protocol/index.js';
import { decisionOf } from './approval-shapes.js';
import { DaemonRequest, DaemonResolution } from './approval-wire.js';
import { type LineRow, row } from '../events/event-line.js';
import { present } from '../events/event-messages.js';
import type { KnownRequests } from './known-requests.js';
import { dangerOf } from './risk.js';

const endings = { approved: 'Approved', denied: 'Denied', expired: 'Nobody decided in time', withdrawn: 'Withdrawn' };

/** The lines of approval events. @param known - the requests, since the daemon's resolutions contain only their id. */
export function approvalLines(known: KnownRequests): Readonly<Record<string, LineRow>> {
  return {
    'approval:requested': row(DaemonRequest, (request) => {
      const { action, toolName, agentId: user, sessionKey, trustLevel } = request;
      const danger = dangerOf(action);
      // The daemon's `agentId` is the user for whom the agent acts.
      const who = present({ user, sessionKey }, 'user', 'sessionKey');
      known.add({ request, issue: undefined });
      return {
        action,
        risk: danger.risk,
        ...who,
        message: `${toolName ?? 'A tool'} asks for approval of ${action}, for ${user ?? 'somebody'} (trust: ${trustLevel ?? 'not reported'}).`,
      };
    }),

    'approval:resolved': row(DaemonResolution, (resolution) => {
      const { approvedBy, reason, requestId } = resolution;
      const { action, risk, outcome, automatic, sessionKey, notes } = decisionOf(resolution, known.get(requestId));
      // A timeout of 0 denies before anyone can decide, whatever the daemon gives as the reason.
      const why = automatic === 'timeout' && outcome === 'denied' ? `. ${notes?.[0]}` : reason ? `: ${reason}.` : '.';
      const by = automatic ? 'by the gateway itself' : `by ${approvedBy}`;
      return {
        ...present({ sessionKey, user: automatic ? undefined : approvedBy }, 'sessionKey', 'user'),
        action,
        risk,
        outcome,
        message: `${isKnown(outcomes, outcome) ? endings[outcome] : outcome}${outcome === 'expired' ? '' : ` ${by}`}${why}`,
      };
    }),
  };
}
