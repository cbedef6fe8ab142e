/**
 * The risk of the daemon's events. The daemon reports one only for prompt injections; the others are derived from these
 * tables, otherwise `unknown`.
 */
import { type AuditOutcome, type Risk, risks } from '../../../../protocol/index.js';
import type { AuditEvent } from './event-wire.js';
import { dangerOf } from '../approvals/risk.js';

type Risks = Readonly<Record<string, Risk>>;

/** By the daemon's measure against repeated injections: it warns at 3 in five minutes, and acts at 5. */
export const rateRisks: Risks = { warn: 'medium', reinforce: 'high', terminate: 'high' };

/** By the outcome of an access to a secret. */
export const accessRisks: Risks = { success: 'low', denied: 'medium', not_found: 'low' };

/** By the change of a secret. */
export const changeRisks: Risks = { created: 'medium', updated: 'medium', imported: 'medium', deleted: 'high' };

/** By the section of the configuration that was changed; any other is `medium`. */
export const sectionRisks: Risks = { security: 'high', approvals: 'high', gateway: 'high', providers: 'high' };

/** By class and outcome, for audited actions with an unknown name: lower when the action did not happen. */
const auditRisks: Readonly<Record<string, Readonly<Record<AuditOutcome, Risk>>>> = {
  read: { success: 'low', failure: 'low', denied: 'medium' },
  mutate: { success: 'medium', failure: 'medium', denied: 'medium' },
  destructive: { success: 'high', failure: 'medium', denied: 'medium' },
  security: { success: 'medium', failure: 'high', denied: 'medium' },
};

/** Looks up the risk of a value of the daemon. */
export function riskIn(table: Risks, word: string): Risk {
  return Object.hasOwn(table, word) ? (table[word] ?? 'unknown') : 'unknown';
}

/** The risk reported by the daemon. */
export function reportedRisk(word: string): Risk {
  return risks.find((risk) => risk === word) ?? 'unknown';
}

/** The risk of an audited action: by its name, as for a request, otherwise by class and outcome. */
export function auditRisk({ actionType, classification }: AuditEvent, outcome: AuditOutcome): Risk {
  const { risk } = dangerOf(actionType);
  if (risk !== 'unknown') return risk;
  return Object.hasOwn(auditRisks, classification) ? (auditRisks[classification]?.[outcome] ?? 'unknown') : 'unknown';
}
