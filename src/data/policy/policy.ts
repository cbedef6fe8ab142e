/** What agents may do and what they must ask for: the section `security` of the gateway's configuration. */
import type { RpcClient } from '../../client/rpc-client.js';
import {
  type ApprovalMode,
  type Brake,
  decodeSecuritySection,
  GatewayError,
  type Open,
  type RememberedRule,
  type ResultOf,
  type RpcMethod,
  type SecuritySection,
  type SettingFacts,
  type Unreadable,
} from '../../protocol/index.js';
import { collectionOf } from '../stores/collection.js';
import type { Rulebook } from './policy-evaluation.js';

/** The section as one flat record, keyed as in `config.patch`. */
export interface PolicyValues {
  readonly 'actionConfirmation.requireForDestructive': boolean;
  readonly 'actionConfirmation.requireForSensitive': boolean;
  /** Actions that never ask: exact, or `prefix.*`. */
  readonly 'actionConfirmation.autoApprove': readonly string[];
  readonly 'agentToAgent.enabled': boolean;
  /** Empty: all agents. */
  readonly 'agentToAgent.allowAgents': readonly string[];
  readonly 'permission.enableNodePermissions': boolean;
  /** Empty: none. */
  readonly 'permission.allowedFsPaths': readonly string[];
  /** Empty: none. */
  readonly 'permission.allowedNetHosts': readonly string[];
  /** False: no action ever asks. Also true where the gateway has no such switch, see {@link Policy.hasSwitch}. */
  readonly 'approvalRules.enabled': boolean;
  readonly 'approvalRules.defaultMode': Open<ApprovalMode>;
  /** 0: never expires. */
  readonly 'approvalRules.timeoutMs': number;
}

/** The key of a setting. */
export type PolicyKey = keyof PolicyValues;
/** The value of a setting. */
export type PolicyValue = PolicyValues[PolicyKey];

/** One setting and its new value. */
export interface PolicyChange {
  readonly key: PolicyKey;
  readonly value: PolicyValue;
}

type Answer = Pick<ResultOf<'config.read'>, 'value' | 'revision' | 'settings' | 'derived' | 'notes' | 'unreadable'>;
type Revision = Answer['revision'];

/** The policy of a gateway. */
export interface Policy {
  readonly values: PolicyValues;
  /** Whether the gateway has the switch `approvalRules.enabled`. */
  readonly hasSwitch: boolean;
  /** The remembered rules; undefined where the gateway does not support them. */
  readonly remembered: readonly RememberedRule[] | undefined;
  /** The emergency brake; undefined where the gateway has none. */
  readonly brake: Brake | undefined;
  /**
   * Facts about settings by key: whether the gateway enforces it, and why it cannot be changed. Keys other than
   * {@link PolicyKey} are settings specific to this gateway.
   */
  readonly facts: ReadonlyMap<string, SettingFacts>;
  /** What the policy was derived from, where the gateway does not store it in this form. */
  readonly derived: ResultOf<'config.read'>['derived'];
  /** Notes of the gateway. */
  readonly notes: readonly string[];
  /** The list entries that could not be read: remembered rules, facts of settings. */
  readonly unreadable: readonly Unreadable[];
  /** The revision of the configuration on which a change is based. */
  readonly revision: Revision;
  /** Author and revision of the last change reported by an event; undefined before any. */
  readonly patched: { readonly revision: Revision; readonly by: string } | undefined;
}

/** The result of a save. */
export interface PolicySaved {
  /** The policy as confirmed by the gateway, and read back if possible. */
  readonly policy: Policy;
  /** True when it reads back differently although nobody else changed it. */
  readonly altered: boolean;
  /** True when the gateway restarts to apply it. */
  readonly restarting: boolean;
}

/** The policy of a client's gateway; one shared store each. */
export const policyOf = collectionOf<Policy>({
  method: 'config.read',
  load: read,
  updates: {
    'config:patched': (policy, { section, revision, by }) =>
      section === 'security' ? { ...policy, patched: { revision, by } } : policy,
    'approval:resolved': (policy, { rule, resolvedAt }) =>
      rule?.uses === undefined ? policy : withUses(policy, rule.id, rule.uses, resolvedAt),
  },
  rereadOn: ['config:patched'],
  reconcile: (loaded, { patched }) => ({ ...loaded, patched: loaded.patched ?? patched }),
});

/** The author of the policy's current revision; undefined when unknown. */
export function changedBy({ revision, patched }: Policy): string | undefined {
  return patched && String(patched.revision) === String(revision) ? patched.by : undefined;
}

/**
 * Saves all changes of a policy or none, and reads it back.
 *
 * @param base the policy that the changes are based on.
 * @throws {GatewayError} `stale` when it has changed since (the shared store then reads it again), `immutable` or
 *   `invalid-params` when a change is refused, and as a call does.
 */
