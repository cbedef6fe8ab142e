/** Every event of the elements with what its detail tells: one table of what happened, one of what is asked before. */
import type { ConnectionState } from '../../client/rpc-client.js';
import type { AuditFilter } from '../../data/audit.js';
import type { PolicyKey, PolicyValue } from '../../data/policy/policy.js';
import type { GatewayErrorKind, Open, Outcome, ParamsOf, RememberedRule, Risk, Verdict } from '../../protocol/index.js';
import type { BeforeEvent } from '../guards/before-event.js';

/** A decision that a person is about to send. */
export interface BeforeDecideDetail {
  readonly approvalId: string;
  readonly decision: Verdict;
  /** What the agent wants to do, as it was shown: the agent chose these words. */
  readonly action: string;
  /** The agent that asks; undefined where the gateway does not say. */
  readonly agentId?: string | undefined;
  /** How dangerous it is, for a host that asks for a password only from some risk on. */
  readonly risk: Open<Risk>;
  /** All ids of the bulk act that this decision is part of, for a host that asks once for all. */
  readonly batch?: readonly string[] | undefined;
}

/** A rule that is about to be made from a request. */
export type BeforeRememberDetail = ParamsOf<'rules.create'>;

/** A remembered rule that is about to be revoked. */
export interface BeforeRevokeRuleDetail {
  readonly id: string;
  /** The action that the rule approves: an agent chose these words. */
  readonly action: string;
}

/** The emergency brake is about to be released. */
export interface BeforeReleaseDetail {
  readonly engaged: false;
}

/** Changes of the rules that are about to be sent. */
export interface BeforeSaveDetail {
  readonly changes: readonly RulesChange[];
}

