/**
 * One table of permissions, which the gateway enforces and `security.permissions` returns, so that they cannot differ.
 */
import { methodNames, methods, type Permissions, type RpcMethod, type Scope, scopes } from '../../protocol/index.js';
import type { StoredToken } from './token-registry.js';

/** A permission of a token: to call a method, open the socket, or follow the stream. */
export type Permission = RpcMethod | 'socket' | 'stream';

interface PermissionRow {
  readonly id: Permission;
  readonly label: string;
  readonly group: string;
  /** Any one of them is sufficient. */
  readonly scopes: readonly [Scope, ...Scope[]];
}

const groups: Readonly<Record<string, string>> = {
  security: 'Security',
  tokens: 'API tokens',
  secrets: 'Secrets',
  approvals: 'Approvals',
  rules: 'Remembered rules',
  config: 'Configuration',
  system: 'System',
};

const connections: readonly PermissionRow[] = [
  { id: 'socket', label: 'Open the socket /ws', group: 'Connections', scopes: ['rpc', 'admin'] },
  { id: 'stream', label: 'Follow the live stream /api/events', group: 'Connections', scopes: ['ws'] },
];

const rows: ReadonlyMap<Permission, PermissionRow> = new Map(
  [
    ...connections,
    ...methodNames.map((id): PermissionRow => {
      const [prefix = ''] = id.split('.');
      return { id, label: id, group: groups[prefix] ?? prefix, scopes: [methods[id].scope] };
    }),
  ].map((row) => [row.id, row]),
);

const roleLabels: Readonly<Record<Scope, string>> = {
  rpc: 'Scope rpc',
  ws: 'Scope ws',
  admin: 'Scope admin',
};

/** The scope that gives a token with these scopes a permission; undefined when none does. */
function grantedBy(held: readonly Scope[], permission: Permission): Scope | undefined {
  return rows.get(permission)?.scopes.find((scope) => held.includes(scope));
}

/** Says whether a token with these scopes has a permission. */
export function mayUse(held: readonly Scope[], permission: Permission): boolean {
  return grantedBy(held, permission) !== undefined;
}

/** The scope to ask for when a permission is missing. */
export function scopeFor(permission: Permission): Scope {
  return rows.get(permission)?.scopes[0] ?? 'admin';
}

/** The table for a caller: the permissions of each scope, and those of the caller's token. */
export function permissionsFor({ name, scopes: held }: Pick<StoredToken, 'name' | 'scopes'>): Permissions {
  const all = [...rows.values()];
  const ofScopes = scopes.flatMap((role) =>
    all
      .filter((row) => row.scopes.includes(role))
      .map(({ id }) => ({ role, permission: id, effect: 'allow' as const, origin: `scope ${role}` })),
  );
  const ofToken = all.map(({ id, scopes: enough }) => {
    const scope = grantedBy(held, id);
    return {
      role: 'token',
      permission: id,
      ...(scope
        ? { effect: 'allow' as const, origin: `scope ${scope}` }
        : { effect: 'deny' as const, origin: `needs scope ${enough.join(' or ')}` }),
    };
  });
  return {
    roles: [...scopes.map((id) => ({ id, label: roleLabels[id] })), { id: 'token', label: `This token: ${name}` }],
    permissions: all.map(({ id, label, group }) => ({ id, label, group })),
    grants: [...ofScopes, ...ofToken],
  };
}
