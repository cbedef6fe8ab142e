/** Samples to test with: complete, plausible, each field replaceable. */
import type { ApprovalRequest, SecurityEvent, Token } from '../protocol/index.js';

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
