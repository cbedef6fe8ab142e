import { expect } from '@open-wc/testing';
import { auditPage, auditQuery, isSameFilter, matchesFilter, type AuditFilter } from '../../src/data/audit.js';
import { anAuditEntry, SimulatedGateway } from '../../src/testing/index.js';
import { until } from '../support/browser.js';

/** A question to a gateway with some history. */
async function ask(filter: AuditFilter, write: (gateway: SimulatedGateway) => void) {
  const gateway = new SimulatedGateway();
  write(gateway);
  const query = auditQuery(gateway.client(), filter);
  const leave = query.subscribe(() => undefined);
  const data = await until(() => query.state.data);
  return { gateway, query, data, leave };
}

const success = { classification: 'read', outcome: 'success' } as const;

describe('the audit log', () => {
  it('is read page by page, with how many there are and how far back it goes', async () => {
    const { query, data, leave } = await ask({}, ({ audit }) => {
      for (let index = 1; index <= 250; index++) {
        audit.recordPast({ ...success, action: `act.${index}`, timestamp: index * 1000 });
      }
    });
    expect(data.rows).to.have.length(auditPage);
    expect(data.rows[0]?.action).to.equal('act.250');
    expect(data).to.deep.include({ total: 250, oldest: 1000 });
    await query.more();
    await query.more();
    expect(query.state.data?.rows).to.have.length(250);
    expect(query.state.data?.nextCursor).to.equal(undefined);
    leave();
  });

  it('is filtered by the gateway, by everything at once', async () => {
    const { data, leave } = await ask({ agentId: 'bot', outcome: 'denied', search: 'freeze', days: 7 }, ({ audit }) => {
      const denied = { ...success, agentId: 'bot', outcome: 'denied', comment: 'Not during the FREEZE' } as const;
      audit.recordPast({ ...denied, action: 'wanted' });
      audit.recordPast({ ...denied, action: 'too old', timestamp: Date.now() - 8 * 86_400_000 });
      audit.recordPast({ ...denied, action: 'other words', comment: 'No' });
      audit.recordPast({ ...denied, action: 'other agent', agentId: 'another' });
      audit.recordPast({ ...denied, action: 'other outcome', outcome: 'success' });
    });
    expect(data.rows.map(({ action }) => action)).to.deep.equal(['wanted']);
    leave();
  });

  it('takes what arrives, if it would be in the answer', async () => {
    const { gateway, query, leave } = await ask({ agentId: 'bot', search: '/srv' }, () => undefined);
    gateway.audit.record({ ...success, action: 'read', agentId: 'bot', details: { params: { path: '/srv/x' } } });
    gateway.audit.record({ ...success, action: 'read', agentId: 'bot', details: { params: { path: '/home' } } });
    gateway.audit.record({ ...success, action: '/srv', agentId: 'another' });
    await until(() => query.state.data?.rows.length === 1);
    expect(query.state.data?.arrived).to.equal(0);
    leave();
  });
});

describe('matchesFilter', () => {
  const entry = anAuditEntry({
    outcome: 'success',
    agentId: 'bot',
    user: 'Maria',
    comment: 'Ticket 12',
    details: { code: 502 },
  });

  it('agrees when every field is the same', () => {
    expect(matchesFilter(entry, {})).to.equal(true);
    expect(matchesFilter(entry, { agentId: 'bot', user: 'Maria', outcome: 'success' })).to.equal(true);
    expect(matchesFilter(entry, { agentId: 'bo' })).to.equal(false);
    expect(matchesFilter(entry, { traceId: 'another' })).to.equal(false);
  });

  it('searches texts, names and numbers without regard to case', () => {
    for (const search of ['TICKET', 'maria', 'code', '502']) {
      expect(matchesFilter(entry, { search }), search).to.equal(true);
    }
    expect(matchesFilter(entry, { search: entry.id })).to.equal(false);
  });
});

describe('isSameFilter', () => {
  it('compares what is asked, not the objects', () => {
    expect(isSameFilter({}, { agentId: undefined })).to.equal(true);
    expect(isSameFilter({ days: 7, search: 'a' }, { search: 'a', days: 7 })).to.equal(true);
    expect(isSameFilter({ days: 7 }, { days: 1 })).to.equal(false);
    expect(isSameFilter({ user: 'a' }, { agentId: 'a' })).to.equal(false);
  });
});
