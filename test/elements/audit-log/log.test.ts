import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { AuditFilter } from '../../../src/data/audit.js';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { read, write } from './support.js';

describe('<comis-audit-log>: the entries', () => {
  it('shows each with its six columns, newest first', async () => {
    const { user, element } = await read(20);
    const heads = [...user.table!.querySelectorAll('th')].map((head) => user.textOf(head));
    expect(heads).to.deep.equal(['Time', 'Agent', 'User', 'Action', 'Classification', 'Outcome']);
    expect(user.actions.slice(0, 3)).to.deep.equal(['act.0', 'act.1', 'act.2']);
    expect(user.column(1)[0]).to.equal('even-agent');
    expect(user.column(2)[0]).to.equal('maria');
    expect(user.column(4)[0]).to.equal('mutate');
    expect(user.column(5)[0]).to.equal('denied');
    expect(user.count).to.equal('20 entries');
    expect(user.text).to.contain('Oldest entry');
    await expectAccessible(element);
  });

  it('tells outcomes and classifications apart by shape, not by colour alone', async () => {
    const { user } = await read(20);
    const shape = (text: string) => {
      const mark = [...user.root.querySelectorAll('.mark')].find((each) => user.textOf(each) === text)!;
      return getComputedStyle(mark, '::before').content;
    };
    const shapes = ['read', 'mutate', 'success', 'denied'].map(shape);
    expect(new Set(shapes).size).to.equal(4);
  });

  it('loads page after page, and gives the focus to the first new row when the button goes', async () => {
    const { user } = await read(250);
    expect(user.count).to.equal('100 of 250');
    user.button('Load more').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => user.count === '200 of 250');
    expect(user.textOf(user.root.activeElement)).to.equal('Load more');
    await sendKeys({ press: 'Enter' });
    await until(() => user.count === '250 entries');
    expect(user.findButton('Load more')).to.equal(undefined);
    expect(new Set(user.actions).size).to.equal(250);
    await until(() => user.root.activeElement?.closest('tr') === user.row('act.200'));
  });

  it('keeps the rows and says why when a further page fails', async () => {
    const { user, gateway } = await read(250);
    gateway.faults.fail('security.audit', { message: 'Database locked.' });
    user.button('Load more').click();
    await until(() => user.text.includes('Could not load more: Database locked.'));
    expect(user.rows).to.have.length(100);
    expect(user.text).to.contain('Live');
    user.button('Load more').click();
    await until(() => user.rows.length === 200);
    expect(user.text).not.to.contain('Could not load more');
  });

  it('announces new entries to whoever reads, and shows them only when asked', async () => {
    const { user, gateway } = await read(3);
    user.row('act.1').querySelector('button')!.focus();
    const entry = { action: 'fresh', classification: 'read', outcome: 'success' } as const;
    gateway.audit.record(entry);
    gateway.audit.record(entry);
    await until(() => user.arrived === '2 new');
    await painted();
    expect(user.actions).not.to.contain('fresh');
    await until(() => user.textOf(user.root.querySelector('[role=status].visually-hidden')).startsWith('New entries'));
    const button = user.button('2 new');
    button.focus();
    button.click();
    await until(() => user.rows.length === 5);
    expect(user.actions.slice(0, 2)).to.deep.equal(['fresh', 'fresh']);
    expect(user.arrived).to.equal(undefined);
    expect(user.root.activeElement).to.equal(user.table);
  });

  it('counts after a gap what it missed, and keeps what is read', async () => {
    const { user, gateway, client } = await read(3);
    user.row('act.1').querySelector('button')!.focus();
    client.drop();
    await until(() => user.text.includes('Stale since'));
    gateway.audit.record({ action: 'missed', classification: 'read', outcome: 'denied' });
    client.restore();
    await until(() => user.arrived === '1 new');
    expect(user.actions).to.deep.equal(['act.0', 'act.1', 'act.2']);
    expect(user.text).not.to.contain('Stale');
  });

  it('opens all fields of an entry, and copies them as JSON', async () => {
    const { user, gateway, element } = await read(0);
    const entry = gateway.audit.record({
      agentId: 'deploy-bot',
      user: 'maria',
      action: 'shell.exec',
      classification: 'destructive',
      outcome: 'denied',
      comment: 'Not during the freeze.',
      traceId: 'trace-1',
      approvalId: 'apr-1',
      durationMs: 42_500,
      details: { params: { command: 'rm -rf /srv' } },
    });
    await until(() => user.rows.length === 1);
    const toggle = user.row('shell.exec').querySelector('button')!;
    expect(toggle.getAttribute('aria-expanded')).to.equal('false');
    const details = await user.open('shell.exec');
    expect(toggle.getAttribute('aria-expanded')).to.equal('true');
    const shown = user.textOf(details);
    for (const text of ['Not during the freeze.', 'trace-1', 'apr-1', '42.5 s', entry.id, 'rm -rf /srv', 'denied']) {
      expect(shown).to.contain(text);
    }
    await expectAccessible(element);
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void (copied = text)) },
    });
    try {
      user.button('Copy JSON', details).click();
      await until(() => user.textOf(details).includes('Copied'));
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
    expect(JSON.parse(copied)).to.deep.equal(entry);
    toggle.click();
    await until(() => !user.root.querySelector('.details'));
  });

  it('hides what looks secret in the details until it is asked for', async () => {
    const { user, gateway, client, element } = await read(0);
    gateway.audit.recordPast({
      action: 'config.patch',
      classification: 'destructive',
      outcome: 'success',
      details: { section: 'gateway', password: 'pw-4711' },
    });
    client.restore();
    await until(() => user.rows.length === 1);
    const details = await user.open('config.patch');
    expect(user.textOf(details)).to.contain('hidden, 7 characters').and.not.contain('pw-4711');
    user.button('Show 1 hidden value', details).click();
    await until(() => user.textOf(details).includes('pw-4711'));
    await expectAccessible(element);
  });

  it('leads from row to row by the arrow keys, as one stop of the Tab key', async () => {
    const { user } = await read(120);
    user.row('act.0').querySelector('button')!.focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(user.root.activeElement?.closest('tr')).to.equal(user.row('act.1'));
    await sendKeys({ press: 'End' });
    expect(user.root.activeElement?.closest('tr')).to.equal(user.row('act.99'));
    await sendKeys({ press: 'Tab' });
    expect(user.textOf(user.root.activeElement)).to.equal('Load more');
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    expect(user.root.activeElement?.closest('tr')).to.equal(user.row('act.99'));
    expect(user.root.querySelectorAll('.disclosure[tabindex="0"]')).to.have.length(1);
  });

  it('draws hostile text as text, and what cannot be seen as labels', async () => {
    const { user, gateway, client, element } = await read(0);
    gateway.audit.recordPast({
      agentId: '<img src=x onerror=alert(1)>',
      action: 'a\u202eb',
      classification: 'read',
      outcome: 'denied',
      comment: 'zero\u200bwidth',
    });
    client.restore();
    await until(() => user.rows.length === 1);
    expect(user.root.querySelector('img')).to.equal(null);
    expect(user.column(1)[0]).to.equal('<img src=x onerror=alert(1)>');
    expect(user.actions[0]).to.equal('aU+202Eb');
    expect(user.textOf(await user.open('aU+202Eb'))).to.contain('zeroU+200Bwidth');
    await expectAccessible(element);
  });

  it('stays usable with ten thousand entries: a keystroke costs little, and pages out of sight nothing', async () => {
    const { user, element, gateway } = await read(0);
    write(gateway, 10_000);
    element.filter = { days: 30 };
    await until(() => user.rows.length === 100);
    while (user.findButton('Load more')) {
      user.button('Load more').click();
      await new Promise((resolve) => setTimeout(resolve));
      await element.updateComplete;
    }
    expect(user.count).to.equal('10,000 entries');
    expect(user.table!.ariaRowCount).to.equal('10001');
    expect(user.rows.length).to.be.below(500);
    const start = performance.now();
    gateway.audit.record({ action: 'fresh', classification: 'read', outcome: 'success' });
    await until(() => user.arrived === '1 new');
    await painted();
    expect(performance.now() - start).to.be.below(500);
    const details = await user.open('act.5');
    expect(user.textOf(details)).to.contain('act.5');
  }).timeout(30_000);

  it('says what is missing to whoever may not read it', async () => {
    const { user } = await read(3, { scopes: ['ws', 'admin'] });
    expect(user.text).to.contain('security.audit needs a token with the scope rpc');
    expect(user.root.querySelector('[role=search]')).to.equal(null);
  });

  it('offers Refresh where nothing arrives by itself', async () => {
    const { user, gateway } = await read(3, { scopes: ['rpc'] });
    expect(user.text).to.contain('Not live');
    gateway.audit.record({ action: 'fresh', classification: 'read', outcome: 'success' });
    user.button('Refresh').click();
    await until(() => user.actions[0] === 'fresh');
  });

  it('says what would appear in an empty log', async () => {
    const { user, element } = await read(0);
    expect(user.text).to.contain('No entries yet.');
    await expectAccessible(element);
  });

  describe('derived from something else', () => {
    const since = new Date().setHours(12, 1, 0, 0);
    const workedOut = async (count: number, filter: AuditFilter = {}) => {
      const all = await read(count);
      all.gateway.provenance.set('security.audit', {
        derived: { from: 'its live events\u202E', since },
        notes: ['This gateway keeps no audit log.'],
      });
      all.element.filter = filter;
      all.client.restore();
      await until(() => all.user.text.includes('Known since 12:01'));
      return all;
    };

    it('says since when it is known, and what it was derived from', async () => {
      const { user, element } = await workedOut(3);
      expect(user.text).to.contain('This gateway keeps no audit log.');
      expect(user.text).to.contain('Derived from its live eventsU+202E.');
      expect(user.rows).to.have.length(3);
      await expectAccessible(element);
    });

    it('is not empty for ever, but since then', async () => {
      const { user, element } = await workedOut(0);
      expect(user.text).to.contain('No entries since 12:01. Earlier entries are unknown.');
      expect(user.text).not.to.contain('No entries yet');
      await expectAccessible(element);
    });

    it('says since when nothing was found', async () => {
      const { user } = await workedOut(3, { agentId: 'nobody' });
      expect(user.text).to.contain('No entry since 12:01 matches these filters: Agent nobody.');
    });
  });
});
