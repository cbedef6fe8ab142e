import { expect } from '@open-wc/testing';
import { approvalsOf, waitingCount } from '../../../src/data/approvals/approvals.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

describe('approvals', () => {
  it('real use 1: a request under the id of one that has ended before waits', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    const store = approvalsOf(client);
    const release = store.subscribe(() => undefined);
    await until(() => store.state.data, 'the list');
    const first = anApproval({ approvalId: 'approval-1', action: 'first', createdAt: 1000 });
    const resolved = { ...first, outcome: 'denied', resolvedBy: 'maria', resolvedAt: 2000 };
    const waiting = () => store.state.data!.requests.map(({ action }) => action);
    client.receive('approval:requested', first);
    client.receive('approval:resolved', resolved);
    client.receive('approval:requested', first);
    expect(waiting(), 'the same one, told again late').to.deep.equal([]);
    client.receive('approval:requested', { ...first, action: 'second', createdAt: 3000 });
    expect(waiting()).to.deep.equal(['second']);
    expect(store.state.data!.ended.has('approval-1')).to.equal(false);
    release();
    client.close();
    gateway.close();
  });

  it('real use 24: keeps 10 000 of an answer, critical ones first, and counts the others until they are gone', async () => {
    const gateway = new SimulatedGateway();
    const client = gateway.client();
    const all = Array.from({ length: 10_003 }, (_, index) =>
      anApproval({
        approvalId: `a${index}`,
        createdAt: index + 1,
        timeoutMs: 60_000,
        risk: index === 10_002 ? 'critical' : 'low',
      }),
    );
    client.call = (() =>
      Promise.resolve({ requests: all, total: all.length, now: 1 })) as unknown as typeof client.call;
    const store = approvalsOf(client);
    const release = store.subscribe(() => undefined);
    const known = () => store.state.data!;
    const ids = () => known().requests.map(({ approvalId }) => approvalId);
    await until(() => store.state.data, 'the list');
    expect(ids()).to.have.length(10_000);
    expect(ids().at(-1)).to.equal('a10002');
    expect(known().leftOut).to.deep.equal(['a9999', 'a10000', 'a10001']);
    expect(known().unlisted).to.equal(0);
    expect(waitingCount(known())).to.equal(10_003);
    client.receive('approval:requested', anApproval({ approvalId: 'new', createdAt: 5000, timeoutMs: 60_000 }));
    expect(ids()).to.include('new');
    expect(waitingCount(known())).to.equal(10_004);
    expect(known().leftOut).to.include('a9998');
    client.receive('approval:changed', { ...all[10_000]!, risk: 'critical' });
    expect(ids()).to.include('a10000');
    expect(waitingCount(known()), 'a change is no other request').to.equal(10_004);
    client.receive('approval:resolved', {
      ...all[10_001]!,
      outcome: 'denied',
      resolvedBy: 'maria',
      resolvedAt: 20_000,
    });
    expect(waitingCount(known())).to.equal(10_003);
    release();
    client.close();
    gateway.close();
  });
});
