import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { anApproval } from '../../../src/testing/index.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { aDecision, look, Reader, recordCalls } from './support.js';

const two = () => [
  aDecision(60, {
    agentId: 'ops-agent',
    action: 'file.delete',
    risk: 'high',
    outcome: 'denied',
    comment: 'Too broad.',
  }),
  aDecision(120, { agentId: 'mail-agent', action: 'message.send', risk: 'low' }),
];

describe('<comis-approval-history>: the table', () => {
  it('real use 32: is no wider than 280 px', async () => {
    await setViewport({ width: 280, height: 600 });
    const { element } = await look([
      aDecision(60, { outcome: 'denied', comment: 'Too broad for what it is about. '.repeat(5) }),
    ]);
    await painted();
    expect(document.documentElement.scrollWidth).to.be.at.most(280);
    const reason = element.shadowRoot!.querySelector('.reason')!.getBoundingClientRect();
    expect(reason.right).to.be.at.most(280);
    await setViewport({ width: 800, height: 600 });
  });

  it('has the columns of the history, newest decision first', async () => {
    const decisions = two();
    const { reader, element } = await look(decisions);
    expect(reader.columns).to.deep.equal([
      'Agent',
      'Action',
      'Risk',
      'Outcome',
      'Reason',
      'Resolved at',
      'Resolved by',
    ]);
    const [agent, action, risk, outcome, reason, , by] = reader.cells(0);
    expect([agent, action, risk, outcome, reason, by]).to.deep.equal([
      'ops-agent',
      'file.delete',
      'high',
      'Denied',
      'Too broad.',
      'maria',
    ]);
    const time = reader.rows[0]!.querySelector('time')!;
    expect(time.dateTime).to.equal(new Date(decisions[0]!.resolvedAt).toISOString());
    expect(reader.column('Agent')).to.deep.equal(['ops-agent', 'mail-agent']);
    expect(reader.column('Reason')[1]).to.equal('—');
    expect(reader.text).to.contain('2 decisions');
    await expectAccessible(element);
  });

  it('tells what the gateway decided by itself from what people decided, in words', async () => {
    const { reader, element } = await look([
      aDecision(1, { outcome: 'expired', resolvedBy: 'system:timeout', automatic: 'timeout' }),
      aDecision(2, { resolvedBy: 'system:cache', automatic: 'cache' }),
      aDecision(3, { resolvedBy: 'system:policy', automatic: 'policy' }),
      aDecision(4, { outcome: 'withdrawn', resolvedBy: 'deploy-bot' }),
      aDecision(5),
      aDecision(6, { outcome: 'expired', resolvedBy: 'gateway' }),
    ]);
    expect(reader.column('Resolved by')).to.deep.equal([
      'automatic: timeout system:timeout',
      'automatic: cached system:cache',
      'automatic: policy system:policy',
      'deploy-bot',
      'maria',
      'automatic: timeout gateway',
    ]);
    expect(reader.column('Outcome')).to.deep.equal([
      'Expired',
      'Approved',
      'Approved',
      'Withdrawn',
      'Approved',
      'Expired',
    ]);
    await expectAccessible(element);
  });

  it('opens the details of a row below it, with the parameters as they were decided', async () => {
    const { reader, element } = await look([
      aDecision(60, {
        params: { path: '/srv/data', recursive: true },
        explanation: 'It is old.',
        comment: 'Fine.',
        traceId: 'trace-1',
        extra: { from: 'a newer gateway' },
      }),
    ]);
    const details = await reader.open(0);
    expect(reader.detail(details, 'Parameters as decided')).to.contain('{ "path": "/srv/data", "recursive": true }');
    expect(reader.detail(details, "Agent's own explanation (a claim, not checked)")).to.equal('It is old.');
    expect(reader.detail(details, 'Decided')).to.equal('By a person.');
    expect(reader.detail(details, 'Waited')).to.equal('2:05');
    expect(reader.detail(details, 'Trace')).to.equal('trace-1');
    expect(reader.detail(details, 'extra')).to.contain('a newer gateway');
    const button = reader.rows[0]!.querySelector('button')!;
    expect(button.ariaExpanded).to.equal('true');
    await expectAccessible(element);
    button.click();
    await element.updateComplete;
    expect(reader.root.querySelector('tr.details')).to.equal(null);
  });

  it('draws hostile text as text, and what cannot be seen as labels', async () => {
    const { reader, element } = await look([
      aDecision(1, {
        agentId: 'a\u202eb',
        comment: '<img src=x onerror=alert(1)>',
        resolvedBy: '<b>root</b>',
        params: { path: '\u200bx' },
      }),
    ]);
    const details = await reader.open(0);
    expect(reader.root.querySelector('img, b')).to.equal(null);
    expect(reader.text).to.contain('<img src=x onerror=alert(1)>').and.not.contain('\u202e');
    expect(reader.textOf(details)).to.contain('U+200B');
    expect(
      [...reader.root.querySelectorAll('datalist option')].map((each) => each.getAttribute('value')),
    ).to.deep.equal(['shell.exec']);
    await expectAccessible(element);
  });

  it('reads further pages, each row once, and keeps those that are read', async () => {
    const many = Array.from({ length: 120 }, (_, index) => aDecision(index, { action: `step.${String(index)}` }));
    const { reader } = await look(many);
    expect(reader.rows).to.have.length(50);
    expect(reader.text).to.contain('50 of 120 decisions');
    reader.button('Show more')!.click();
    await until(() => reader.rows.length === 100, 'the second page');
    reader.button('Show more')!.click();
    await until(() => reader.rows.length === 120, 'the last page');
    expect(reader.button('Show more')).to.equal(undefined);
    expect(new Set(reader.column('Action')).size).to.equal(120);
  });

  it('announces new decisions and shows them when asked, never under the reader', async () => {
    const { reader, gateway, element } = await look(two());
    const before = reader.column('Action');
    reader.root.querySelector<HTMLElement>('.disclosure')!.focus();
    for (const action of ['a.one', 'a.two']) {
      const { request } = gateway.approvals.request(anApproval({ action }));
      gateway.approvals.decide({ approvalId: request.approvalId, decision: 'deny', comment: 'no' }, 'bob');
    }
    const button = await until(() => reader.button('2 new'), 'the button');
    expect(reader.column('Action')).to.deep.equal(before);
    await until(
      () => reader.textOf(reader.root.querySelector('[role="status"]')) === '2 new decisions',
      'the announcement',
    );
    await expectAccessible(element);
    button.focus();
    button.click();
    await until(() => reader.rows.length === 4, 'the new rows');
    expect(reader.column('Action').slice(0, 2)).to.deep.equal(['a.two', 'a.one']);
    expect(reader.button('2 new')).to.equal(undefined);
    await until(() => reader.root.activeElement?.ariaLabel === 'Details', 'the focus');
  });

  it('real use 31: never says "0 decisions" beside new ones', async () => {
    const { gateway, client, element, reader } = await look([]);
    await until(() => reader.text.includes('0 decisions'), 'the empty list');
    const decision = { ...aDecision(0, { approvalId: 'x' }), resolvedBy: null };
    const call = gateway.call.bind(gateway);
    gateway.call = (caller, method, params) =>
      method === 'approvals.history'
        ? Promise.resolve({ decisions: [decision, aDecision(1, { action: 'good.one' })], total: 2 })
        : call(caller, method, params);
    let wrong = '';
    const watch = new MutationObserver(() => {
      const button = reader.root.querySelector<HTMLElement>('.arrived');
      if (reader.text.includes('0 decisions') && button && !button.hidden) wrong = reader.text;
    });
    watch.observe(reader.root, { subtree: true, childList: true, characterData: true, attributes: true });
    client.receive('approval:resolved', decision);
    for (let index = 0; index < 3; index++) {
      client.receive('approval:resolved', aDecision(0, { approvalId: `d${index}`, action: `act.${index}` }));
    }
    await until(() => reader.rows.length > 0, 'the rows', 3000);
    watch.disconnect();
    expect(wrong).to.equal('');
    expect(reader.text).to.include('1 entry could not be read');
    element.remove();
  });

  it('real use 27: fills itself while empty, and at the top while nobody reads', async () => {
    const { reader, gateway } = await look([]);
    const end = (action: string) => {
      const { request } = gateway.approvals.request(anApproval({ action }));
      gateway.approvals.decide({ approvalId: request.approvalId, decision: 'deny', comment: 'no' }, 'bob');
    };
    await until(() => reader.text.includes('No decisions yet.'));
    end('a.one');
    await until(() => reader.rows.length === 1, 'the first row');
    end('a.two');
    await until(() => reader.rows.length === 2, 'the second row');
    expect(reader.column('Action')).to.deep.equal(['a.two', 'a.one']);
    await reader.open(1);
    end('a.three');
    await until(() => reader.button('1 new'), 'the button');
    expect(reader.column('Action')).to.deep.equal(['a.two', 'a.one']);
  });

  it('goes stale with the connection, and counts what was missed when it is back', async () => {
    const { reader, gateway, client } = await look(two());
    reader.root.querySelector<HTMLElement>('.disclosure')!.focus();
    client.drop();
    await until(() => reader.text.includes('Stale since'));
    expect(reader.rows).to.have.length(2);
    gateway.approvals.approveByPolicy(anApproval());
    client.restore();
    await until(() => reader.button('1 new'), 'the button');
    expect(reader.text).not.to.contain('Stale since');
    expect(reader.rows).to.have.length(2);
  });

  it('says which scope is missing, and offers no filters then', async () => {
    const { reader, element } = await look(two(), { scopes: ['ws', 'admin'] });
    await until(() => reader.text.includes('approvals.history needs a token with the scope rpc'));
    expect(reader.root.querySelectorAll('form, table')).to.have.length(0);
    await expectAccessible(element);
  });

  it('keeps its rows when a refresh fails, and tries again', async () => {
    const { reader, gateway, client } = await look(two());
    gateway.faults.fail('approvals.history', { message: 'Database locked.' });
    client.restore();
    await until(() => reader.text.includes('Database locked.'));
    expect(reader.rows).to.have.length(2);
    reader.button('Refresh')!.click();
    await until(() => !reader.text.includes('Database locked.'));
  });

  it('stays a table when it is narrow', async () => {
    const { element, reader } = await look([
      ...two(),
      aDecision(9, { comment: 'x'.repeat(400), agentId: 'y'.repeat(80) }),
    ]);
    element.style.width = '320px';
    await painted();
    await reader.open(0);
    expect(element.scrollWidth).to.be.at.most(320);
    expect(reader.rows.every((row) => row.getAttribute('role') === 'row')).to.equal(true);
    expect(getComputedStyle(reader.rows[0]!).display).to.equal('block');
    await expectAccessible(element);
  });

  it('shows everything again after it was taken off the page for a while', async () => {
    const { element, reader, gateway } = await look(two());
    const calls = recordCalls(gateway, 'approvals.history');
    const parent = element.parentElement!;
    element.remove();
    parent.append(element);
    await painted();
    expect(new Reader(element).rows).to.have.length(2);
    expect(reader.rows).to.have.length(2);
    expect(calls).to.have.length(0);
  });
});
