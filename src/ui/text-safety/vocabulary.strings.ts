import type {
  ActionClass,
  ApprovalMode,
  AuditOutcome,
  Automatic,
  BreakerState,
  Classification,
  Outcome,
  Risk,
  Scope,
} from '../../protocol/index.js';
import { messages } from '../language/messages.js';

type Word =
  ActionClass | ApprovalMode | AuditOutcome | Automatic | BreakerState | Classification | Outcome | Risk | Scope;

/** The words of the protocol as shown; in English they are the words themselves. */
export const vocabulary = messages('vocabulary', {
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
  unknown: 'unknown',
  approved: 'approved',
  denied: 'denied',
  expired: 'expired',
  withdrawn: 'withdrawn',
  read: 'read',
  mutate: 'mutate',
  destructive: 'destructive',
  security: 'security',
  success: 'success',
  failure: 'failure',
  timeout: 'timeout',
  cache: 'cache',
  policy: 'policy',
  closed: 'closed',
  open: 'open',
  'half-open': 'half-open',
  // Identifiers, the same in every language.
  manual: 'manual',
  'auto-low': 'auto-low',
  'auto-medium': 'auto-medium',
  'auto-all': 'auto-all',
  rpc: 'rpc',
  ws: 'ws',
  admin: 'admin',
} satisfies Record<Word, string>);

/** The label of a word; a word of another list as it is. */
export const vocabularyWord = (word: string): string =>
  word in vocabulary ? vocabulary[word as keyof typeof vocabulary] : word;
