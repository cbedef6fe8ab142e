import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../../src/elements/approval-badge/define.js';
import type { ComisApprovalBadge } from '../../../src/elements/approval-badge/approval-badge.js';
import type { Risk } from '../../../src/protocol/index.js';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';

describe('<comis-approval-badge>', () => {
  const gateways: SimulatedGateway[] = [];
  afterEach(() => gateways.splice(0).forEach((gateway) => gateway.close()));

  async function show(options: Parameters<SimulatedGateway['client']>[0] = {}, announce = false) {
    const gateway = new SimulatedGateway();
    gateways.push(gateway);
    const client = gateway.client(options);
    const element = await fixture<ComisApprovalBadge>(
      html`<comis-approval-badge .client=${client} ?announce=${announce}></comis-approval-badge>`,
    );
    const badge = () => element.shadowRoot!.querySelector('[part=badge]');
    return {
      client,
      element,
      ask: (risk: Risk) => gateway.approvals.request(anApproval({ risk, timeoutMs: 0 })).request.approvalId,
      count: () => badge()?.textContent.trim(),
      named: (name: string) => until(() => badge()?.ariaLabel === name, name),
      region: () => element.shadowRoot!.querySelector('[role=status]'),
    };
  }

  it('counts the pending requests and names the highest risk, live', async () => {
    const { element, ask, named, count } = await show();
    await named('No pending requests');
    expect(count()).to.equal('0');
    ask('low');
    await named('1 pending request, highest risk low');
    ask('critical');
    ask('medium');
    await named('3 pending requests, highest risk critical');
    expect(count()).to.equal('3');
    await expectAccessible(element);
  });

  it('hides the count while it is unknown, and says when it cannot be known', async () => {
    const { client, count, named } = await show({ connected: false });
    await named('Loading pending requests');
    expect(count()).to.equal('…');
    client.restore();
    await named('No pending requests');
    client.drop();
    await named('No pending requests, not up to date');
    const refused = await show({ connected: false });
    refused.client.refuse();
    await refused.named('Pending requests unknown');
    expect(refused.count()).to.equal('?');
  });

  it('shows no word of a risk that it does not know', async () => {
    const { ask, named } = await show();
    ask('apocalyptic\u202e' as Risk);
    ask('high');
    await named('2 pending requests, highest risk unknown');
  });

  it('announces changes only when it is told to', async () => {
    const silent = await show();
    await silent.named('No pending requests');
    expect(silent.region()).to.equal(null);
    const spoken = await show({}, true);
    await spoken.named('No pending requests');
    expect(spoken.region()!.textContent.trim()).to.equal('');
    spoken.ask('high');
    await until(() => spoken.region()!.textContent.includes('1 pending request, highest risk high'), 'the news');
  });
});
