import type { ApprovalMode } from '../../protocol/index.js';
import { messages } from '../language/messages.js';

/** All strings of the dialog that releases the emergency brake. */
export const releaseStrings = messages('release', {
  title: 'Release the brake?',
  effect: 'These become automatic again:',
  nothing: 'Nothing becomes automatic: by the rules in force every action asks.',
  changed: 'The rules have changed since this was opened.',
  added: 'New:',
  gone: 'No longer:',
  button: 'Release',
  releasedMeanwhile: (by: string | undefined) =>
    by === undefined ? 'The brake was released meanwhile.' : `The brake was released meanwhile, by ${by}.`,
  engagedAnew: (by: string | undefined, since: string | undefined) =>
    `The brake was released and engaged again meanwhile${by === undefined ? '' : `, by ${by}`}${since === undefined ? '' : `, at ${since}`}. It stays on.`,
  close: 'Close',
  cancel: 'Cancel',

  automatic: {
    off: 'Every action: approvals are off.',
    nothingAsks: 'Every action: none asks for approval.',
    list: 'Actions on the Auto-approve list:',
    others: {
      both: 'Actions that are neither destructive nor sensitive.',
      destructive: 'Actions that are not destructive, including sensitive ones.',
      sensitive: 'Actions that are not sensitive, including destructive ones.',
    },
    modes: {
      'auto-low': 'Requests of low risk.',
      'auto-medium': 'Requests of low and medium risk.',
      'auto-all': 'Every request, whatever its risk.',
    } satisfies Record<Exclude<ApprovalMode, 'manual'>, string>,
    rule: 'By a remembered rule:',
    anyAgent: 'any agent',
    by: 'by',
    until: (when: string) => `until ${when}.`,
  },
});
