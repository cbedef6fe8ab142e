import type { ApprovalMode } from '../protocol/index.js';
import { formatCount } from '../elements/shared/format.js';

/** All words of the tab "Pending Approvals" beside those of the widgets in it. */
export const strings = {
  queue: 'Pending Queue',
  history: 'History',
  rules: 'Approval Rules',
  inForce: 'Rules in force',

  modes: {
    manual: 'Default Mode: manual. Every request waits for a person.',
    'auto-low': 'Default Mode: low risk is approved automatically. All other requests wait here.',
    'auto-medium': 'Default Mode: low and medium risk are approved automatically. All other requests wait here.',
    'auto-all': 'Default Mode: everything is approved automatically. No request waits here, whatever its risk.',
  } satisfies Record<ApprovalMode, string>,
  nothingAsks: 'Both switches of Action Confirmation are off: no action asks for approval, whatever the Default Mode.',
  timeout: (ms: number) =>
    ms === 0
      ? 'Timeout: none. A request waits until somebody decides.'
      : `Timeout: ${formatCount(ms / 1000)} seconds. Then a request is denied.`,

  reading: 'Reading which rules are in force…',
  unknown: 'Which rules are in force is not known here.',
  unknownBecause: (reason: string) => `Which rules are in force could not be read: ${reason}`,
} as const;
