import { expect } from '@open-wc/testing';
import { approvalsOf } from '../../src/data/approvals.js';
import { anApproval, SimulatedGateway } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

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
});
