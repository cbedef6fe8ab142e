import { expect } from '@open-wc/testing';
import { aSecurityEvent } from '../../../src/testing/index.js';
import { expectAccessible, until } from '../../support/browser.js';
import { Desk } from './support.js';

describe('security events: older ones', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  /** So many events of the past, `p.0` the newest. */
  const past = (count: number) => {
    const now = Date.now();
    for (let index = count - 1; index >= 0; index--) {
      desk.gateway.securityLog.emitPast(
        aSecurityEvent({ id: `p${index}`, action: `p.${index}`, timestamp: now - index * 1000 }),
      );
    }
  };

  it('real use 46: reads back from the end, counted, until the gateway has no more', async () => {
    past(2500);
    const log = await desk.log();
    await log.topIs('p.0');
    await log.sees(/1,000 events/);
    log.button('Load older events').click();
    await log.sees(/2,000 events/);
    await log.sees(/1,000 older loaded/);
    await expectAccessible(log.element);
    log.button('Load older events').click();
    await log.sees(/1,500 older loaded: the gateway has no more/);
    await log.sees(/2,500 events/);
    expect(log.text).not.to.contain('Load older events');
    expect(log.text).not.to.contain('No data');
    expect(await log.readAll()).to.deep.equal(Array.from({ length: 2500 }, (_, index) => `p.${index}`));
  }).timeout(30_000);

  it('real use 46: adds older ones at the end of a log that stands still, and counts only newer ones as waiting', async () => {
    past(1500);
    const log = await desk.log();
    await log.topIs('p.0');
    log.button('Pause').click();
    desk.emit(3);
    await log.sees(/3 waiting/);
    log.button('Load older events').click();
    await log.sees(/500 older loaded/);
    expect(log.text).to.contain('3 waiting');
    const all = await log.readAll();
    expect([all.length, all[0], all.at(-1)]).to.deep.equal([1500, 'p.0', 'p.1499']);
  }).timeout(30_000);

  it('real use 46: says why older ones cannot be read, and tries again', async () => {
    past(1500);
    const log = await desk.log();
    await log.topIs('p.0');
    desk.gateway.faults.fail('security.events', { message: 'Database locked.' });
    log.button('Load older events').click();
    await log.sees(/Could not load older events: Database locked\./);
    log.button('Load older events').click();
    await log.sees(/500 older loaded/);
    await until(() => !log.text.includes('Database locked.'));
  });

  it('real use 24: says that the gateway leads nowhere, also where that brought no event', async () => {
    const events = Array.from({ length: 1000 }, (_, index) =>
      aSecurityEvent({ id: `s${index}`, action: `s.${index}`, timestamp: Date.now() - index }),
    );
    const call = desk.gateway.call.bind(desk.gateway);
    desk.gateway.call = async (caller, method, params) =>
      method === 'security.events' ? { events, nextCursor: 'same' } : await call(caller, method, params);
    const log = await desk.log();
    await log.topIs('s.0');
    log.button('Load older events').click();
    await until(() => !log.text.includes('Load older events') && !log.text.includes('Loading older'), 'the end');
    expect(log.text).to.match(/cursor|again/i);
  });

  it('offers nothing where the gateway has no older ones', async () => {
    past(10);
    const log = await desk.log();
    await log.topIs('p.0');
    expect(log.text).not.to.contain('Load older events');
  });
});