export async function savePolicy(
  client: RpcClient,
  changes: readonly PolicyChange[],
  base: Policy,
): Promise<PolicySaved> {
  const store = policyOf(client);
  let answer: ResultOf<'config.patch'>;
  try {
    answer = await client.call('config.patch', {
      section: 'security',
      changes: changes.map(({ key, value }) => ({ key, value })),
      baseRevision: base.revision,
    });
  } catch (thrown) {
    // Refused, stale or unanswered: show what is in force.
    await store.refresh();
    throw thrown;
  }
  const policy = (await readBack(client)) ?? { ...policyFrom('config.patch', answer), facts: base.facts };
  store.apply((known) => ({ ...policy, patched: known.patched }));
  const asAsked = changes.every(({ key, value }) => sameValue(policy.values[key], value));
  return {
    policy,
    altered: !asAsked && String(policy.revision) === String(answer.revision),
    restarting: answer.restarting === true,
  };
}

/** The input of the policy evaluation for these settings. */
export function rulebookOf({ values, remembered, brake }: Pick<Policy, 'values' | 'remembered' | 'brake'>): Rulebook {
  return {
    actionConfirmation: {
      requireForDestructive: values['actionConfirmation.requireForDestructive'],
      requireForSensitive: values['actionConfirmation.requireForSensitive'],
      autoApprove: [...values['actionConfirmation.autoApprove']],
    },
    agentToAgent: {
      enabled: values['agentToAgent.enabled'],
      allowAgents: [...values['agentToAgent.allowAgents']],
    },
    permission: {
      enableNodePermissions: values['permission.enableNodePermissions'],
      allowedFsPaths: [...values['permission.allowedFsPaths']],
      allowedNetHosts: [...values['permission.allowedNetHosts']],
    },
    approvalRules: {
      enabled: values['approvalRules.enabled'],
      defaultMode: values['approvalRules.defaultMode'],
      remembered,
      brake,
    },
  };
}

/** Whether two values of a setting are equal, ignoring the order of lists. */
export function sameValue(a: PolicyValue, b: PolicyValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

/** Flattens the section into settings. */
export function valuesOf(section: SecuritySection): PolicyValues {
  const { actionConfirmation, agentToAgent, permission, approvalRules } = section;
  return {
    'actionConfirmation.requireForDestructive': actionConfirmation.requireForDestructive,
    'actionConfirmation.requireForSensitive': actionConfirmation.requireForSensitive,
    'actionConfirmation.autoApprove': actionConfirmation.autoApprove,
    'agentToAgent.enabled': agentToAgent.enabled,
    'agentToAgent.allowAgents': agentToAgent.allowAgents,
    'permission.enableNodePermissions': permission.enableNodePermissions,
    'permission.allowedFsPaths': permission.allowedFsPaths,
    'permission.allowedNetHosts': permission.allowedNetHosts,
    'approvalRules.enabled': approvalRules.enabled ?? true,
    'approvalRules.defaultMode': approvalRules.defaultMode,
    'approvalRules.timeoutMs': approvalRules.timeoutMs,
  };
}

/** Updates the use count of a rule. Idempotent, also after a read that has it. */
function withUses(policy: Policy, id: string, uses: number, lastUsedAt: number): Policy {
  const isNews = policy.remembered?.some((rule) => rule.id === id && rule.uses < uses);
  if (!isNews) return policy;
  const count = (rule: RememberedRule) => (rule.id === id ? { ...rule, uses, lastUsedAt } : rule);
  return { ...policy, remembered: policy.remembered?.map(count) };
}

async function read(client: RpcClient, signal?: AbortSignal): Promise<Policy> {
  const answer = await client.call('config.read', { section: 'security' }, signal ? { signal } : {});
  return policyFrom('config.read', answer);
}

/** Undefined when it cannot be read: a confirmed change must not look like a failed one. */
async function readBack(client: RpcClient): Promise<Policy | undefined> {
  try {
    return await read(client);
  } catch {
    policyOf(client).invalidate();
    return undefined;
  }
}

function policyFrom(
  method: RpcMethod,
  { value, revision, settings = [], derived, notes = [], unreadable = [] }: Answer,
): Policy {
  const section = decodeSecuritySection(value);
  if (!section.ok) {
    const issues = section.unreadable.issues.join('; ');
    throw new GatewayError('invalid-response', `The section security cannot be read: ${issues}`, { method });
  }
  return {
    values: valuesOf(section.value),
    hasSwitch: section.value.approvalRules.enabled !== undefined,
    remembered: section.value.approvalRules.remembered,
    brake: section.value.approvalRules.brake,
    facts: new Map(settings.map((each) => [each.key, each])),
    derived,
    notes,
    revision,
    patched: undefined,
    unreadable: [...unreadable, ...section.unreadable],
  };
}
