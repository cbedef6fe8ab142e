import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import type { SimulatedGateway } from '../../../src/testing/index.js';
import { expectAccessible } from '../../support/browser.js';
import { Desk, Log } from './support.js';

describe('security events: states', () => {
  let desk: Desk;
  const open = (options?: Parameters<SimulatedGateway['client']>[0]) => (desk = new Desk(options));
  afterEach(() => desk.close());

  it('has no client', async () => {
    open();
    const log = new Log(await fixture(html`<comis-security-events></comis-security-events>`));
    await log.sees(/No gateway/);
  });

  it('connects', async () => {
    const log = await open({ connected: false }).log();
    await log.sees(/Connecting/);
    desk.client.restore();
    await log.sees(/No security events yet/);
  });

  it('loads', async () => {
    open();
    const release = desk.gateway.faults.hold('security.events');
    const log = await desk.log();
    await log.sees(/Loading security events/);
    release();
    await log.sees(/No security events yet/);
  });

  it('is empty until the first event', async () => {
    const log = await open().log();
    await log.sees(/No security events yet/);
    desk.emit(1);
    await log.topIs('n.0');
    expect(log.text).not.to.contain('No security events yet');
  });

  it('refreshes over its rows', async () => {
    const log = await open().log();
    desk.emit(1);
    await log.topIs('n.0');
    const release = desk.gateway.faults.hold('security.events');
    desk.client.drop();
    desk.client.restore();
    await log.sees(/Refreshing/);
    expect(log.actions).to.deep.equal(['n.0']);
    release();
  });

  it('is stale without a connection, keeps its rows where they are, and heals', async () => {
    const log = await open().log();
    desk.emit(3);
    await log.topIs('n.2');
    const top = log.rows[0]?.getBoundingClientRect().top;
    desk.client.drop();
    await log.sees(/Stale since \d\d:\d\d:\d\d/);
    expect(log.rows[0]?.getBoundingClientRect().top).to.equal(top);
    desk.emit(2);
    desk.client.restore();
    await log.topIs('n.4');
    expect(log.text).not.to.contain('Stale');
  });

  it('fails and is tried again', async () => {
    open();
    desk.gateway.faults.fail('security.events');
    const log = await desk.log();
    await log.sees(/Could not load security events/);
    log.button('Retry').click();
    await log.sees(/No security events yet/);
  });

  it('keeps its rows when a refresh fails', async () => {
    const log = await open().log();
    desk.emit(2);
    await log.topIs('n.1');
    desk.gateway.faults.fail('security.events', {}, Infinity);
    desk.client.drop();
    desk.client.restore();
    await log.sees(/last refresh failed/);
    expect(log.actions).to.deep.equal(['n.1', 'n.0']);
    desk.gateway.faults.clear();
    log.button('Refresh').click();
    await log.sees(/^(?![^]*last refresh failed)/);
  });

  it('says what is not offered, and shows what comes all the same', async () => {
    open();
    desk.gateway.faults.withhold('security.events');
    const log = await desk.log();
    await log.sees(/does not offer security\.events/);
    desk.emit(1);
    await log.topIs('n.0');
    expect(log.text).not.to.contain('Stale');
  });

  it('says which scope is missing', async () => {
    const log = await open({ scopes: ['admin'] }).log();
    await log.sees(/Not allowed: security\.events needs a token with the scope rpc/);
  });

  it('says when it is not live, and refreshes on request', async () => {
    const log = await open({ scopes: ['rpc'] }).log();
    await log.sees(/Not live/);
    desk.emit(2);
    log.button('Refresh').click();
    await log.topIs('n.1');
  });

  describe('derived from the stream', () => {
    beforeEach(() => {
      open();
      const derived = { from: 'its stream', since: new Date().setHours(12, 1, 0, 0) };
      desk.gateway.provenance.set('security.events', { derived, notes: ['Nothing older is kept\u202E.'] });
    });

    it('says since when it is known, and what the gateway says of it', async () => {
      const log = await desk.log();
      await log.sees(/Seen by this page since 12:01\.\s+Nothing older is keptU\+202E\./);
      await log.sees(/No security events since 12:01\./);
      desk.emit(1);
      await log.topIs('n.0');
      await log.sees(/Seen by this page since 12:01/);
      await expectAccessible(log.element);
    });

    it('never says that nothing was missed in a gap', async () => {
      const log = await desk.log();
      desk.emit(1);
      await log.topIs('n.0');
      desk.gateway.publish('stream:gap', { from: Date.now() - 5000, to: Date.now() });
      await log.sees(/No data \d\d:\d\d:\d\d–\d\d:\d\d:\d\d, missed events unknown/);
      desk.client.drop();
      desk.client.restore();
      await log.sees(/Live/);
      await log.sees(/missed events unknown/);
      expect(log.text).not.to.contain('backfilled');
    });
  });
});
