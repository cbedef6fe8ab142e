/** The emergency brake: engaged in one step from any state, released only from the state that was shown. */
import type { Capability, RpcClient } from '../../client/rpc-client.js';
import type { Brake } from '../../protocol/index.js';
import { type Policy, policyOf } from './policy.js';

const key = 'approvalRules.brake';

/** Whether the brake can be engaged or released, and if not, why. */
export type BrakeState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'none' | 'no-scope' }
  | { readonly kind: 'fixed' | 'not-offered'; readonly reason: string };

/**
 * Returns whether the brake can be used. It can be tried while the policy is unknown: in an emergency it must not
 * depend on a read.
 */
export function brakeStateOf(client: RpcClient, policy: Pick<Policy, 'brake' | 'facts'> | undefined): BrakeState {
  const capability: Capability = client.capability('config.patch');
  if (capability.status === 'not-offered') return { kind: 'not-offered', reason: capability.reason };
  if (policy && !policy.brake) return { kind: 'none' };
  const reason = policy?.facts.get(key)?.immutable;
  if (reason !== undefined) return { kind: 'fixed', reason };
  return client.scopes?.includes('admin') === false ? { kind: 'no-scope' } : { kind: 'ready' };
}

/** Engages the brake: every action that is not forbidden asks. @throws {GatewayError} as a call does. */
export async function engageBrake(client: RpcClient): Promise<void> {
  await move(client, { engaged: true });
}

/**
 * Releases the brake.
 *
 * @param base the policy that was shown.
 * @throws {GatewayError} `stale` when that policy is no longer in force, and as a call does.
 */
export async function releaseBrake(client: RpcClient, { revision }: Pick<Policy, 'revision'>): Promise<void> {
  await move(client, { engaged: false }, revision);
}

async function move(client: RpcClient, value: Brake, baseRevision?: Policy['revision']): Promise<void> {
  const change = { section: 'security', changes: [{ key, value }] };
  try {
    await client.call('config.patch', baseRevision === undefined ? change : { ...change, baseRevision });
  } finally {
    // Read again in any case: the gateway knows who engaged it, and when.
    await policyOf(client).refresh();
  }
}
