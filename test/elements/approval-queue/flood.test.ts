/** Who asks too often is named, where it does not push away what is about to be pressed. */
import { expect } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { ManualClock, SimulatedGateway } from '../../../src/testing/index.js';
import { deepQueryAll, expectAccessible, expectEvents, painted, until } from '../../support/browser.js';
import { Desk, read } from './desk.js';

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

/** Its code is loaded once some requests are known. */
const found = () => deepQueryAll(desk.queue, '*').find((each) => each.localName.endsWith('approval-rate'));
const banner = () => found()!;
const words = () => {
  const shown = found()?.shadowRoot!.querySelector<HTMLElement>('.flood');
  return shown ? read(shown) : '';
};
const spoken = () => {
  const region = found()?.shadowRoot!.querySelector<HTMLElement>('[role=status]');
  return region ? read(region) : '';
};
const flood = (count: number, request: Parameters<Desk['ask']>[0] = {}) => {
  for (let index = 0; index < count; index++) desk.ask({ agentId: 'busy-bot', risk: 'low', ...request });
};

describe('a flood', () => {
  it('is named with its rate, counting what was there and what was decided already, and not at ten', async () => {
    flood(5);
    flood(10, { agentId: 'calm-bot' });
    await desk.open();
    for (let index = 0; index < 5; index++) {
      desk.gateway.approvals.withdraw(desk.ask({ agentId: 'busy-bot' }));
    }
    await painted();
    expect(words()).to.equal('');
    flood(8);
    await until(() => words() !== '', 'the banner');
    expect(words()).to.equal('18 requests a minute from busy-bot');
    await expectAccessible(banner());
  });

  it('names the person where no agent is given, with invisible characters shown, the worst first', async () => {
    await desk.open();
    flood(11, { agentId: undefined, user: 'mar\u202eia' });
    flood(12);
    await until(() => words().includes('12'), 'the banner');
    expect(words()).to.equal('12 requests a minute from busy-bot and from 1 more');
    flood(5, { agentId: undefined, user: 'mar\u202eia' });
    await until(() => words().startsWith('16'), 'the worst first');
    expect(words()).to.equal('16 requests a minute for marU+202Eia and from 1 more');
    expect(banner().shadowRoot!.textContent).to.not.contain('\u202e');
  });

  it('is announced once, politely, however long it goes on', async () => {
    await desk.open();
    flood(11);
    await until(() => spoken() !== '', 'the announcement');
    expect(spoken()).to.equal('Many requests from busy-bot: 11 a minute');
    flood(20);
    await until(() => words().startsWith('31'), 'the new rate');
    // It must not be said again, which was said within this time when the flood began.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(spoken()).to.equal('Many requests from busy-bot: 11 a minute');
  });

  it('is over a minute after the rate has fallen, by the clock of the gateway', async () => {
    const clock = new ManualClock(Date.now() - 600_000);
    const gateway = new SimulatedGateway({ clock });
    desk.close();
    desk = Object.assign(new Desk(), { gateway, client: gateway.client() });
    await desk.open();
    flood(18, { createdAt: clock.now() });
    await until(() => words() === '18 requests a minute from busy-bot', 'the banner');
    clock.advance(61_000);
    await until(() => words().includes('in the last minute'), 'the rate to fall');
    expect(words()).to.equal('18 requests a minute from busy-bot (0 in the last minute)');
    clock.advance(60_000);
    await until(() => words() === '', 'the banner to go');
  });

  it('is information: pressing it does nothing', async () => {
    await desk.open();
    flood(11);
    await until(() => words() !== '', 'the banner');
    const before = desk.cards.map((card) => read(card)).length;
    await expectEvents(desk.queue, 'comis-before-decide', 0, () => desk.click(banner()));
    expect(banner().shadowRoot!.querySelectorAll('button, a, [tabindex]')).to.have.length(0);
    expect(desk.cards).to.have.length(before);
    expect(desk.queue.shadowRoot!.querySelectorAll('.card input:checked')).to.have.length(0);
  });

  it('is not claimed while nothing arrives by itself', async () => {
    await desk.open();
    flood(11);
    await until(() => words() !== '', 'the banner');
    await desk.leave();
    desk.client.dropStream();
    await until(() => words() === '', 'the banner to go');
    desk.client.restore();
    await until(() => words() !== '', 'the banner to come back');
  });

  for (const width of [320, 500, 700, 1000]) {
    it(`moves no card under the pointer, coming or going, ${width} px wide`, async () => {
      const clock = new ManualClock(Date.now());
      const gateway = new SimulatedGateway({ clock });
      desk.close();
      desk = Object.assign(new Desk(), { gateway, client: gateway.client() });
      await setViewport({ width, height: 600 });
      try {
        desk.ask({ action: 'held.one', timeoutMs: 100_000, createdAt: clock.now() });
        await desk.open();
        const card = await desk.card('held.one');
        const top = () => card.getBoundingClientRect().top;
        const { left } = card.getBoundingClientRect();
        await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top() + 20)] });
        await painted();
        const before = top();
        flood(18, { agentId: 'an-agent-with-a-rather-long-name.of.a-department', createdAt: clock.now() });
        await until(() => words() !== '', 'the banner');
        await painted();
        expect(top() - before, 'as it came').to.be.closeTo(0, 1);
        clock.advance(90_000);
        await until(() => words().includes('last minute'), 'the rate to fall');
        clock.advance(60_000);
        await until(() => words() === '', 'the banner to go');
        await painted();
        expect(top() - before, 'as it went').to.be.closeTo(0, 1);
        await desk.leave();
      } finally {
        await setViewport({ width: 800, height: 600 });
      }
    });
  }
});
