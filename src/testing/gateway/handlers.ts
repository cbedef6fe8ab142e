/** The gateway's answers: one handler per documented method. A method without one does not compile. */
import { methodNames, type ParamsOf, type ResultOf, type RpcMethod } from '../../protocol/index.js';
import { permissionsFor } from './access.js';
import type { ApprovalDesk } from './approval-desk.js';
import type { AuditLog } from './audit-log.js';
import type { Clock } from '../clock.js';
import type { Configuration } from './configuration.js';
import type { Faults } from './faults.js';
import type { Providers } from './providers.js';
import type { Publish } from './publish.js';
import type { SecretStore } from './secret-store.js';
import type { SecurityLog } from './security-log.js';
import type { StoredToken, TokenRegistry } from './token-registry.js';

/** What the handlers work on. */
export interface Services {
  readonly clock: Clock;
  readonly publish: Publish;
  readonly tokens: TokenRegistry;
  readonly approvals: ApprovalDesk;
  readonly audit: AuditLog;
  readonly securityLog: SecurityLog;
  readonly config: Configuration;
  readonly secrets: SecretStore;
  readonly providers: Providers;
  readonly faults: Faults;
}

type Handler<M extends RpcMethod> = (params: ParamsOf<M>, caller: StoredToken, services: Services) => ResultOf<M>;

type Handlers = { readonly [M in RpcMethod]: Handler<M> };

export const handlers: Handlers = {
  'security.events': (params, _caller, { securityLog }) => securityLog.page(params),

  'security.audit': (params, _caller, { audit }) => audit.page(params),

  'security.permissions': (_params, caller) => permissionsFor(caller),

  'security.providerHealth': (_params, _caller, { providers, clock }) => ({
    providers: providers.all(),
    at: clock.now(),
  }),

  'tokens.list': (_params, caller, { tokens }) => ({ tokens: tokens.list(caller.id) }),

  'tokens.create': (params, caller, services) => {
    const { token, secret } = services.tokens.create(params);
    noteTokenChange('created', token, caller, services);
    const { id, name, scopes, createdAt, expiresAt } = token;
    return { id, name, scopes: [...scopes], secret, createdAt, expiresAt };
  },

  'tokens.revoke': ({ id }, caller, services) => {
    noteTokenChange('revoked', services.tokens.revoke(id), caller, services);
    return { id, revoked: true };
  },

  'tokens.rotate': ({ id }, caller, services) => {
    const { token, secret } = services.tokens.rotate(id);
    noteTokenChange('rotated', { ...token, id }, caller, services);
    return { oldId: id, newId: token.id, secret, scopes: [...token.scopes], createdAt: token.createdAt };
  },

  'secrets.list': (_params, _caller, { secrets }) => secrets.list(),

  'secrets.set': (params, caller, { secrets }) => secrets.set(params, caller.name),

  'secrets.delete': ({ name }, caller, { secrets }) => secrets.delete(name, caller.name),

  'approvals.list': (_params, _caller, { approvals, clock }) => {
    const requests = approvals.waiting();
    return { requests, total: requests.length, now: clock.now() };
  },

  'approvals.respond': (params, caller, { approvals }) => {
    const { approvalId, outcome, resolvedBy, resolvedAt } = approvals.decide(params, caller.name);
    return { approvalId, outcome, resolvedBy, resolvedAt };
  },

  'approvals.history': (params, _caller, { approvals }) => approvals.history(params),

  'config.read': ({ section }, _caller, { config }) => config.read(section),

  'rules.create': (params, caller, { config }) => config.remembered.create(params, caller.name),

  // This gateway remembers no denials: it asks each time.
  'approvals.forgetDenials': () => ({ cleared: true }),

  'rules.revoke': ({ id }, caller, { config }) => config.remembered.revoke(id, caller.name),

  'config.patch': (params, caller, { config }) => config.patch(params, caller.name),

  'system.ping': (_params, caller, { clock, faults }) => ({
    pong: true,
    ts: clock.now(),
    scopes: [...caller.scopes],
    name: caller.name,
    methods: methodNames.filter((method) => !faults.isWithheld(method)),
  }),
} satisfies Handlers;

const auditActionOf = { created: 'tokens.create', revoked: 'tokens.revoke', rotated: 'tokens.rotate' } as const;

function noteTokenChange(
  change: keyof typeof auditActionOf,
  { id, name, scopes }: StoredToken,
  caller: StoredToken,
  services: Services,
): void {
  services.publish('tokens:changed', { id, change });
  services.audit.record({
    action: auditActionOf[change],
    user: caller.name,
    classification: 'security',
    outcome: 'success',
    details: { id, name, scopes },
  });
}
