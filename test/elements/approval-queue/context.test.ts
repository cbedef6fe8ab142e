import { expect } from '@open-wc/testing';
import { fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/approval-queue/define.js';
import type { ComisApprovalQueue } from '../../../src/elements/approval-queue/approval-queue.js';
import { aDecision } from '../approval-history/support.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';

async function queueWith(gateway: SimulatedGateway) {
  const client = gateway.client();
  const element = await fixture<ComisApprovalQueue>(
    html`<comis-approval-queue .client=${client}></comis-approval-queue>`,
  );
  const root = element.shadowRoot!;
  await until(() => root.querySelector('.context') !== null, 'the card');
  const context = root.querySelector<HTMLDetailsElement>('.context')!;
  const text = () => (context.textContent ?? '').replaceAll(/\s+/g, ' ');
  return { root, context, text };
}

const request = { agentId: 'ops-agent', action: 'file.delete', traceId: 'trace-1' };

describe('<comis-approval-queue>: the context of a request', () => {
  it('tells the last five decisions for this action and agent, and the events of its trace, when opened', async () => {
    const gateway = new SimulatedGateway();
    for (let i = 1; i <= 7; i++) {
      gateway.approvals.decidedInThePast(
        aDecision(i * 60, {
          ...request,
          approvalId: `old-${i}`,
          outcome: i % 2 ? 'denied' : 'approved',
          comment: `reason ${i}`,
        }),
      );
    }
    gateway.approvals.decidedInThePast(
      aDecision(5, { approvalId: 'other', agentId: 'other-agent', action: 'file.delete', comment: 'not mine' }),
    );
    gateway.securityLog.emit({
      type: 'agent.action',
      action: 'file.read',
      risk: 'low',
      traceId: 'trace-1',
      message: 'read first',
    });
    gateway.securityLog.emit({
      type: 'agent.action',
      action: 'else',
      risk: 'low',
      traceId: 'trace-2',
      message: 'another trace',
    });
    gateway.approvals.request(anApproval(request));
    const { context, text } = await queueWith(gateway);
    expect(text()).not.to.contain('reason 1');
    context.open = true;
    await until(() => text().includes('The last 5 decisions'), 'the context');
    for (let i = 1; i <= 5; i++) expect(text()).to.contain(`reason ${i}`);
    expect(text()).not.to.contain('reason 6').and.not.contain('not mine').and.not.contain('another trace');
    expect(text()).to.contain('file.read').and.contain('read first');
  });

  it('says what is not known, and what could not be read', async () => {
    const gateway = new SimulatedGateway();
    const { traceId: _, ...untraced } = anApproval({ agentId: 'new-agent', action: 'first.time' });
    gateway.approvals.request(untraced);
    const { root, context, text } = await queueWith(gateway);
    await until(
      () => root.querySelector('.comparison')?.textContent?.includes('nothing to compare'),
      'its own read of the history',
    );
    gateway.faults.fail('approvals.history', { code: -32603, message: 'no disk' });
    context.open = true;
    await until(() => text().includes('Could not be read: no disk'), 'the reason');
    expect(text()).to.contain('has no trace');
    [...context.querySelectorAll('button')].find((each) => each.textContent?.includes('Retry'))!.click();
    await until(() => text().includes('No past decisions known to the gateway'), 'the answer');
  });
});
