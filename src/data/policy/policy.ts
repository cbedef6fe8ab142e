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

/** The section as one flat record: each setting under its key, as `config.patch` names it. */
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
  /** False: no action ever asks. True too where the gateway has no such switch, see {@link Policy.hasSwitch}. */
  readonly 'approvalRules.enabled': boolean;
  readonly 'approvalRules.defaultMode': Open<ApprovalMode>;
  /** 0: waits for ever. */
  readonly 'approvalRules.timeoutMs': number;
}

/** The key of a setting. */
export type PolicyKey = keyof PolicyValues;
/** What a setting can hold. */
export type PolicyValue = PolicyValues[PolicyKey];

/** One setting and its new value. */
export interface PolicyChange {
  readonly key: PolicyKey;
  readonly value: PolicyValue;
}

type Answer = Pick<ResultOf<'config.read'>, 'value' | 'revision' | 'settings' | 'derived' | 'notes' | 'unreadable'>;
type Revision = Answer['revision'];

/** The policy as the gateway tells it. */
export interface Policy {
  readonly values: PolicyValues;
  /** Whether the gateway has the switch `approvalRules.enabled`. */
  readonly hasSwitch: boolean;
  /** The rules that people made from requests; undefined where the gateway remembers none. */
  readonly remembered: readonly RememberedRule[] | undefined;
  /** The emergency brake; undefined where the gateway has none. */
  readonly brake: Brake | undefined;
  /**
   * What is true of a setting beyond its value, by its key: whether anything reads it, and why it cannot be changed. Keys
   * that are no {@link PolicyKey} are settings that only this gateway has.
   */
  readonly facts: ReadonlyMap<string, SettingFacts>;
  /** What the whole was worked out from, where the gateway does not hold it so. */
  readonly derived: ResultOf<'config.read'>['derived'];
  /** What the gateway wants to be shown with it. */
  readonly notes: readonly string[];
  /** The entries of its lists that could not be read: remembered rules, facts of settings. */
  readonly unreadable: readonly Unreadable[];
  /** Which state of the configuration this is: what a change is based on. */
  readonly revision: Revision;
  /** Who made the last change that was told of, and to which revision; undefined while none was. */
  readonly patched: { readonly revision: Revision; readonly by: string } | undefined;
}

/** What came of a save. */
export interface PolicySaved {
  /** What the gateway confirmed, and read back if it could be read. */
  readonly policy: Policy;
  /** True when it reads back otherwise than asked for although nobody else has changed it since. */
  readonly altered: boolean;
  /** True when the gateway restarts to put it in force. */
  readonly restarting: boolean;
}

/** The policy of a client's gateway, shared by all who show it. */
export const policyOf = collectionOf<Policy>({
  method: 'config.read',
  load: read,
  updates: {
    'config:patched': (policy, { section, revision, by }) =>
      section === 'security' ? { ...policy, patched: { revision, by } } : policy,
    'approval:resolved': (policy, { rule, resolvedAt }) =>
      rule?.uses === undefined ? policy : used(policy, rule.id, rule.uses, resolvedAt),
  },
  rereadOn: ['config:patched'],
  reconcile: (loaded, { patched }) => ({ ...loaded, patched: loaded.patched ?? patched }),
});

/** Who made the state that a policy is in; undefined when that was not told. */
export function changedBy({ revision, patched }: Policy): string | undefined {
  return patched && String(patched.revision) === String(revision) ? patched.by : undefined;
}

/**
 * Changes the policy, all of the changes or none, and reads it back.
 *
 * @param base the policy that the changes were made on.
 * @throws {GatewayError} `stale` when it has changed since (the shared store then reads it again), `immutable` or
 *   `invalid-params` when a change is refused, and whatever else a call may fail with.
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
    // Refused, outdated or never answered: what is in force must be seen either way.
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

/** What actions are judged by, with these values of the settings. */
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

/** Whether two values of a setting are the same. The order of a list means nothing, so it makes no difference. */
export function sameValue(a: PolicyValue, b: PolicyValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

/** The settings of a section, flat. */
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

/** A rule has decided so often by now: applied twice, or after a read that knows it already, it changes nothing. */
function used(policy: Policy, id: string, uses: number, lastUsedAt: number): Policy {
  const isNews = policy.remembered?.some((rule) => rule.id === id && rule.uses < uses);
  if (!isNews) return policy;
  const count = (rule: RememberedRule) => (rule.id === id ? { ...rule, uses, lastUsedAt } : rule);
  return { ...policy, remembered: policy.remembered?.map(count) };
}

async function read(client: RpcClient, signal?: AbortSignal): Promise<Policy> {
  const answer = await client.call('config.read', { section: 'security' }, signal ? { signal } : {});
  return policyFrom('config.read', answer);
}

/** Undefined when it cannot be read just now: that must not make a change that was confirmed look like a failed one. */
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
