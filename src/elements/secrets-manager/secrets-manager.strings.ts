import { formatAge, formatCount, formatDateMinute, formatSince } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** All strings of `<comis-secrets-manager>`. */
export const strings = messages('secrets-manager', {
  what: 'secrets',

  store: 'Secret store',
  enabled: 'Enabled',
  disabled: 'Disabled',
  dbPath: 'Database path',
  noPath: 'not reported',
  declaredStore: 'Secret store, as declared',
  declaredEnabled: 'enabled',
  declaredDisabled: 'disabled',
  declaredDbPath: 'Database path, as declared',
  disabledWhy:
    'The secret store is turned off in the configuration of the gateway (security.secrets.enabled). ' +
    'Until it is turned on there, no secret can be listed, set or deleted here.',

  table: 'Secrets',
  askedSince: (since: number) => `Requested since ${formatSince(since)}`,
  askedCount: (count: number) => `${plural(count, 'name', 'names')} requested`,
  askedNone: (since: number) => `No secret requested since ${formatSince(since)}.`,
  askedNoneHint: 'This gateway does not list its secrets: only those requested since are known here.',
  count: (count: number) => plural(count, 'secret', 'secrets'),
  empty: 'No secret is stored.',
  emptyHint: 'The gateway stores keys and passwords for agents and providers here. Set the first one below.',
  emptyReadOnly: 'The gateway stores keys and passwords for agents and providers here.',

  name: 'Name',
  created: 'Created',
  updated: 'Updated',
  lastUsed: 'Last used',
  expires: 'Expires',
  source: 'Source',
  actions: 'Actions',
  notReported: 'not reported',
  neverUsed: 'not yet',
  notSeenUsed: 'not seen',
  neverExpires: 'never',
  ago: formatAge,
  uses: (count: number) => plural(count, 'use', 'uses'),
  provider: 'for',
  at: formatDateMinute,

  nameDeceives: 'This name is not what it seems:',
  otherName: 'Set another name',

  form: 'Set secret',
  value: 'Value',
  valueHint: 'It cannot be shown again, here or elsewhere.',
  length: (count: number) => plural(count, 'character', 'characters'),
  beginsWithSpace: 'begins with a space or a line break',
  endsWithNewline: 'ends with a line break',
  endsWithSpace: 'ends with a space',
  holdsUnseen: 'contains invisible characters',
  warning: (findings: readonly string[]) =>
    `The value ${findings.join(', ').replace(/, ([^,]*)$/, ' and $1')}. Is that part of the secret?`,
  beginsWithAssignment: 'begins with the name of a variable (NAME=)',
  beginsWithBearer: 'begins with “Bearer”',
  standsInQuotes: 'is in quotation marks',
  holdsDashes: 'contains dashes that are not hyphens',
  isMasked: 'looks like a masked or shortened one, not the key itself',
  trim: (_characters: number) => 'Remove spaces and line breaks at both ends',
  takeClean: (characters: number) => `Take the clean value (${plural(characters, 'character', 'characters')})`,
  set: 'Set',
  replace: 'Replace',
  storing: 'Storing…',
  needsBoth: 'Needs a name and a value.',
  needsName: 'Needs a name.',
  needsValue: 'Needs a value.',
  tooLong: (length: number, most: number) =>
    `Too long: ${formatCount(length)} of at most ${formatCount(most)} characters.`,
  nameBroken: 'The name contains half of a character (a lone surrogate), which cannot be sent: remove it.',
  notConnected: 'Not connected to the gateway.',
  replaces:
    'A secret with this name already exists. Replace overwrites its value permanently; whatever uses it gets the new value.',
  done: (name: string, characters: number) => `Stored ${name} (${plural(characters, 'character', 'characters')}).`,
  replaced: (name: string, characters: number) =>
    `Replaced the value of ${name} (now ${plural(characters, 'character', 'characters')}).`,
  replacedUnseen: (name: string) =>
    `A secret named ${name} had been stored meanwhile: its value has been replaced by the new one.`,
  wiped: 'The value was wiped: enter it again.',

  cancel: 'Cancel',
  close: 'Close',
  delete: 'Delete',
  deleting: 'Deleting…',
  deleteTitle: 'Delete secret',
  deleteEffect: 'The value is deleted permanently and cannot be restored.',
  deleteUsed: 'It is in use: whatever needs it will fail.',
  deleteUsedBy: (provider: string) => `It is in use: calls to ${provider} will fail.`,
  deleteUnused: 'The gateway has not seen it used yet. Anything that needs it later will fail.',
  deleteUnknown: 'The gateway does not report whether it is used. Whatever needs it will fail.',
  gone: 'It was already deleted by somebody else.',
  ambiguousName:
    'Several secrets have this name: it is unclear which one is meant, so it can be neither replaced nor deleted here.',
  typeName: 'Type the name to delete it',
  typeNameHint: 'The name contains invisible characters: copy it from above and paste it here.',
  deleted: (name: string) => `Deleted ${name}.`,

  storedMeanwhile: 'A secret of this name was stored meanwhile.',
  refused: (reason: string) => `Refused by the gateway: ${reason}`,
  unclear: (reason: string) => `It may or may not have been done: ${reason}`,
});
