/** The emergency brake: engaged in one step from whatever state, released only on what is in force. */
import type { Capability, RpcClient } from '../../client/rpc-client.js';
import type { Brake } from '../../protocol/index.js';
import { type Policy, policyOf } from './policy.js';

const key = 'approvalRules.brake';

/** Whether the brake can be moved, and if not, why. */
export type BrakeState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'none' | 'no-scope' }
  | { readonly kind: 'fixed' | 'not-offered'; readonly reason: string };

/**
 * Says whether the brake can be moved. It can be tried while the policy is not known: in an emergency it must not depend
 * on a read that fails.
 */
export function brakeStateOf(client: RpcClient, policy: Pick<Policy, 'brake' | 'facts'> | undefined): BrakeState {
  const capability: Capability = client.capability('config.patch');
  if (capability.status === 'not-offered') return { kind: 'not-offered', reason: capability.reason };
  if (policy && !policy.brake) return { kind: 'none' };
  const reason = policy?.facts.get(key)?.immutable;
  if (reason !== undefined) return { kind: 'fixed', reason };
  return client.scopes?.includes('admin') === false ? { kind: 'no-scope' } : { kind: 'ready' };
}

/** Makes every action wait that is not forbidden. @throws {GatewayError} whatever a call may fail with. */
export async function engageBrake(client: RpcClient): Promise<void> {
  await move(client, { engaged: true });
}

/**
 * Lets the rules decide again.
 *
 * @param base the policy that was shown to who releases it.
 * @throws {GatewayError} `stale` when that is no longer what is in force, and whatever else a call may fail with.
 */
export async function releaseBrake(client: RpcClient, { revision }: Pick<Policy, 'revision'>): Promise<void> {
  await move(client, { engaged: false }, revision);
}

async function move(client: RpcClient, value: Brake, baseRevision?: Policy['revision']): Promise<void> {
  const change = { section: 'security', changes: [{ key, value }] };
  try {
    await client.call('config.patch', baseRevision === undefined ? change : { ...change, baseRevision });
  } finally {
    // What is in force must be seen either way: who engaged it, and when, is the gateway's to say.
    await policyOf(client).refresh();
  }
}
