/** The gateway's roles and permissions, with the effective access of each pair. */
import type { RpcClient } from '../client/rpc-client.js';
import { effects, isKnown, type Permissions, type ResultOf, type Unreadable } from '../protocol/index.js';

/**
 * The effect of the grants of one role for one permission; `unknown` where a grant has an effect unknown to this
 * version.
 */
export type Effect = 'allowed' | 'denied' | 'not-granted' | 'unknown';

/** The effective access of one role to one permission. */
export interface Access {
  readonly effect: Effect;
  /** The origins of the deciding grants, where the gateway names them. */
  readonly origins: readonly string[];
  /** The origins of the grants that a denial overrules; undefined when it overrules none. */
  readonly overruled: readonly string[] | undefined;
  /** Effects unknown to this version, verbatim. */
  readonly unknownWords: readonly string[];
}

/** A role or a permission. */
export interface Named {
  readonly id: string;
  readonly label?: string | undefined;
}

/** The permissions of one group; those without a group come first. */
export interface PermissionGroup {
  readonly name: string | undefined;
  readonly permissions: readonly Named[];
}

/** Roles by permissions. */
export interface PermissionMatrix {
  readonly roles: readonly Named[];
  readonly groups: readonly PermissionGroup[];
  readonly access: (role: string, permission: string) => Access;
  /** Notes of the gateway. */
  readonly notes: readonly string[];
  /** The roles, permissions and grants that could not be read. */
  readonly unreadable: readonly Unreadable[];
}

/** Reads the matrix. @throws {GatewayError} whatever a call may fail with. */
export async function loadPermissions(client: RpcClient, signal: AbortSignal): Promise<PermissionMatrix> {
  return matrixOf(await client.call('security.permissions', {}, { signal }));
}

/** Computes the access of each pair: a denial overrules any grant, and without a grant there is no access. */
export function matrixOf(
  answer: Permissions & Pick<ResultOf<'security.permissions'>, 'notes' | 'unreadable'>,
): PermissionMatrix {
  const { grants, notes = [], unreadable = [] } = answer;
  const byPair = new Map<string, Permissions['grants']>();
  for (const grant of grants) {
    const pair = pairOf(grant.role, grant.permission);
    byPair.set(pair, [...(byPair.get(pair) ?? []), grant]);
  }
  return {
    // Roles and permissions that only a grant names are shown, too.
    roles: withUnlisted(
      answer.roles,
      grants.map(({ role }) => role),
    ),
    groups: grouped(
      withUnlisted(
        answer.permissions,
        grants.map(({ permission }) => permission),
      ),
    ),
    access: (role, permission) => accessOf(byPair.get(pairOf(role, permission)) ?? []),
    notes,
    unreadable,
  };
}

const pairOf = (role: string, permission: string) => JSON.stringify([role, permission]);

function accessOf(grants: Permissions['grants']): Access {
  const allows = grants.filter(({ effect }) => effect === 'allow');
  const denials = grants.filter(({ effect }) => effect === 'deny');
  const others = grants.filter(({ effect }) => !isKnown(effects, effect));
  const unknownWords = [...new Set(others.map(({ effect }): string => effect))];
  if (denials.length > 0) {
    const overruled = allows.length > 0 ? originsOf(allows) : undefined;
    return { effect: 'denied', origins: originsOf(denials), overruled, unknownWords };
  }
  const effect = others.length > 0 ? 'unknown' : allows.length > 0 ? 'allowed' : 'not-granted';
  return { effect, origins: originsOf([...others, ...allows]), overruled: undefined, unknownWords };
}

function originsOf(grants: Permissions['grants']): string[] {
  return [...new Set(grants.flatMap(({ origin }) => (origin === undefined ? [] : [origin])))];
}

function withUnlisted<T extends Named>(listed: readonly T[], mentioned: readonly string[]): (T | Named)[] {
  const known = new Set(listed.map(({ id }) => id));
  const unlisted = [...new Set(mentioned)].filter((id) => !known.has(id));
  return [...listed, ...unlisted.map((id) => ({ id }))];
}

function grouped(permissions: readonly (Named & { readonly group?: string | undefined })[]): PermissionGroup[] {
  const groups = new Map<string | undefined, Named[]>();
  if (permissions.some(({ group }) => group === undefined)) groups.set(undefined, []);
  for (const permission of permissions) {
    groups.set(permission.group, [...(groups.get(permission.group) ?? []), permission]);
  }
  return [...groups].map(([name, members]) => ({ name, permissions: members }));
}
