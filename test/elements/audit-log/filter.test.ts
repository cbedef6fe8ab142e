import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { AuditFilter } from '../../../src/data/audit.js';
import { expectAccessible, expectEvents, until } from '../../support/browser.js';
import { read, watchCalls } from './support.js';

describe('<comis-audit-log>: filters', () => {
  it('has a searchbox and a field of its name for each filter', async () => {
    const { user } = await read(3);
    expect(user.field('Search').type).to.equal('search');
    for (const label of ['Agent', 'Action']) expect(user.field(label).type).to.equal('text');
    for (const label of ['Outcome', 'Classification', 'Days']) {
      expect(user.field(label)).to.be.instanceOf(HTMLSelectElement);
    }
    const options = (label: string) => [...(user.field(label) as HTMLSelectElement).options].map(({ text }) => text);
    expect(options('Outcome')).to.deep.equal(['Any', 'success', 'failure', 'denied']);
    expect(options('Classification')).to.deep.equal(['Any', 'read', 'mutate', 'destructive', 'security']);
    expect(options('Days')).to.deep.equal(['All', 'Last 1 day', 'Last 7 days', 'Last 30 days', 'Last 90 days']);
  });

  it('asks the gateway once for what was typed, not for every letter', async () => {
    const { user, gateway } = await read(30);
    const calls = watchCalls(gateway, 'security.audit');
    user.field('Search').focus();
    await sendKeys({ type: 'act.12 ' });
    await until(() => user.rows.length === 1, 'the one row');
    expect(user.actions).to.deep.equal(['act.12']);
    expect(calls).to.deep.equal([{ search: 'act.12', limit: 100 }]);
    expect(user.field('Search').value).to.equal('act.12 ');
    expect(user.root.activeElement?.id).to.equal('search');
  });

  it('asks at once on Enter', async () => {
    const { user } = await read(30);
    user.field('Search').focus();
    await sendKeys({ type: 'act.12' });
    await sendKeys({ press: 'Enter' });
    await until(() => user.rows.length === 1, 'the row', 200);
  });

  it('combines all filters, on the server', async () => {
    const { user, gateway } = await read(30);
    const calls = watchCalls(gateway, 'security.audit');
    user.fill('Agent', 'even-agent');
    user.fill('Outcome', 'denied');
    user.fill('Classification', 'mutate');
    user.fill('Days', '7');
    await until(() => user.rows.length === 1);
    expect(user.actions).to.deep.equal(['act.0']);
    expect(calls.at(-1)).to.deep.equal({
      agentId: 'even-agent',
      outcome: 'denied',
      classification: 'mutate',
      days: 7,
      limit: 100,
    });
    expect(user.active).to.deep.equal([
      'Agent: even-agent',
      'Outcome: denied',
      'Classification: mutate',
      'Days: last 7 days',
    ]);
  });

  it('removes one filter, and clears all of them', async () => {
    const { user, element } = await read(30);
    user.fill('Agent', 'even-agent');
    user.fill('Outcome', 'denied');
    await until(() => user.rows.length === 3);
    await expectAccessible(element);
    user.button('Remove filter Outcome').click();
    await until(() => user.rows.length === 15);
    expect(user.active).to.deep.equal(['Agent: even-agent']);
    expect(user.field('Outcome').value).to.equal('');
    user.button('Clear filters').click();
    await until(() => user.rows.length === 30);
    expect(user.field('Agent').value).to.equal('');
    expect(user.findButton('Clear filters')).to.equal(undefined);
    expect(user.root.activeElement?.id).to.equal('search');
  });

  it('names the filters when nothing matches, and offers to clear them', async () => {
    const { user, element } = await read(30);
    user.fill('Agent', 'nobody');
    user.fill('Outcome', 'failure');
    await until(() => user.text.includes('No entry matches'));
    expect(user.textOf(user.root.querySelector('.state'))).to.contain('Agent nobody, Outcome failure');
    expect(user.table).to.equal(null);
    await expectAccessible(element);
    user.button('Clear filters').click();
    await until(() => user.rows.length === 30);
  });

  it('tells the host what a person chose, and nothing about what the host chose', async () => {
    const { user, element } = await read(30);
    await expectEvents(element, 'comis-audit-filtered', 0, async () => {
      element.filter = { search: 'act.1', days: 3 };
      await until(() => user.rows.length === 11);
    });
    expect(user.field('Search').value).to.equal('act.1');
    expect(user.field('Days').value).to.equal('3');
    const [event] = await expectEvents<CustomEvent<{ filter: AuditFilter }>>(element, 'comis-audit-filtered', 1, () => {
      user.fill('Outcome', 'denied');
    });
    expect(event!.detail.filter).to.deep.equal({ search: 'act.1', days: 3, outcome: 'denied' });
    expect(element.filter).to.deep.equal(event!.detail.filter);
  });

  it('begins with the filter that it is given', async () => {
    const { user } = await read(30, {}, { action: 'act.7' });
    expect(user.actions).to.deep.equal(['act.7']);
    expect(user.field('Action').value).to.equal('act.7');
  });

  it('does not ask again for a filter that says the same', async () => {
    const { element, gateway } = await read(30, {}, { action: 'act.7' });
    const calls = watchCalls(gateway, 'security.audit');
    element.filter = { action: 'act.7' };
    await element.updateComplete;
    expect(calls).to.have.length(0);
  });

  it('keeps what was typed when the gateway refuses, and says why', async () => {
    const { user, gateway } = await read(30);
    gateway.faults.fail('security.audit', { message: 'Search is off.' });
    user.fill('Search', 'act');
    await until(() => user.text.includes('Search is off.'));
    expect(user.field('Search').value).to.equal('act');
    user.button('Retry').click();
    await until(() => user.rows.length === 30);
  });

  it('asks for more of the same from the details of an entry', async () => {
    const { user, gateway, client } = await read(3);
    for (const action of ['one', 'two']) {
      gateway.audit.record({ action, classification: 'read', outcome: 'success', traceId: 'trace-9' });
    }
    await until(() => user.rows.length === 5);
    const details = await user.open('one');
    user.button('Only this trace', details).click();
    await until(() => user.rows.length === 2);
    expect(user.active).to.deep.equal(['Trace: trace-9']);
    expect(client.connection.status).to.equal('connected');
  });
});
