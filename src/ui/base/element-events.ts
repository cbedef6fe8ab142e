/** The events of the elements with their details: one table of events after an act, one of events before it. */
import type { ConnectionState } from '../../client/rpc-client.js';
import type { AuditFilter } from '../../data/audit.js';
import type { PolicyKey, PolicyValue } from '../../data/policy/policy.js';
import type { GatewayErrorKind, Open, Outcome, ParamsOf, RememberedRule, Risk, Verdict } from '../../protocol/index.js';
import type { BeforeEvent } from '../guards/before-event.js';
import type { LanguageProblem } from '../language/language.js';

/** A decision that a person is about to send. */
export interface BeforeDecideDetail {
  readonly approvalId: string;
  readonly decision: Verdict;
  /** What the agent wants to do, as shown; untrusted text of the agent. */
  readonly action: string;
  /** The requesting agent; undefined where the gateway does not report it. */
  readonly agentId?: string | undefined;
  /** Its risk, for hosts that ask for a password only from some risk on. */
  readonly risk: Open<Risk>;
  /** All ids of the bulk act that this decision is part of, for hosts that ask once for all. */
  readonly batch?: readonly string[] | undefined;
}

/** A rule that is about to be created from a request. */
export type BeforeRememberDetail = ParamsOf<'rules.create'>;

/** A remembered rule that is about to be revoked. */
export interface BeforeRevokeRuleDetail {
  readonly id: string;
  /** The action that the rule approves; untrusted text of an agent. */
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
  /** The decision whose details offered it. */
  readonly approvalId: string;
  readonly sessionKey: string;
}

/** The details of the events before each act, by name. Each event is a {@link BeforeEvent}. */
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
  /** What the agent wanted to do; untrusted text of the agent. */
  readonly action: string;
  /** The requesting agent; undefined where the gateway does not report it. */
  readonly agentId: string | undefined;
  readonly risk: Open<Risk>;
  readonly outcome: Open<Outcome>;
  /** Who decided, as known to the gateway: the name of the token. */
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

/** A changed setting: the gateway's value and the new one. */
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

/** The new filter of the audit log. */
export interface AuditFilteredDetail {
  readonly filter: AuditFilter;
}

/** A person linked or unlinked a request. */
export interface RequestLinkedDetail {
  /** The linked request; empty when none. */
  readonly approvalId: string;
}

/** The state of the connection of a `<comis-gateway>`. */
export interface ConnectionChangedDetail {
  readonly status: ConnectionState['status'];
  /** Since when (epoch ms, local clock); while reconnecting, when the connection was lost. */
  readonly since: number;
  /** Why it is not connected: `restarting` when the gateway announced it. Undefined while connected. */
  readonly cause: string | undefined;
}

/** The gateway refuses the token: sign in again, then set `getToken` or call `reconnect()`. */
export interface AuthRequiredDetail {
  /** The gateway's message. */
  readonly reason: string;
}

/** How many requests wait for a person. */
export interface PendingChangedDetail {
  /** Undefined while unknown. */
  readonly count: number | undefined;
}

/** A read or an act failed; the element shows it, too. */
export interface ErrorDetail {
  /**
   * The kind of a `GatewayError`; `missing-message` and `unknown-message` for a key of a translation, and
   * `locale-not-loaded`: English is shown instead.
   */
  readonly code: GatewayErrorKind | LanguageProblem['code'];
  /** The language and key that the code is about; for problems with a language only. */
  readonly message?: string;
  /** Whether a retry may succeed without any change. */
  readonly retryable: boolean;
  /** The tag of the element, or of its part, that shows it. */
  readonly element: string;
}

/** The event details, by name. */
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
