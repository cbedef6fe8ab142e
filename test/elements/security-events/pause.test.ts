import { expect } from '@open-wc/testing';
import { expectAccessible, painted, until } from '../../support/browser.js';
import { Desk } from './support.js';

describe('security events: pause', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));
  afterEach(() => desk.close());

  it('freezes the rows at once, says what waits, and brings it in order on Resume', async () => {
    const log = await desk.log();
    desk.emit(50);
    await log.topIs('n.49');
    log.button('Pause').click();
    desk.emit(1204);
    await log.sees(/1,204 waiting/);
    expect(log.actions[0]).to.equal('n.49');
    await expectAccessible(log.element);
    log.button('Resume').click();
    await log.topIs('n.1253');
    const all = await log.readAll();
    expect(all).to.deep.equal(Array.from({ length: 1254 }, (_, index) => `n.${1253 - index}`));
  });

  it('does not change a letter while ten thousand a second arrive', async () => {
    const log = await desk.log();
    const flood = setInterval(() => desk.emit(100), 10);
    try {
      await until(() => log.rows.length > 10, 'rows');
      const clicked = performance.now();
      log.button('Pause').click();
      await log.element.updateComplete;
      const took = performance.now() - clicked;
      const frozen = log.rows.map((row) => row.textContent);
      expect(took).to.be.below(100);
      for (let check = 0; check < 20; check++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(log.rows.map((row) => row.textContent)).to.deep.equal(frozen);
      }
      await log.sees(/[1-9][\d,]* waiting/);
    } finally {
      clearInterval(flood);
    }
  });

  it('lets a hundred thousand wait and counts what is cut beyond', async function () {
    this.timeout(40_000);
    const log = await desk.log();
    desk.emit(20);
    await log.topIs('n.19');
    log.button('Pause').click();
    // In parts, so that none of them is beyond what the gateway's stream can replay.
    for (let part = 0; part < 20; part++) {
      desk.emit(5000);
      await painted();
    }
    await log.sees(/100,000 waiting/);
    expect(log.text).not.to.contain('cut');
    desk.emit(77);
    await log.sees(/100,000 waiting\s+77 older events dropped/);
    expect(log.actions[0]).to.equal('n.19');
    log.button('Resume').click();
    await log.topIs('n.100096');
    await log.sees(/100,000 events/);
    desk.emit(5000);
    await log.sees(/95,000 events/);
  });

  it('is each element its own affair', async () => {
    const [first, second] = [await desk.log(), await desk.log()];
    desk.emit(5);
    await Promise.all([first.topIs('n.4'), second.topIs('n.4')]);
    first.button('Pause').click();
    desk.emit(3);
    await second.topIs('n.7');
    await first.sees(/3 waiting/);
    expect(first.actions[0]).to.equal('n.4');
    first.button('Resume').click();
    await first.topIs('n.7');
  });

  it('is a property that a host may set', async () => {
    const log = await desk.log();
    desk.emit(1);
    await log.topIs('n.0');
    log.element.paused = true;
    await log.element.updateComplete;
    expect(log.button('Resume')).to.exist;
    expect(log.element.hasAttribute('paused')).to.equal(true);
  });

  it('stays through a dropped connection, with nothing lost or doubled', async () => {
    const log = await desk.log();
    desk.emit(5);
    await log.topIs('n.4');
    log.button('Pause').click();
    desk.emit(5);
    desk.client.drop();
    desk.emit(5);
    await log.sees(/Stale since/);
    desk.client.restore();
    await log.sees(/10 waiting/);
    log.button('Resume').click();
    await log.topIs('n.14');
    expect(await log.readAll()).to.deep.equal(Array.from({ length: 15 }, (_, index) => `n.${14 - index}`));
  });
});
