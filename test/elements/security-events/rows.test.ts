import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { aSecurityEvent } from '../../../src/testing/index.js';
import { deepQueryAll, expectAccessible, painted, until } from '../../support/browser.js';
import { Desk } from './support.js';

describe('security events: rows', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  it('is a table of five columns with the newest event first', async () => {
    const log = await desk.log();
    desk.emit(3, { agentId: 'deploy-bot', risk: 'high', user: 'jonas' });
    await log.topIs('n.2');
    expect(log.table.ariaLabel).to.equal('Security events');
    expect(deepQueryAll(log.element, '[role=columnheader]').map((each) => each.textContent)).to.deep.equal([
      'Time',
      'Agent',
      'Action',
      'Risk',
      'User',
    ]);
    expect(log.actions).to.deep.equal(['n.2', 'n.1', 'n.0']);
    const cells = [...(log.rows[0]?.querySelectorAll('[role=cell]') ?? [])].map((cell) => cell.textContent.trim());
    expect(cells.slice(1)).to.deep.equal(['deploy-bot', 'n.2', 'high', 'jonas']);
    expect(cells[0]).to.match(/^\d\d:\d\d:\d\d\.\d{3}$/);
  });

  it('says nothing of other rows in the row of a gap, to nobody', async () => {
    const log = await desk.log();
    desk.emit(1, { agentId: 'deploy-bot' });
    await log.topIs('n.0');
    desk.gateway.publish('stream:gap', { from: Date.now() - 5000, to: Date.now() });
    await log.sees(/No data/);
    const [gap] = log.rows;
    const cells = [...gap!.querySelectorAll('[role=cell]')];
    expect(cells).to.have.length(1);
    expect(Number(cells[0]!.ariaColSpan)).to.equal(deepQueryAll(log.element, '[role=columnheader]').length);
    expect(gap!.textContent).to.match(/^No data/);
  });

  it('real use 26: says how it ended and begins with what was said about it, at all widths', async () => {
    const log = await desk.log();
    desk.emit(1, {
      action: `files.${'x'.repeat(400)}`,
      outcome: 'denied',
      message: `Not in \u202Eallowed paths ${'y'.repeat(400)}`,
    });
    desk.emit(1, { outcome: 'quarantined' });
    await until(() => log.rows.length === 2);
    for (const width of [1200, 500, 320, 280]) {
      log.element.style.inlineSize = `${width}px`;
      await painted();
      const [other, denied] = log.rows;
      const outcome = denied!.querySelector<HTMLElement>('.outcome')!;
      const message = denied!.querySelector<HTMLElement>('.message')!;
      const row = denied!.getBoundingClientRect();
      expect(outcome.textContent).to.equal('denied');
      expect(getComputedStyle(outcome, '::before').content).to.contain('\u2298');
      const word = outcome.getBoundingClientRect();
      expect(word.right, `outcome at ${width}`).to.be.at.most(row.right);
      expect(word.bottom).to.be.at.most(row.bottom + 1);
      // Some of the message is in sight, and what is invisible in it is shown.
      expect(message.getBoundingClientRect().left, `message at ${width}`).to.be.below(row.right - 40);
      expect(message.textContent).to.contain('Not in').and.contain('U+202E');
      expect(other!.querySelector('.outcome')?.textContent).to.equal('quarantined');
      expect(log.table.scrollWidth).to.be.at.most(log.table.clientWidth);
    }
    await expectAccessible(log.element);
  });

  it('real use 5: what stands in a column stands under its head, at all widths and sizes', async () => {
    const log = await desk.log();
    desk.emit(1, { agentId: 'deploy-bot', user: 'jonas' });
    await until(() => log.rows.length === 1);
    const left = (element: Element | null) => {
      const range = document.createRange();
      range.selectNodeContents(element!);
      return range.getBoundingClientRect().left;
    };
    for (const [width, size] of [
      [1200, '14px'],
      [1200, '20px'],
      [500, '14px'],
      [320, '14px'],
      [320, '18px'],
    ] as const) {
      log.element.style.inlineSize = `${width}px`;
      log.element.style.setProperty('--comis-font-size', size);
      await painted();
      const head = log.table.querySelector('.head')!;
      const row = log.rows[0]!;
      const off = (name: string, inRow = name) => left(row.querySelector(inRow)) - left(head.querySelector(name));
      expect(off('.col-time', 'time'), `time at ${width}, ${size}`).to.be.closeTo(0, 0.6);
      expect(off('.col-agent'), `agent at ${width}, ${size}`).to.be.closeTo(0, 0.6);
    }
  });

  it('real use 5: a row at 320 px is as high as its three lines, and cuts none of them', async () => {
    const log = await desk.log();
    desk.emit(1, { outcome: 'denied', message: 'Not in allowed paths.' });
    await until(() => log.rows.length === 1);
    log.element.style.inlineSize = '320px';
    await painted();
    const row = log.rows[0]!.getBoundingClientRect();
    const lines = [...log.rows[0]!.querySelectorAll('.col-time, .what, .how')].map((each) =>
      each.getBoundingClientRect(),
    );
    const height = Math.max(...lines.map(({ bottom }) => bottom)) - Math.min(...lines.map(({ top }) => top));
    expect(lines).to.have.length(3);
    for (const { top, bottom } of lines) {
      expect(top).to.be.at.least(row.top);
      expect(bottom).to.be.at.most(row.bottom);
    }
    expect(row.height - height).to.be.within(0, 6);
  });

  it('real use 26: cuts no line of a row where it is narrow, or its text large', async () => {
    const log = await desk.log();
    desk.emit(1, { outcome: 'denied', message: 'Not in allowed paths.', user: 'maria', risk: 'critical' });
    await until(() => log.rows.length === 1);
    for (const [width, size] of [
      [300, '14px'],
      [264, '14px'],
      [240, '14px'],
      [320, '18px'],
    ] as const) {
      log.element.style.inlineSize = `${width}px`;
      log.element.style.setProperty('--comis-font-size', size);
      await painted();
      const row = log.rows[0]!.getBoundingClientRect();
      for (const name of ['.col-time', '.col-risk', '.col-user', '.col-agent', '.what', '.how']) {
        const { top, bottom, right, width: shown } = log.rows[0]!.querySelector(name)!.getBoundingClientRect();
        const where = `${name} at ${width}, ${size}`;
        expect(top, where).to.be.at.least(row.top);
        expect(bottom, where).to.be.at.most(row.bottom);
        expect(right, where).to.be.at.most(row.right);
        expect(shown, where).to.be.above(24);
      }
    }
  });

  it('says the day of what did not happen today', async () => {
    const log = await desk.log();
    desk.emit(1, { timestamp: Date.now() - 2 * 86_400_000 });
    await until(() => log.rows.length === 1);
    expect(log.rows[0]?.querySelector('time')?.textContent).to.match(/^\w+ \d{1,2} \d\d:\d\d:\d\d$/);
  });

  it('keeps an element for its row, and only those in sight', async () => {
    const log = await desk.log();
    desk.emit(500);
    await log.topIs('n.499');
    const [first] = log.rows;
    desk.emit(1);
    await log.topIs('n.500');
    expect(log.rows[1]).to.equal(first);
    expect(log.rows.length).to.be.below(40);
    await until(() => log.table.getAttribute('aria-rowcount') === '502', 'the count of rows');
  });

  it('never lets text leave its line or hide anything', async () => {
    const log = await desk.log();
    desk.emit(1, { action: `rm \u202E${'x'.repeat(5000)}\n<b>hi</b>` });
    await until(() => log.rows.length === 1);
    expect(log.actions[0]).to.contain('U+202E').and.to.have.length.below(300);
    const [row] = log.rows;
    expect(row?.offsetHeight).to.equal(28);
  });

  it('leaves the rows where they are while scrolled away, and goes back with "N new"', async () => {
    const log = await desk.log();
    desk.emit(300);
    await log.topIs('n.299');
    log.table.scrollTop = 1000;
    await painted();
    const [before, top] = [log.actions, log.rows.map((row) => row.getBoundingClientRect().top)];
    desk.emit(23);
    await log.sees(/23 new/);
    expect(log.actions).to.deep.equal(before);
    expect(log.rows.map((row) => row.getBoundingClientRect().top)).to.deep.equal(top);
    log.button('23 new').click();
    await log.topIs('n.322');
    expect(log.table.scrollTop).to.equal(0);
    expect(log.text).not.to.match(/new/);
  });

  it('stands still from the press to the click, so that the row that was meant opens', async () => {
    const log = await desk.log();
    desk.emit(10);
    await log.topIs('n.9');
    const box = log.rows[4]?.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round((box?.left ?? 0) + 300), Math.round((box?.top ?? 0) + 14)] });
    await sendMouse({ type: 'down' });
    desk.emit(5);
    await painted();
    await sendMouse({ type: 'up' });
    await log.sees(/Event details/);
    expect(deepQueryAll(log.element, 'dd')[2]?.textContent).to.contain('n.5');
    await log.follow(5);
    await log.topIs('n.14');
  });

  it('is walked through with the keyboard', async () => {
    const log = await desk.log();
    desk.emit(200);
    await log.topIs('n.199');
    log.table.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    const focused = () => log.element.shadowRoot?.activeElement?.closest('[role=row]');
    expect(focused()).to.equal(log.rows[1]);
    desk.emit(50);
    await painted();
    expect(log.actions[1]).to.equal('n.198');
    await sendKeys({ press: 'End' });
    expect(focused()?.textContent).to.contain('n.0');
    await sendKeys({ press: 'Enter' });
    await log.sees(/Event details/);
    await sendKeys({ press: 'Escape' });
    expect(log.text).not.to.contain('Event details');
    expect(focused()?.textContent).to.contain('n.0');
    await sendKeys({ press: 'Escape' });
    expect(log.element.shadowRoot?.activeElement).to.equal(log.table);
  });

  it('shows where data is missing, and how much was found', async () => {
    const log = await desk.log();
    desk.emit(1);
    await log.topIs('n.0');
    desk.client.drop();
    desk.emit(5);
    desk.gateway.stream.forget();
    desk.client.restore();
    await log.sees(/No data \d\d:\d\d:\d\d–\d\d:\d\d:\d\d, 5 backfilled/);
    expect(await log.readAll()).to.have.members(['n.5', 'n.4', 'n.3', 'n.2', 'n.1', 'n.0', '']);
  });

  it('does no work while hidden, and is up to date when shown', async () => {
    const log = await desk.log();
    desk.emit(5);
    await log.topIs('n.4');
    log.element.hidden = true;
    await painted();
    desk.emit(5000);
    // Longer than the counts wait to be written.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(log.actions[0]).to.equal('n.4');
    log.element.hidden = false;
    await log.topIs('n.5004');
    await log.sees(/5,005 events/);
  });

  it('keeps ten thousand and says how many more there were', async () => {
    const log = await desk.log();
    for (const part of [5000, 5000, 321]) {
      desk.emit(part);
      await painted();
    }
    await log.sees(/10,000 events, 321 older no longer kept/);
  });

  it('is accessible with rows, a gap and open details', async () => {
    const log = await desk.log();
    desk.emit(30);
    await log.topIs('n.29');
    desk.gateway.publish('stream:gap', { from: Date.now() - 5000, to: Date.now() });
    await log.sees(/No data/);
    deepQueryAll(log.element, '.rows button')[3]?.click();
    await log.sees(/Event details/);
    await expectAccessible(log.element);
  });

  it('takes events of any shape that the protocol allows', async () => {
    const log = await desk.log();
    desk.gateway.securityLog.emit({
      ...aSecurityEvent(),
      agentId: undefined,
      user: undefined,
      action: '',
      risk: 'unknown',
    });
    await until(() => log.rows.length === 1);
    const cells = [...(log.rows[0]?.querySelectorAll('[role=cell]') ?? [])].map((cell) => cell.textContent);
    expect(cells.slice(1)).to.deep.equal(['—', '', 'unknown', '—']);
  });

  it('puts what is dated in the future where it came, and says that its clock is off', async () => {
    const log = await desk.log();
    desk.emit(1);
    await log.topIs('n.0');
    desk.emit(1, { timestamp: Date.UTC(2099, 11, 31) });
    await log.topIs('n.1');
    desk.emit(5);
    await log.topIs('n.6');
    const row = log.rows[log.actions.indexOf('n.1')];
    expect(row?.textContent).to.match(/\d\d:\d\d:\d\dclock off/);
    expect(row?.querySelector('time')?.getAttribute('datetime')).to.match(new RegExp(`^${new Date().getFullYear()}-`));
    row?.querySelector('button')?.click();
    await log.sees(/Its clock is off[^]*It arrived at \d\d:\d\d:\d\d[^]*2099-12-31T00:00:00.000Z/);
    await expectAccessible(log.element);
  });

  it('real use 1: marks both of two events that share an id, in their rows and in the details', async () => {
    const log = await desk.log();
    const event = aSecurityEvent({ id: 'twice', timestamp: Date.now(), action: 'first' });
    desk.gateway.publish('security:event', event);
    await log.topIs('first');
    expect(log.text).not.to.contain('ID reused');
    desk.gateway.publish('security:event', event);
    desk.gateway.publish('security:event', { ...event, action: 'second' });
    await log.topIs('second');
    expect(log.actions).to.deep.equal(['second', 'first']);
    expect(log.rows.map((row) => row.textContent.includes('ID reused'))).to.deep.equal([true, true]);
    log.rows[1]?.querySelector('button')?.click();
    await log.sees(/Another event with different content has the same ID: both are shown/);
    await expectAccessible(log.element);
  });

  it('forgets that a clock was off when the row shows another event, or a gap', async () => {
    const log = await desk.log();
    desk.emit(1, { timestamp: Date.UTC(2099, 11, 31) });
    await log.topIs('n.0');
    desk.emit(200);
    await log.topIs('n.200');
    expect(log.text).not.to.contain('clock off');
    desk.gateway.publish('stream:gap', { from: Date.now() - 5000, to: Date.now() });
    await log.sees(/No data/);
    log.table.scrollTop = 1e6;
    await until(() => log.text.includes('clock off'), 'the first row');
  });
});
