/**
 * The risk of the daemon's events. It says so itself of prompt injections only; everything else is judged by
 * what it is, in these tables. What they do not know is `unknown`.
 */
import { type AuditOutcome, type Risk, risks } from '../../../../protocol/index.js';
import type { AuditEvent } from './event-wire.js';
import { dangerOf } from '../approvals/risk.js';

type Risks = Readonly<Record<string, Risk>>;

/** By what the daemon does about repeated injections: it warns at 3 in five minutes, and does more at 5. */
export const rateRisks: Risks = { warn: 'medium', reinforce: 'high', terminate: 'high' };

/** By how an access to a secret ended. */
export const accessRisks: Risks = { success: 'low', denied: 'medium', not_found: 'low' };

/** By what became of a secret. */
export const changeRisks: Risks = { created: 'medium', updated: 'medium', imported: 'medium', deleted: 'high' };

/** By the section of the configuration that was changed; any other is `medium`. */
export const sectionRisks: Risks = { security: 'high', approvals: 'high', gateway: 'high', providers: 'high' };

/** By class and outcome, for audited actions whose name says nothing: what did not happen did less. */
const auditRisks: Readonly<Record<string, Readonly<Record<AuditOutcome, Risk>>>> = {
  read: { success: 'low', failure: 'low', denied: 'medium' },
  mutate: { success: 'medium', failure: 'medium', denied: 'medium' },
  destructive: { success: 'high', failure: 'medium', denied: 'medium' },
  security: { success: 'medium', failure: 'high', denied: 'medium' },
};

/** Looks a word of the daemon up. */
export function riskIn(table: Risks, word: string): Risk {
  return Object.hasOwn(table, word) ? (table[word] ?? 'unknown') : 'unknown';
}

/** The risk that the daemon itself tells. */
export function riskTold(word: string): Risk {
  return risks.find((risk) => risk === word) ?? 'unknown';
}

/** The risk of an audited action: by its name, as that of a request for it, else by its class and outcome. */
export function auditRisk({ actionType, classification }: AuditEvent, outcome: AuditOutcome): Risk {
  const { risk } = dangerOf(actionType);
  if (risk !== 'unknown') return risk;
  return Object.hasOwn(auditRisks, classification) ? (auditRisks[classification]?.[outcome] ?? 'unknown') : 'unknown';
}
