/** Implements the filters of `security.events`. */
import type { SecurityEvent } from './domain.js';
import type { ParamsOf } from './methods/index.js';

type SecurityEventFilter = Pick<ParamsOf<'security.events'>, 'agentId' | 'risk' | 'type' | 'traceId'>;

/** Returns a predicate for all given filters. */
export function securityEventFilter({
  agentId,
  risk,
  type,
  traceId,
}: SecurityEventFilter): (event: SecurityEvent) => boolean {
  return (event) =>
    (agentId === undefined || event.agentId === agentId) &&
    (risk === undefined || event.risk === risk) &&
    (type === undefined || event.type === type) &&
    (traceId === undefined || event.traceId === traceId);
}
