/** Creates and revokes remembered rules. */
import type { RpcClient } from '../../client/rpc-client.js';
import { GatewayError, type ParamsOf, type RememberedRule, sameJson, toGatewayError } from '../../protocol/index.js';
import { type Policy, policyOf } from './policy.js';

/**
 * Remembers a rule.
 *
 * @returns the rule as the gateway has it.
 * @throws {GatewayError} `invalid-params` when it is refused, `invalid-response` when the gateway made another rule,
 *   and as a call does.
 */
export async function createRule(client: RpcClient, params: ParamsOf<'rules.create'>): Promise<RememberedRule> {
  const { rule } = await client.call('rules.create', params);
  apply(client, (rules) => (rules.some(({ id }) => id === rule.id) ? rules : [...rules, rule]));
  if (!isAsked(rule, params)) throw new GatewayError('invalid-response', otherRule, { method: 'rules.create' });
  return rule;
}

/** Revokes a rule. One that no longer exists counts as revoked. @throws {GatewayError} as a call does. */
export async function revokeRule(client: RpcClient, id: string): Promise<void> {
  try {
    await client.call('rules.revoke', { id });
  } catch (thrown) {
    if (toGatewayError(thrown).kind !== 'not-found') throw thrown;
  }
  apply(client, (rules) => rules.filter((rule) => rule.id !== id));
}

const otherRule =
  'The gateway made a rule that is not the one asked for. It is in force: look at it among the remembered rules.';

/** Whether the rule made is the one asked for: it will approve actions without a person. */
function isAsked(rule: RememberedRule, asked: ParamsOf<'rules.create'>): boolean {
  return (['action', 'agentId', 'upToRisk', 'params'] as const).every((key) =>
    rule[key] === undefined || asked[key] === undefined ? rule[key] === asked[key] : sameJson(rule[key], asked[key]),
  );
}

function apply(client: RpcClient, change: (rules: readonly RememberedRule[]) => readonly RememberedRule[]): void {
  const store = policyOf(client);
  store.apply((policy: Policy) => ({ ...policy, remembered: change(policy.remembered ?? []) }));
  store.invalidate();
}
