/** Who may do what: the gateway's roles and permissions, worked out to one answer for each pair. */
import type { RpcClient } from '../client/rpc-client.js';
import { effects, isKnown, type Permissions, type ResultOf, type Unreadable } from '../protocol/index.js';

/** What a role may do with one permission: nothing said means no; `unknown` where a grant says it in a word not known here. */
export type Effect = 'allowed' | 'denied' | 'not-granted' | 'unknown';

/** The effective value of one role for one permission. */
export interface Access {
  readonly effect: Effect;
  /** Where the grants that decided come from, as far as the gateway says. */
  readonly origins: readonly string[];
  /** Where the grants come from that a denial wins over; undefined when it wins over none. */
  readonly overruled: readonly string[] | undefined;
  /** What grants say in words that this version does not know, as they came. */
  readonly unknownWords: readonly string[];
}

/** A role or a permission. */
export interface Named {
  readonly id: string;
  readonly label?: string | undefined;
}

/** The permissions of one group; those without a group come first, together. */
export interface PermissionGroup {
  readonly name: string | undefined;
  readonly permissions: readonly Named[];
}

/** Roles by permissions. */
export interface PermissionMatrix {
  readonly roles: readonly Named[];
  readonly groups: readonly PermissionGroup[];
  readonly access: (role: string, permission: string) => Access;
  /** What the gateway wants said with it. */
  readonly notes: readonly string[];
  /** The roles, permissions and grants that could not be read. */
  readonly unreadable: readonly Unreadable[];
}

/** Reads the matrix. @throws {GatewayError} whatever a call may fail with. */
export async function loadPermissions(client: RpcClient, signal: AbortSignal): Promise<PermissionMatrix> {
  return matrixOf(await client.call('security.permissions', {}, { signal }));
}

/** Works out each pair: a denial wins over any grant, and what nobody granted is not granted. */
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
    // A grant that names what is not listed counts all the same: nobody must miss it.
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
