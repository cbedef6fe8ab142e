import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { aSecurityEvent } from '../../../src/testing/index.js';
import { deepQueryAll, expectAccessible, painted, until } from '../../support/browser.js';
import { Desk, type Log } from './support.js';

/** What an act puts on the clipboard. */
async function copyOf(act: () => Promise<void>): Promise<string> {
  let copied = '';
  const clipboard = { writeText: (text: string) => ((copied = text), Promise.resolve()) };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  try {
    await act();
  } finally {
    Reflect.deleteProperty(navigator, 'clipboard');
  }
  return copied;
}

describe('security events: details', () => {
  let desk: Desk;
  let log: Log;
  const event = aSecurityEvent({
    agentId: 'deploy-bot',
    action: 'shell.exec',
    message: 'Refused.\nTwice.',
    traceId: 'trc_1',
    details: { command: 'rm -rf /\u202Etxt' },
    policyRevision: 17,
  });

  beforeEach(async () => {
    desk = new Desk();
    log = await desk.log();
    desk.gateway.securityLog.emit(event);
    await until(() => log.rows.length === 1);
    deepQueryAll(log.element, '.rows button')[0]?.click();
    await log.sees(/Event details/);
  });
  afterEach(() => desk.close());

  it('shows every field, those that nobody knows too', () => {
    const names = deepQueryAll(log.element, 'dt').map((name) => name.textContent);
    expect(names).to.include.members(['Time', 'Agent', 'Action', 'Risk', 'User', 'Type', 'Message', 'Trace', 'ID']);
    expect(names).to.include.members(['Details', 'policyRevision']);
    expect(log.text).to.contain(new Date(event.timestamp).toISOString());
    expect(log.text).to.contain('U+202E').and.to.contain('17').and.to.contain(event.id);
  });

  it('hides what looks secret until it is asked for, and copies no more than is shown', async () => {
    const secretive = aSecurityEvent({
      action: 'config.patch',
      details: { section: 'gateway', token: 'gw-31337' },
      clientSecret: 'cs-4711',
    });
    desk.gateway.securityLog.emit(secretive);
    await log.follow(1);
    await log.topIs('config.patch');
    deepQueryAll(log.element, '.rows button')[0]?.click();
    await log.sees(/config\.patch[^]*Hidden, 8 characters/i);
    expect(log.element.shadowRoot?.innerHTML).not.to.match(/gw-31337|cs-4711/);
    const copied = await copyOf(async () => {
      log.button('Copy JSON').click();
      await log.sees(/Copied/);
    });
    expect(copied)
      .to.contain('gateway')
      .and.not.to.match(/gw-31337|cs-4711/);
    log.button('Show 1 hidden').click();
    await log.sees(/gw-31337/);
    await expectAccessible(log.element);
    desk.gateway.securityLog.emit({ ...secretive, id: 'another', timestamp: Date.now() });
    await log.follow(1);
    await until(() => log.rows.length === 3);
    deepQueryAll(log.element, '.rows button')[0]?.click();
    await until(() => !log.text.includes('gw-31337'), 'the next one to be covered');
  });

  it('copies the event as JSON, and says so only when it did', async () => {
    const copied = await copyOf(async () => {
      log.button('Copy JSON').click();
      await log.sees(/Copied/);
    });
    expect(JSON.parse(copied)).to.deep.equal(JSON.parse(JSON.stringify(event)));
  });

  it('says so when it could not copy', async () => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    Object.defineProperty(document, 'execCommand', { value: () => false, configurable: true });
    try {
      log.button('Copy JSON').click();
      await log.sees(/Could not copy/);
    } finally {
      Reflect.deleteProperty(document, 'execCommand');
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  });

  it('keeps the event when it is long gone from the log', async () => {
    const panel = deepQueryAll(log.element, '.details')[0];
    const top = panel?.getBoundingClientRect().top;
    // In parts, so that none of them is beyond what the gateway's stream can replay.
    for (const part of [5000, 5100]) {
      desk.emit(part);
      await painted();
    }
    await log.follow(10_100);
    await log.topIs('n.10099');
    expect(log.text).to.contain('trc_1');
    expect(panel?.getBoundingClientRect().top).to.equal(top);
  });

  it('has the focus, closes with Escape and gives the focus back to the table', async () => {
    expect(log.element.shadowRoot?.activeElement?.className).to.equal('details');
    await sendKeys({ press: 'Escape' });
    await log.element.updateComplete;
    expect(log.text).not.to.contain('Event details');
    expect(log.element.shadowRoot?.activeElement).to.equal(log.table);
  });

  it('marks its row', () => {
    expect(log.rows[0]?.ariaCurrent).to.equal('true');
    log.button('Close').click();
    return until(() => log.rows[0]?.ariaCurrent === null, 'the mark to go');
  });
});
