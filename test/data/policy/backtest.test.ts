import { expect } from '@open-wc/testing';
import { rulebookOf, valuesOf } from '../../../src/data/policy/policy.js';
import { recentCount, recentDecisionsOf } from '../../../src/data/approvals/recent-decisions.js';
import { replay } from '../../../src/data/policy/backtest.js';
import { findingsOnRule } from '../../../src/data/policy/rule-findings.js';
import type { RememberedRule } from '../../../src/protocol/index.js';
import { aDecision, anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

const values = valuesOf(new SimulatedGateway().config.security);
const policy = (change: Partial<typeof values>, remembered: RememberedRule[] = [], engaged = false) =>
  rulebookOf({ values: { ...values, ...change }, remembered, brake: { engaged } });
const past = (change: Parameters<typeof aDecision>[0]) =>
  aDecision({ class: 'destructive', action: 'file.delete', resolvedBy: 'maria', risk: 'low', params: {}, ...change });

describe('a replay', () => {
  const decisions = [
    past({ approvalId: 'a', outcome: 'approved' }),
    past({ approvalId: 'b', outcome: 'denied' }),
    past({ approvalId: 'c', outcome: 'approved', risk: 'high' }),
    past({ approvalId: 'd', outcome: 'expired', automatic: 'timeout', resolvedBy: 'system:timeout' }),
    past({ approvalId: 'e', outcome: 'denied', risk: 'critical' }),
  ];

  it('tells what a policy would have decided by itself, and what of it a person denied', () => {
    const none = replay(decisions, policy({}), 0);
    expect([none.total, none.alone.length, none.denied]).to.deep.equal([5, 0, 0]);
    const low = replay(decisions, policy({ 'approvalRules.defaultMode': 'auto-low' }), 0);
    // What goes against a person comes first.
    expect(low.alone.map(({ decision }) => decision.approvalId)).to.deep.equal(['b', 'a', 'd']);
    expect([low.denied, low.approved]).to.deep.equal([1, 0]);
    const all = replay(decisions, policy({ 'actionConfirmation.autoApprove': ['file.*'] }), 0);
    expect([all.alone.length, all.denied]).to.deep.equal([5, 2]);
    expect(all.alone[0]!.judgement).to.deep.include({ rule: 'actionConfirmation.autoApprove', entry: 'file.*' });
  });

  it('tells what it would deny that a person approved', () => {
    const confined = policy({ 'permission.enableNodePermissions': true, 'permission.allowedFsPaths': ['/srv'] });
    const touching = [
      past({ approvalId: 'a', outcome: 'approved', params: { path: '/etc/passwd' } }),
      past({ approvalId: 'b', outcome: 'denied', params: { path: '/etc/passwd' } }),
      past({ approvalId: 'c', outcome: 'approved', params: { path: '/srv/a' } }),
      past({ approvalId: 'd', outcome: 'approved', params: { url: 'https://evil.example/x' } }),
    ];
    const { alone, denied, approved } = replay(touching, confined, 0);
    expect(alone.map(({ decision }) => decision.approvalId)).to.deep.equal(['a', 'd', 'b']);
    expect([denied, approved]).to.deep.equal([0, 2]);
  });

  it('is of what comes after the brake, and of rules that have not ended', () => {
    const rule = (expiresAt: number): RememberedRule => ({
      id: 'r',
      action: 'file.delete',
      createdAt: 0,
      createdBy: 'maria',
      expiresAt,
      uses: 0,
    });
    expect(replay(decisions, policy({}, [rule(10)], true), 5).alone).to.have.length(5);
    expect(replay(decisions, policy({}, [rule(10)]), 10).alone).to.have.length(0);
  });

  it('takes a request that does not say its class for one that asked by either switch', () => {
    const { class: _, ...unclassed } = past({ approvalId: 'a', outcome: 'approved' });
    const off = { 'actionConfirmation.requireForDestructive': false };
    expect(replay([unclassed], policy(off), 0).alone).to.have.length(0);
    expect(
      replay([unclassed], policy({ ...off, 'actionConfirmation.requireForSensitive': false }), 0).alone,
    ).to.have.length(1);
  });
});

describe('the recent decisions', () => {
  it('are the last 200, read once, and follow', async () => {
    const gateway = new SimulatedGateway();
    for (let i = 0; i < 230; i++) {
      gateway.approvals.decidedInThePast(past({ approvalId: `past-${i}`, resolvedAt: 1000 + i }));
    }
    const store = recentDecisionsOf(gateway.client());
    const leave = store.subscribe(() => undefined);
    const first = await until(() => store.state.data, 'the decisions');
    expect(first).to.have.length(recentCount);
    expect(first[0]!.approvalId).to.equal('past-229');
    const { approvalId } = gateway.approvals.approveByPolicy(anApproval());
    await until(() => store.state.data?.[0]?.approvalId === approvalId, 'the new one');
    expect(store.state.data).to.have.length(recentCount);
    leave();
  });
});

describe('what is said of a rule before it is made', () => {
  const request = anApproval({ action: 'file.delete', agentId: 'planner', class: 'destructive', risk: 'medium' });
  const exact = { action: 'file.delete', agentId: 'planner', params: request.params, upToRisk: 'medium' } as const;
  const { agentId: _, ...anyAgent } = exact;
  const { params: __, ...anyParams } = exact;
  const kinds = (...[rule, from = request, rules = policy({})]: Partial<Parameters<typeof findingsOnRule>>) =>
    findingsOnRule(rule!, from, rules, 0).map(({ kind }) => kind);

  it('is nothing about exactly what was asked', () => {
    expect(kinds(exact)).to.deep.equal([]);
  });

  it('is that it is too broad', () => {
    expect(kinds(anyAgent)).to.deep.equal(['any-agent']);
    expect(kinds(anyParams)).to.deep.equal([]);
    expect(kinds({ ...anyParams, upToRisk: 'high' })).to.deep.equal(['any-params', 'more-risk']);
    expect(kinds({ action: 'file.delete', upToRisk: 'unknown' })).to.deep.equal(['everything', 'more-risk']);
  });

  it('is that it cannot be bound to the parameters', () => {
    expect(kinds(exact, { ...request, truncated: true })).to.deep.equal(['truncated']);
    expect(kinds({ ...exact, params: { a: '\ud800' } })).to.deep.equal(['not-comparable']);
    expect(kinds(anyParams, { ...request, truncated: true })).to.deep.equal([]);
  });

  it('is that it changes nothing', () => {
    expect(kinds(exact, request, policy({ 'approvalRules.defaultMode': 'auto-medium' }))).to.deep.equal(['needless']);
    const like: RememberedRule = { ...anyParams, id: 'r', createdAt: 0, createdBy: 'm', expiresAt: 9, uses: 0 };
    expect(kinds(exact, request, policy({}, [like]))).to.deep.equal(['covered']);
    expect(kinds(exact, request, policy({}, [{ ...like, agentId: 'other' }]))).to.deep.equal([]);
    expect(kinds(exact, request, policy({}, [], true))).to.deep.equal(['brake']);
  });
});
