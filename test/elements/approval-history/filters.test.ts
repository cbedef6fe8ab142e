import { expect } from '@open-wc/testing';
import { anApproval, SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { aDecision, look, recordCalls } from './support.js';

const past = () => [
  aDecision(1, { agentId: 'ops-agent', outcome: 'denied' }),
  aDecision(2, { agentId: 'ops-agent' }),
  aDecision(3, { agentId: 'mail-agent', outcome: 'denied' }),
  aDecision(4, { agentId: 'mail-agent', outcome: 'expired', automatic: 'timeout', resolvedBy: 'system:timeout' }),
  aDecision(5, { agentId: 'docs-agent', outcome: 'withdrawn', resolvedBy: 'docs-agent' }),
];

describe('<comis-approval-history>: the filters', () => {
  it('ask the gateway, one by one and together', async () => {
    const { reader, gateway, element } = await look(past());
    const calls = recordCalls(gateway, 'approvals.history');
    reader.choose('Denied');
    await until(() => reader.rows.length === 2, 'the denied ones');
    expect(reader.column('Outcome')).to.deep.equal(['Denied', 'Denied']);
    reader.type('mail-agent');
    await until(() => reader.rows.length === 1 && reader.column('Agent')[0] === 'mail-agent', 'both filters');
    expect(calls).to.deep.equal([
      { outcome: 'denied', limit: 50 },
      { outcome: 'denied', agentId: 'mail-agent', limit: 50 },
    ]);
    expect(reader.text).to.contain('1 decision');
    await expectAccessible(element);
  });

  it('ask once when typing pauses, and at once on Enter or when the field is left', async () => {
    const { reader, gateway } = await look(past());
    const calls = recordCalls(gateway, 'approvals.history');
    for (const part of ['o', 'op', 'ops-agent']) reader.type(part);
    await until(() => reader.rows.length === 2, 'the rows of ops-agent');
    expect(calls).to.deep.equal([{ agentId: 'ops-agent', limit: 50 }]);
    reader.type(' docs-agent ');
    reader.labelled('Agent').dispatchEvent(new Event('change'));
    expect(calls).to.have.length(2);
    await until(() => reader.column('Agent').join() === 'docs-agent', 'the row of docs-agent');
  });

  it('offer every outcome, and the agents that are shown', async () => {
    const { reader } = await look(past());
    const outcome = reader.labelled('Outcome') as HTMLSelectElement;
    expect([...outcome.options].map(({ text }) => text)).to.deep.equal([
      'Any',
      'Approved',
      'Denied',
      'Expired',
      'Withdrawn',
    ]);
    const list = reader.root.querySelector('datalist#agentIds');
    const offered = [...list!.querySelectorAll('option')].map(({ value }) => value);
    expect(offered).to.deep.equal(['docs-agent', 'mail-agent', 'ops-agent']);
  });

  it('ask for an action, for who decided, and for a time', async () => {
    const { reader, gateway } = await look(past());
    const calls = recordCalls(gateway, 'approvals.history');
    const fill = (label: string, value: string) => {
      const field = reader.labelled(label) as HTMLInputElement;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change'));
    };
    fill('Resolved by', 'docs-agent');
    await until(() => reader.rows.length === 1 && reader.column('Outcome')[0] === 'Withdrawn', 'one decider');
    fill('Resolved by', '');
    fill('Action', 'no.such');
    await until(() => reader.text.includes('No decision matches the filters.'), 'no such action');
    fill('Action', '');
    const minute = (ms: number) => {
      const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
      return local.toISOString().slice(0, 16);
    };
    fill('From', minute(Date.now() - 3_600_000));
    await until(() => reader.rows.length === 5, 'all of the last hour');
    fill('Until', minute(Date.now() - 1_800_000));
    await until(() => reader.text.includes('No decision matches the filters.'), 'none that old');
    const last = calls.at(-1) as { from: number; to: number };
    expect(last.to - last.from).to.equal(1_800_000 + 59_999);
  });

  it('say that nothing matches, and are cleared by one button', async () => {
    const { reader, element } = await look(past());
    reader.choose('Withdrawn');
    reader.type('nobody');
    await until(() => reader.text.includes('No decision matches the filters.'));
    expect(reader.text).not.to.contain('No decisions yet.');
    await expectAccessible(element);
    reader.button('Clear filters')!.click();
    await until(() => reader.rows.length === 5, 'all rows');
    expect((reader.labelled('Agent') as HTMLInputElement).value).to.equal('');
    expect((reader.labelled('Outcome') as HTMLSelectElement).value).to.equal('');
    expect(reader.button('Clear filters')).to.equal(undefined);
  });

  it('hold for what is announced', async () => {
    const { reader, gateway } = await look(past());
    reader.choose('Approved');
    await until(() => reader.rows.length === 1, 'the approved one');
    reader.root.querySelector<HTMLElement>('.disclosure')!.focus();
    const decide = (decision: 'approve' | 'deny') => {
      const { request } = gateway.approvals.request(anApproval());
      gateway.approvals.decide({ approvalId: request.approvalId, decision }, 'bob');
    };
    decide('deny');
    decide('approve');
    await until(() => reader.button('1 new'), 'the one that matches');
  });

  it('stay as they are while the gateway cannot answer, and hold when it can', async () => {
    const { reader, gateway } = await look(past());
    gateway.faults.fail('approvals.history', { message: 'Database locked.' });
    reader.choose('Denied');
    await until(() => reader.text.includes('Could not load approval history: Database locked.'));
    expect((reader.labelled('Outcome') as HTMLSelectElement).value).to.equal('denied');
    reader.button('Retry')!.click();
    await until(() => reader.rows.length === 2, 'the denied ones');
  });

  it('hold for each gateway that is asked, also for one that was asked before with others', async () => {
    const { reader, gateway, client, element } = await look(past());
    const other = new SimulatedGateway();
    for (const decision of past().slice(0, 3)) other.approvals.decidedInThePast(decision);
    element.client = other.client();
    await until(() => reader.rows.length === 3, 'the rows of the other gateway');
    reader.choose('Denied');
    await until(() => reader.rows.length === 2, 'the denied ones there');
    element.client = client;
    await element.updateComplete;
    expect(reader.rows, 'not the rows of the filters from before').to.have.length(0);
    await until(() => reader.rows.length === 2 && reader.text.includes('2 decisions'), 'the denied ones here');
    expect(reader.column('Outcome').join()).to.equal('Denied,Denied');
    expect((reader.labelled('Outcome') as HTMLSelectElement).value).to.equal('denied');
    const calls = recordCalls(gateway, 'approvals.history');
    reader.button('Export JSON')!.click();
    await until(() => reader.text.includes('Exported 2 decisions'), 'the export');
    expect(calls).to.deep.equal([{ outcome: 'denied', limit: 1000 }]);
    element.client = other.client();
    await until(() => !reader.text.includes('Exported'), 'the words on the export to go');
    gateway.close();
    other.close();
  });
});
