import { expect } from '@open-wc/testing';
import { deciderOf, historyPageSize, historyQuery } from '../../../src/data/approvals/history.js';
import type { Decision } from '../../../src/protocol/index.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

const decision = (changes: Partial<Decision>): Decision => ({
  ...anApproval(),
  outcome: 'approved',
  resolvedBy: 'maria',
  resolvedAt: Date.now(),
  ...changes,
});

describe('the history of approvals', () => {
  let gateway: SimulatedGateway;
  beforeEach(() => (gateway = new SimulatedGateway()));
  afterEach(() => gateway.close());

  it('reads a page of what matches, and counts all of it', async () => {
    for (let index = 0; index < historyPageSize + 10; index++) {
      gateway.approvals.decidedInThePast(decision({ agentId: 'ops', resolvedAt: index + 1 }));
    }
    gateway.approvals.decidedInThePast(decision({ agentId: 'other' }));
    const query = historyQuery(gateway.client(), { agentId: 'ops' });
    const leave = query.subscribe(() => {});
    const { rows, total, nextCursor } = await until(() => query.state.data);
    expect([rows.length, total, typeof nextCursor]).to.deep.equal([50, 60, 'string']);
    await query.more();
    expect(query.state.data?.rows).to.have.length(60);
    expect(query.state.data?.nextCursor).to.equal(undefined);
    leave();
  });

  it('takes, or counts, only arrivals that match', async () => {
    const query = historyQuery(gateway.client(), { outcome: 'denied', agentId: 'ops' });
    const leave = query.subscribe(() => {});
    await until(() => query.state.data);
    const end = (agentId: string | undefined, verdict: 'approve' | 'deny', user = 'maria') => {
      const { request } = gateway.approvals.request(anApproval({ agentId, user }));
      gateway.approvals.decide({ approvalId: request.approvalId, decision: verdict }, 'bob');
    };
    end('other', 'deny');
    end('ops', 'approve');
    end('ops', 'deny');
    await until(() => query.state.data?.rows.length === 1);
    expect(query.state.data?.arrived).to.equal(0);
    end('other', 'deny', 'ops');
    end(undefined, 'deny', 'ops');
    await until(() => query.state.data?.arrived === 1);
    leave();
  });

  it('knows who or what decided', () => {
    expect(deciderOf(decision({}))).to.equal('person');
    expect(deciderOf(decision({ outcome: 'denied', automatic: 'cache' }))).to.equal('cache');
    expect(deciderOf(decision({ automatic: 'policy' }))).to.equal('policy');
    expect(deciderOf(decision({ outcome: 'expired', automatic: 'timeout' }))).to.equal('timeout');
    expect(deciderOf(decision({ outcome: 'expired' }))).to.equal('timeout');
    expect(deciderOf(decision({ outcome: 'withdrawn' }))).to.equal('agent');
  });
});
