/** Samples to test with: complete, plausible, each field replaceable. */
import type {
  ApprovalRequest,
  AuditEntry,
  Decision,
  ProviderHealth,
  Secret,
  SecurityEvent,
  Token,
} from '../protocol/index.js';

let counter = 0;
const nextId = (kind: string) => `${kind}_sample_${++counter}`;

/** A request for approval, made now; it waits for five minutes. */
export function anApproval(changes: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    approvalId: nextId('apr'),
    agentId: 'deploy-bot',
    action: 'shell.exec',
    toolName: 'bash',
    description: 'Runs a command on host build-3.',
    explanation: 'The disk is nearly full; I am removing build caches older than a week.',
    params: { command: 'find /var/cache/build -mtime +7 -delete', cwd: '/srv/work', timeoutSeconds: 60 },
    risk: 'high',
    class: 'destructive',
    sessionKey: 'acme:maria:telegram',
    user: 'maria',
    createdAt: Date.now(),
    timeoutMs: 300_000,
    ...changes,
  };
}

/** A security event of now. */
export function aSecurityEvent(changes: Partial<SecurityEvent> = {}): SecurityEvent {
  return {
    id: nextId('evt'),
    timestamp: Date.now(),
    type: 'agent.action',
    agentId: 'research-assistant',
    action: 'http.get',
    risk: 'low',
    user: 'maria',
    details: { url: 'https://example.org/report.pdf' },
    ...changes,
  };
}

/** A token as gateways list it, made an hour ago. */
export function aToken(changes: Partial<Token> = {}): Token {
  return {
    id: nextId('tok'),
    name: 'ci-pipeline',
    scopes: ['rpc', 'ws'],
    createdAt: Date.now() - 3_600_000,
    prefix: 'comis_9fQx',
    ...changes,
  };
}

/** An audit entry of now: a person denied what an agent asked for. */
export function anAuditEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: nextId('aud'),
    timestamp: Date.now(),
    agentId: 'deploy-bot',
    user: 'maria-laptop',
    action: 'shell.exec',
    classification: 'destructive',
    outcome: 'denied',
    comment: 'Not during the freeze.',
    traceId: '4bf92f3577b34da6',
    durationMs: 42_000,
    approvalId: nextId('apr'),
    details: { outcome: 'denied', risk: 'high' },
    ...changes,
  };
}

/** A decision of now: a person approved what an agent had asked for a minute before. */
export function aDecision(changes: Partial<Decision> = {}): Decision {
  return {
    ...anApproval({ createdAt: Date.now() - 60_000 }),
    outcome: 'approved',
    resolvedAt: Date.now(),
    resolvedBy: 'maria-laptop',
    ...changes,
  };
}

/** A secret as gateways list it, three months old and used a minute ago. */
export function aSecret(changes: Partial<Secret> = {}): Secret {
  const now = Date.now();
  return {
    name: 'OPENAI_API_KEY',
    provider: 'openai',
    createdAt: now - 90 * 86_400_000,
    updatedAt: now - 30 * 86_400_000,
    lastUsedAt: now - 60_000,
    usageCount: 1_284,
    source: 'store',
    ...changes,
  };
}

/** A healthy provider: its breaker is closed, and one call in a hundred failed in the last five minutes. */
export function aProvider(changes: Partial<ProviderHealth> = {}): ProviderHealth {
  const now = Date.now();
  const since = now - 86_400_000;
  return {
    provider: 'openai',
    state: 'closed',
    since,
    windowMs: 300_000,
    calls: 200,
    errors: 2,
    latencyMs: { p50: 420, p95: 1_150, p99: 2_300 },
    history: [{ state: 'closed', from: since }],
    samples: Array.from({ length: 20 }, (_, i) => ({
      at: now - (19 - i) * 10_000,
      p50: 400 + (i % 5) * 10,
      p95: 1_100 + (i % 4) * 40,
      errors: i === 7 || i === 12 ? 1 : 0,
      calls: 10,
    })),
    ...changes,
  };
}
