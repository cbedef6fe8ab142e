import type { Effect } from '../../data/permissions.js';
import { formatCount } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** All strings of `<comis-permission-matrix>`. */
export const strings = messages('permission-matrix', {
  what: 'the permission matrix',
  grid: 'Permission matrix',
  permission: 'Permission',
  size: (roles: number, permissions: number) =>
    `${plural(roles, 'role', 'roles')}, ${plural(permissions, 'permission', 'permissions')}`,
  empty: 'This gateway has no roles or no permissions.',
  emptyHint: 'Roles are columns, permissions are rows.',
  ungrouped: 'Other',

  effects: {
    allowed: 'Allowed',
    denied: 'Denied',
    unknown: 'Not known',
    'not-granted': 'Not granted',
  } satisfies Record<Effect, string>,
  origin: (origins: string) => `by ${origins}`,
  overrules: (origins: string) => (origins === '' ? 'overrules a grant' : `overrules a grant by ${origins}`),

  legend: 'Legend',
  meanings: {
    allowed: 'granted, and nothing denies it',
    denied: 'a denial wins over any grant',
    unknown: 'an effect that this version does not know',
    'not-granted': 'no grant, so not allowed',
  } satisfies Record<Effect, string>,
});
