/** What a gateway that has run for some days looks back on. */
import type { GatewayInMemory } from '../gateway/gateway-in-memory.js';
import { pastEvent, pastChange, pastDecision } from './action-generator.js';

const day = 86_400_000;
/** How far back the history goes. */
const historyMs = 5 * day;

/**
 * Fills the logs with the last days, evenly with some chance: events, decisions, the audit entries of both, and those of
 * changes that operators made.
 *
 * Does nothing where there are as many audit entries already, so that a change of scenario invents no second past.
 *
 * @param audit how many audit entries there are afterwards, at least.
 */
export function writeHistory(gateway: GatewayInMemory, audit: number): void {
  const { random, clock } = gateway;
  const missing = audit - gateway.audit.size;
  if (missing <= 0) return;
  const end = clock.now() - 60_000;
  // One event in twelve is a decision; two entries in five come from requests. So many steps make enough of both.
  const stepMs = historyMs / (missing * 2);
  for (let at = end - historyMs; at < end - stepMs; at += stepMs) {
    const timestamp = Math.floor(at + random.next() * stepMs);
    if (random.chance(0.03)) gateway.audit.recordPast({ ...pastChange(random), timestamp });
    else if (random.chance(0.2)) {
      gateway.approvals.decidedInThePast(pastDecision(random, `apr_past_${random.hex(12)}`, timestamp));
    } else gateway.securityLog.emitPast({ ...pastEvent(random), timestamp });
  }
  while (gateway.audit.size < audit) {
    const timestamp = end - random.between(0, historyMs);
    gateway.approvals.decidedInThePast(pastDecision(random, `apr_past_${random.hex(12)}`, timestamp));
  }
}

/** Tokens created earlier by people and machines, and in use; their secrets are not known. */
export function makeTokens({ tokens }: GatewayInMemory): void {
  const names = new Set(tokens.list('').map(({ name }) => name));
  const make = (name: string, scopes: readonly ('rpc' | 'ws' | 'admin')[]) => {
    if (names.has(name)) return undefined;
    const { token } = tokens.create({ name, scopes });
    tokens.touch(token);
    return token;
  };
  make('ci-pipeline', ['rpc']);
  make('wall-display', ['rpc', 'ws']);
  make('on-call', ['rpc', 'ws', 'admin']);
  const old = make('maria-old-laptop', ['rpc', 'ws', 'admin']);
  if (old) tokens.revoke(old.id);
}
