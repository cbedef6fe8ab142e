/** Rules that people make from requests, and the brake: as the reference gateway keeps them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type AuditEntry,
  type Decision,
  type ParamsOf,
  type ResultOf,
  rpcErrorCodes,
} from '../../src/protocol/index.js';
import { type AgentAction, ManualClock, RpcFailure, SimulatedGateway } from '../../src/testing/index.js';

const hour = 3_600_000;
const refused = (code: number) => (error: unknown) => error instanceof RpcFailure && error.code === code;

function world() {
  const clock = new ManualClock();
  const gateway = new SimulatedGateway({ clock });
  const { token } = gateway.tokens.create({ name: 'maria', scopes: ['rpc', 'admin'] });
  const create = (params: Partial<ParamsOf<'rules.create'>> = {}) =>
    gateway.call(token, 'rules.create', { action: 'db.drop', durationMs: hour, ...params }) as Promise<
      ResultOf<'rules.create'>
    >;
  const act = ({ agentId = 'a', ...change }: Partial<AgentAction> = {}) =>
    gateway.agent(agentId).act({ action: 'db.drop', class: 'destructive', risk: 'medium', params: {}, ...change });
  const audited = (action: string) => gateway.audit.page({ action }).entries;
  const patched = () =>
    gateway.stream
      .follow(() => {}, `${gateway.stream.epoch}-0`)
      .read()
      .filter(({ name }) => name === 'config:patched')
      .map(({ json }) => (JSON.parse(json) as { by: string }).by);
  return { clock, gateway, token, create, act, audited, patched };
}

describe('a remembered rule', () => {
  it('decides what it covers, says so, counts it, and is audited from its making to its end', async () => {
    const { clock, gateway, token, create, act, audited, patched } = world();
    assert.equal(act().decision, 'waits');
    const { rule } = await create({ agentId: 'a', upToRisk: 'medium', comment: 'A batch for tonight.' });
    assert.deepEqual([rule.createdBy, rule.uses, rule.expiresAt], ['maria', 0, clock.now() + hour]);
    clock.advance(1000);
    const { decision, rule: by, entry, approvalId } = act();
    assert.deepEqual([decision, by, entry], ['approved', 'approvalRules.remembered', rule.id]);
    act();
    const [last] = gateway.approvals.history({ limit: 1 }).decisions as [Decision];
    assert.deepEqual([last.automatic, last.rule], ['policy', { id: rule.id, uses: 2 }]);
    const [kept] = gateway.config.security.approvalRules.remembered ?? [];
    assert.deepEqual([kept?.uses, kept?.lastUsedAt], [2, clock.now()]);
    const use = audited('db.drop').find((each) => each.approvalId === approvalId) as AuditEntry;
    assert.deepEqual(use.details?.['rule'], { id: rule.id, uses: 1 });

    await gateway.call(token, 'rules.revoke', { id: rule.id });
    assert.equal(act().decision, 'waits');
    assert.deepEqual(gateway.config.security.approvalRules.remembered, []);
    assert.deepEqual(
      [...audited('rules.create'), ...audited('rules.revoke')].map(({ user, classification, outcome }) => [
        user,
        classification,
        outcome,
      ]),
      [
        ['maria', 'security', 'success'],
        ['maria', 'security', 'success'],
      ],
    );
    assert.deepEqual(audited('rules.create')[0]?.comment, 'A batch for tonight.');
    assert.deepEqual(patched(), ['maria', 'maria']);
    await assert.rejects(gateway.call(token, 'rules.revoke', { id: rule.id }), refused(rpcErrorCodes.notFound));
  });

  it('ends by the clock of the gateway', async () => {
    const { clock, gateway, create, act, audited, patched } = world();
    await create();
    clock.advance(hour - 1);
    assert.equal(act().decision, 'approved');
    clock.advance(1);
    assert.equal(act().decision, 'waits');
    assert.deepEqual(gateway.config.security.approvalRules.remembered, []);
    assert.deepEqual(audited('rules.expire')[0]?.user, 'system:timeout');
    assert.deepEqual(patched(), ['maria', 'system:timeout']);
  });

  it('outlives other changes of the policy, which do not lose its count', async () => {
    const { gateway, create, act } = world();
    const { rule, revision } = await create();
    act();
    gateway.config.changeSecurity({ agentToAgent: { enabled: false } });
    act();
    assert.equal(gateway.config.security.approvalRules.remembered?.find(({ id }) => id === rule.id)?.uses, 2);
    // Its uses are no change that a draft is outdated by.
    assert.equal(gateway.config.revision, Number(revision) + 1);
  });

  it('has an end, and is made by its own method alone', async () => {
    const { gateway, token, create } = world();
    for (const durationMs of [undefined, 0, 999, 31 * 24 * hour]) {
      await assert.rejects(create({ durationMs: durationMs as number }), refused(rpcErrorCodes.invalidParams));
    }
    await assert.rejects(
      gateway.call(token, 'config.patch', {
        section: 'security',
        changes: [{ key: 'approvalRules.remembered', value: [] }],
      }),
      refused(rpcErrorCodes.immutable),
    );
    const { token: reader } = gateway.tokens.create({ name: 'reader', scopes: ['rpc'] });
    await assert.rejects(
      gateway.call(reader, 'rules.create', { action: 'a', durationMs: hour }),
      refused(rpcErrorCodes.notAllowed),
    );
  });
});

describe('the brake', () => {
  const key = 'approvalRules.brake';
  const move = (value: object) => ({ section: 'security', changes: [{ key, value }] });

  it('makes everything wait that is not forbidden, until it is released on what is in force', async () => {
    const { clock, gateway, token, create, act, audited, patched } = world();
    gateway.config.changeSecurity({
      actionConfirmation: { autoApprove: ['memory.*'] },
      approvalRules: { defaultMode: 'auto-all' },
    });
    await create();
    clock.advance(5000);
    await gateway.call(token, 'config.patch', move({ engaged: true, reason: 'An agent runs wild.' }));
    assert.deepEqual(gateway.config.security.approvalRules.brake, {
      engaged: true,
      by: 'maria',
      at: clock.now(),
      reason: 'An agent runs wild.',
    });
    for (const action of ['db.drop', 'memory.write', 'file.read']) {
      assert.equal(act({ action, class: 'read', risk: 'low' }).rule, key);
    }
    assert.equal(gateway.approvals.waiting().length, 3);

    // Who engaged it stays, whoever engages it again.
    gateway.config.changeSecurity({ approvalRules: { brake: { engaged: true } } }, 'somebody-else');
    assert.equal(gateway.config.security.approvalRules.brake?.by, 'maria');

    await assert.rejects(
      gateway.call(token, 'config.patch', move({ engaged: false })),
      refused(rpcErrorCodes.invalidParams),
    );
    await assert.rejects(
      gateway.call(token, 'config.patch', { ...move({ engaged: false }), baseRevision: 1 }),
      refused(rpcErrorCodes.stale),
    );
    await gateway.call(token, 'config.patch', { ...move({ engaged: false }), baseRevision: gateway.config.revision });
    assert.equal(act().decision, 'approved');
    const [released, engaged] = audited('config.patch');
    assert.deepEqual([released?.user, engaged?.user], ['maria', 'maria']);
    assert.match(
      JSON.stringify(released?.details),
      /"approvalRules.brake","from":{"engaged":true.*"to":{"engaged":false/,
    );
    assert.deepEqual(patched().slice(-2), ['maria', 'maria']);
  });

  it('takes nothing that is no brake, and not its time or person from the caller', async () => {
    const { gateway, token } = world();
    for (const value of [true, {}, { engaged: 'yes' }, null]) {
      const call = gateway.call(token, 'config.patch', { section: 'security', changes: [{ key, value }] });
      await assert.rejects(call, refused(rpcErrorCodes.invalidParams));
    }
    await gateway.call(token, 'config.patch', move({ engaged: true, by: 'the boss', at: 0 }));
    assert.equal(gateway.config.security.approvalRules.brake?.by, 'maria');
  });
});