/** A token that is about to be created. */
export interface BeforeCreateDetail {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** A token that is about to be revoked. */
export interface BeforeRevokeDetail {
  readonly id: string;
  readonly name: string;
}

/** A token that is about to be replaced by a new one. */
export interface BeforeRotateDetail {
  readonly id: string;
  readonly name: string;
}

/** A new secret that is about to be stored. Never holds its value. */
export interface BeforeSetDetail {
  readonly name: string;
}

/** A secret whose value is about to be overwritten. Never holds a value. */
export interface BeforeReplaceDetail {
  readonly name: string;
}

/** A secret that is about to be deleted. */
export interface BeforeDeleteDetail {
  readonly name: string;
}

/** The denials of a session that the gateway is about to forget. */
export interface BeforeForgetDenialsDetail {
  /** The decision that it was asked at. */
  readonly approvalId: string;
  readonly sessionKey: string;
}

/** What is asked of the host before each act, by the event's name. Each is a {@link BeforeEvent}. */
export interface BeforeDetails {
  'comis-before-decide': BeforeDecideDetail;
  'comis-before-remember': BeforeRememberDetail;
  'comis-before-revoke-rule': BeforeRevokeRuleDetail;
  'comis-before-forget-denials': BeforeForgetDenialsDetail;
  'comis-before-release': BeforeReleaseDetail;
  'comis-before-save': BeforeSaveDetail;
  'comis-before-create': BeforeCreateDetail;
  'comis-before-revoke': BeforeRevokeDetail;
  'comis-before-rotate': BeforeRotateDetail;
  'comis-before-set': BeforeSetDetail;
  'comis-before-replace': BeforeReplaceDetail;
  'comis-before-delete': BeforeDeleteDetail;
}

/** A decision that was made here and that the gateway confirmed. */
export interface ApprovalDecidedDetail {
  readonly approvalId: string;
  /** What the agent wanted to do: the agent chose these words. */
  readonly action: string;
  /** The agent that asked; undefined where the gateway does not say. */
  readonly agentId: string | undefined;
  readonly risk: Open<Risk>;
  readonly outcome: Open<Outcome>;
  /** Who decided, as the gateway knows them: the name of the token. */
  readonly resolvedBy: string;
  /** When, on the gateway's clock (epoch ms). */
  readonly resolvedAt: number;
}

/** A rule that was made here and that the gateway confirmed. */
export interface RuleCreatedDetail {
  readonly rule: RememberedRule;
}

/** A remembered rule that was revoked here, and the gateway confirmed it. */
export interface RuleRevokedDetail {
  readonly id: string;
}

/** The brake was engaged or released here, and the gateway confirmed it. */
export interface BrakeChangedDetail {
  readonly engaged: boolean;
}

/** A setting that is changed: what the gateway has, and what it is to have. */
export interface RulesChange {
  readonly key: PolicyKey;
  readonly before: PolicyValue;
  readonly after: PolicyValue;
}

/** Changes of the rules that the gateway confirmed. */
export interface RulesSavedDetail {
  readonly changes: readonly RulesChange[];
}

/** A token that the gateway has created. Never holds its secret. */
export interface TokenCreatedDetail {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** A token that the gateway has revoked. */
export interface TokenRevokedDetail {
  readonly id: string;
  readonly name: string;
}

/** A token that the gateway has replaced. */
export interface TokenRotatedDetail {
  readonly oldId: string;
  readonly newId: string;
}

/** A secret that the gateway has stored, replaced or deleted. Never holds a value. */
export interface SecretChangedDetail {
  readonly name: string;
}

/** What a person asked the audit log for. */
export interface AuditFilteredDetail {
  readonly filter: AuditFilter;
}

/** A person wants the page to lead to a request. */
export interface RequestLinkedDetail {
  /** The request to lead to from now on; empty when none. */
  readonly approvalId: string;
}

/** How the connection of a `<comis-gateway>` is now. */
export interface ConnectionChangedDetail {
  readonly status: ConnectionState['status'];
  /** Since when, epoch ms on this machine's clock; while reconnecting, when the connection was lost. */
  readonly since: number;
  /** Why it is not connected, in words: `restarting` when the gateway said so. Undefined while connected. */
  readonly cause: string | undefined;
}

/** The gateway refuses the token: sign in again, then set `getToken` or call `reconnect()`. */
export interface AuthRequiredDetail {
  /** What the gateway says. */
  readonly reason: string;
}

/** How many requests wait for a person. */
export interface PendingChangedDetail {
  /** Undefined while it is not known. */
  readonly count: number | undefined;
}

/** A read or an act failed, as the element shows it. */
export interface ErrorDetail {
  readonly code: GatewayErrorKind;
  /** Whether the same may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  /** The tag of the element that shows it, or of its part. */
  readonly element: string;
}

/** What each event tells, by its name. */
export interface EventDetails {
  'comis-approval-decided': ApprovalDecidedDetail;
  'comis-rule-created': RuleCreatedDetail;
  'comis-rule-revoked': RuleRevokedDetail;
  'comis-brake-changed': BrakeChangedDetail;
  'comis-rules-saved': RulesSavedDetail;
  'comis-token-created': TokenCreatedDetail;
  'comis-token-revoked': TokenRevokedDetail;
  'comis-token-rotated': TokenRotatedDetail;
  'comis-secret-set': SecretChangedDetail;
  'comis-secret-replaced': SecretChangedDetail;
  'comis-secret-deleted': SecretChangedDetail;
  'comis-audit-filtered': AuditFilteredDetail;
  'comis-request-linked': RequestLinkedDetail;
  'comis-connection-changed': ConnectionChangedDetail;
  'comis-auth-required': AuthRequiredDetail;
  'comis-pending-changed': PendingChangedDetail;
  'comis-error': ErrorDetail;
}

type BeforeEvents = { [K in keyof BeforeDetails]: BeforeEvent<BeforeDetails[K]> };
type AfterEvents = { [K in keyof EventDetails]: CustomEvent<EventDetails[K]> };

declare global {
  interface GlobalEventHandlersEventMap extends BeforeEvents, AfterEvents {}
}
