/** Which security events somebody asks for: what the filters of `security.events` mean. */
import type { SecurityEvent } from './domain.js';
import type { ParamsOf } from './methods/index.js';

type SecurityEventFilter = Pick<ParamsOf<'security.events'>, 'agentId' | 'risk' | 'type' | 'traceId'>;

/** All of the filters at once; one that is not given lets all through. */
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
