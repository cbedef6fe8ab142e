import type { PolicyKey } from '../../data/policy/policy.js';
import type { IneffectiveReason } from '../../data/policy/policy-summary.js';
import type { ApprovalMode } from '../../protocol/index.js';
import { formatMoment, formatCount } from '../../ui/format/format.js';
import { messages } from '../../ui/language/messages.js';

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

/** All strings of `<comis-approval-rules>`. */
export const strings = messages('approval-rules', {
  what: 'approval rules',
  revision: 'Revision',
  changedBy: (by: string) => `changed by ${by}`,

  groups: {
    confirmation: 'Action Confirmation',
    agents: 'Agent-to-Agent Policy',
    permissions: 'Permissions',
    mode: 'Approval Mode',
    matrix: 'Who may call what',
  },
  matrixHint: 'What each role of this gateway may do. It follows from the roles and is not edited here.',

  hints: {
    'actionConfirmation.requireForDestructive':
      'When on, an agent must get approval before an action that deletes or modifies data.',
    'actionConfirmation.requireForSensitive':
      'When on, an agent must get approval for an action that involves sensitive information.',
    'actionConfirmation.autoApprove':
      'Actions listed here skip the confirmation step entirely. An entry is an action’s exact name, or prefix.* for all that begin with the prefix.',
    'agentToAgent.enabled': 'When on, agents may send messages to each other. When off, every such message is denied.',
    'agentToAgent.allowAgents':
      'IDs of the agents that may take part in conversations between agents, as sender and as receiver. An empty list allows all.',
    'permission.enableNodePermissions':
      'When on, what the system can reach is restricted at the operating system level, to the two lists below.',
    'permission.allowedFsPaths':
      'Directories that the system may read and write, including everything below them, while the permission model is on. An empty list allows none.',
    'permission.allowedNetHosts':
      'Servers that the system may connect to while the permission model is on. An empty list allows none.',
    'approvalRules.enabled':
      'When off, no action asks for approval: every action that is not forbidden goes ahead, whatever the other settings.',
    'approvalRules.defaultMode':
      'Which requests are approved without a person, by their risk. All others wait in the queue.',
    'approvalRules.timeoutMs':
      'How long a request waits before it expires and is denied. Pending requests keep their own timeout.',
  } satisfies Record<PolicyKey, string>,
  zeroWaits: '0 means no timeout: it waits until somebody decides.',

  idle: {
    brake: 'No effect now: the emergency brake is on.',
    'approvals-off': 'No effect now: approvals are off.',
    'nothing-asks': 'No effect now: no action asks for approval.',
    'auto-all': 'No effect now: no request waits.',
    'model-off': 'No effect now: the permission model is off.',
    'messages-off': 'No effect now: messages between agents are off.',
  } satisfies Record<IneffectiveReason, string>,

  facts: {
    held: 'Value on the gateway:',
    notEnforced: 'Not enforced.',
    nothingReads: 'Has no effect on this gateway.',
    enforced: 'Enforced by',
    fixed: 'Cannot be changed here.',
  },
  allFixed: 'Read-only: none of these settings can be changed from here. Each says why, and what to do instead.',
  others: 'Other settings of this gateway',
  othersHint: 'They concern approvals and have no counterpart above.',

  modes: {
    manual: 'Manual approval for all requests',
    'auto-low': 'Auto-approve low risk',
    'auto-medium': 'Auto-approve low and medium risk',
    'auto-all': 'Auto-approve everything',
  } satisfies Record<ApprovalMode, string>,

  emptyLists: {
    'actionConfirmation.autoApprove': 'No action skips confirmation.',
    'agentToAgent.allowAgents': 'Empty: all agents.',
    'permission.allowedFsPaths': 'Empty: no path.',
    'permission.allowedNetHosts': 'Empty: no host.',
  },
  newEntry: (list: string) => `New entry in ${list}`,
  add: 'Add',
  remove: 'Remove',
  blank: 'Type an entry first.',
  notAdded: 'Not added: fix the errors above first.',
  error: 'Error:',
  warning: 'Warning:',

  on: 'On',
  off: 'Off',
  edited: 'not saved',
  noTimeout: '0 (no timeout)',
  seconds: (ms: number) => `${formatCount(ms / 1000)} s`,
  badTimeout: 'Needs a number of seconds, 0 or more.',
  entries: (count: number) => plural(count, 'entry', 'entries'),
  added: 'added',
  removed: 'removed',
  from: 'from',
  to: 'to',

  bar: 'Draft',
  clean: 'No unsaved changes.',
  dirty: (count: number) => `${plural(count, 'change', 'changes')} not saved`,
  conflict: 'Changed elsewhere meanwhile. Your draft conflicts with the gateway: choose which version to keep.',
  onGateway: 'On the gateway',
  inDraft: 'In your draft',
  keepDraft: 'Keep mine',
  takeServer: 'Take the gateway’s',
  undo: 'Undo',
  save: 'Save',
  saving: 'Saving…',
  discard: 'Discard',
  notConnected: 'Not connected to the gateway.',
  mustDecide: (count: number) => `Choose first: ${plural(count, 'setting was', 'settings were')} changed elsewhere.`,
  mustCorrect: 'Correct the timeout first.',
  mustAdd: (list: string) => `Add the entry typed in ${list}, or clear its text box.`,

  saved: (at: number) => `Saved and read back at ${formatMoment(at)}.`,
  restarting: 'The gateway restarts to apply the change.',
  altered: 'The gateway confirmed the change but stored different values:',
  elsewhere: (by: string | undefined, at: number) =>
    `Changed ${by === undefined ? 'elsewhere' : `elsewhere by ${by}`}, seen at ${formatMoment(at)}:`,
  dismiss: 'Dismiss',
  stale:
    'Nothing was saved: the rules were changed elsewhere meanwhile. The draft is now based on the current rules: review it and save again.',
  refused: (reason: string) => `The gateway refused it, and nothing was changed: ${reason}`,
  backToServer: 'Refused settings were reset to the gateway’s values:',
  refusedHere: 'Refused by the gateway: its current value is shown.',
  restore: 'Put back into the draft',
  unclear: (reason: string) => `It may or may not have been saved: ${reason}`,

  confirm: {
    'auto-all': {
      title: 'Approve everything automatically?',
      phrase: 'approve everything',
      effect:
        'Every request is then approved without a person: high, critical and unknown risk too. What an agent asks for, it does.',
    },
    off: {
      title: 'Turn approvals off?',
      phrase: 'nobody asks',
      effect: 'No action asks for approval any more, whatever its risk. What an agent wants to do, it does.',
    },
    'nothing-asks': {
      title: 'Let every action go ahead without asking?',
      phrase: 'nobody asks',
      effect:
        'With both switches of Action Confirmation off, no action asks for approval, destructive and sensitive ones too, whatever the Default Mode.',
    },
  },
  typePhrase: (phrase: string) => `Type “${phrase}” to save`,
  overtaken: 'The rules were changed meanwhile: review the draft.',
  confirmOthers: 'Saved with it:',
  cancel: 'Cancel',
});
