import type { Scope } from '../../protocol/index.js';
import { formatMoment, formatCount, formatDateMinute } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

/** All strings of `<comis-token-manager>`. */
export const strings = messages('token-manager', {
  what: 'API tokens',
  arrived: (count: number) => `${formatCount(count)} new`,
  arrivedTitle: 'Show new tokens',
  table: 'API tokens',
  inactiveTable: 'Revoked and expired API tokens',
  inactive: (count: number) => `Revoked and expired (${formatCount(count)})`,
  empty: 'No API token is in force.',
  emptyHint: 'A token lets a program or a person use this gateway. Create one below.',
  emptyReadOnly: 'A token lets a program or a person use this gateway.',

  name: 'Name',
  id: 'ID',
  scopes: 'Scopes',
  created: 'Created',
  lastUsed: 'Last used',
  expires: 'Expires',
  ended: 'Ended',
  actions: 'Actions',
  noScopes: 'none',
  notSaid: 'not reported',
  notKnown: 'not known',
  neverUsed: 'not yet',
  neverExpires: 'never',
  revokedAt: 'Revoked',
  expiredAt: 'Expired',
  startsWith: 'The secret begins with',
  current: 'in use by this session',
  waits: (position: number, count: number, until: number | undefined, reason: string) =>
    `Waiting, ${formatCount(position)} of ${formatCount(count)}` +
    `${until === undefined ? '' : `, until ${formatMoment(until)} at the latest`}: ${reason}`,

  nameDeceives: 'This name is not what it seems:',
  form: 'Create Token',
  scopesOf: {
    rpc: 'Call methods: read what this dashboard shows.',
    ws: 'Receive the live stream of events.',
    admin: 'Administer: decide approvals, create and revoke tokens. Includes neither rpc nor ws.',
  } satisfies Record<Scope, string>,
  adminWarning: 'A token with admin can approve what agents ask for and create more tokens.',
  noExpiry: 'Tokens of this gateway do not expire: this one is in force until it is revoked.',
  generate: 'Generate',
  generating: 'Creating…',
  needsBoth: 'Needs a name and a scope.',
  needsName: 'Needs a name.',
  needsScope: 'Needs a scope.',
  nameEndsInSpace: 'The name begins or ends with a space: remove it.',
  nameBroken: 'The name contains half of a character (a lone surrogate), which cannot be sent: remove it.',
  losses: (count: number) =>
    count === 1 ? 'One token stops working with this:' : `${formatCount(count)} tokens stop working with this:`,
  lossPhrase: (count: number) => `stop ${count} ${count === 1 ? 'token' : 'tokens'}`,
  typePhrase: (phrase: string) => `Type “${phrase}” to go ahead:`,
  ambiguousId:
    'Several tokens have this ID: it is unclear which one is meant, so it can be neither rotated nor revoked here.',
  needsPhrase: 'Needs the typed phrase.',
  notConnected: 'Not connected to the gateway.',

  newToken: 'New token',
  copyNow: 'Copy the secret now. It is shown this once and cannot be shown again: if it is lost, create a new token.',
  secret: 'Secret',
  copy: 'Copy',
  copySecret: 'Copy secret',
  copyLine: 'Copy line',
  copied: 'Copied',
  copiedSecret: 'Copied the secret',
  copiedLine: 'Copied the line',
  copyByHand: 'This page may not use the clipboard. The text is selected: press Ctrl+C (⌘C on a Mac) to copy it.',
  secretGone:
    'A token was created and its secret is gone: the page was left before Done. If nobody copied it, revoke the token:',
  secretsMayBeGone:
    'These tokens were created shortly before this page was loaded again, and nobody has used them yet. If you left ' +
    'the page before a secret was copied, it cannot be shown again: revoke the token.',
  moreUnused: (count: number, minutes: number) =>
    `And ${formatCount(count)} more from the ${formatCount(minutes)} minutes before that: see the list.`,
  keepIt: 'It was copied',
  oldId: 'Old ID',
  newId: 'New ID',
  environment: 'Environment',
  notYetWorking:
    'The token does not work yet: put this line into the environment of the gateway. It works once the gateway has ' +
    'been restarted with it.',
  notCopied: 'Not copied yet. Press Copy, or press Done if you have stored the secret in another way.',
  done: 'Done',

  cancel: 'Cancel',
  close: 'Close',
  revoke: 'Revoke',
  revoking: 'Revoking…',
  revokeTitle: 'Revoke token',
  revokeEffect: 'The gateway is asked to refuse whatever uses this token. This cannot be undone.',
  revokeCurrent: 'This is the token in use by this session: you will be signed out.',
  rotate: 'Rotate',
  rotating: 'Rotating…',
  rotateTitle: 'Rotate token',
  rotateEffect:
    'The gateway is asked to replace the secret: a new one with the same scopes is created, and the old one stops working.',
  rotateCurrent:
    'This is the token in use by this session: you will be signed out, and need the new secret to sign in again.',
  currentUnknown:
    'This gateway does not say which token is in use by this session. If it is this one, you will be signed out.',
  refused: (reason: string) => `Refused by the gateway: ${reason}`,
  unclear: (reason: string) => `It may or may not have been done: ${reason}`,
  at: formatDateMinute,
});
