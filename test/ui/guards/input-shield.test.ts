import { expect } from '@open-wc/testing';
import { InputShield, shieldMs } from '../../../src/ui/guards/input-shield.js';
import { until } from '../../support/browser.js';

/** What a person made at a moment, whenever it is heard of. */
const made = (timeStamp: number, more = {}) => ({ isTrusted: true, timeStamp, ...more }) as MouseEvent & KeyboardEvent;
const busyUntil = (time: number) => {
  while (performance.now() < time);
};

describe('InputShield', () => {
  it('counts from when a click was begun and ended, however late a busy page hears of it', () => {
    let changes = 0;
    const shield = new InputShield(() => (changes += 1));
    shield.raise();
    const raised = performance.now();
    busyUntil(raised + shieldMs + 20);
    expect(shield.open).to.equal(true);
    expect(shield.acceptsKey(made(raised + 100)), 'a key').to.equal(false);
    expect(shield.acceptsKey(made(performance.now(), { repeat: true })), 'a key that is held down').to.equal(false);
    expect(shield.acceptsKey(made(performance.now()))).to.equal(true);
    expect(shield.accepts(made(raised + 100)), 'a click').to.equal(false);
    expect([changes, shield.open], 'it starts over').to.deep.equal([1, false]);
    const again = performance.now();
    busyUntil(again + shieldMs + 20);
    shield.press(made(again + 100));
    expect(shield.accepts(made(performance.now())), 'a click begun too early').to.equal(false);
    busyUntil(performance.now() + shieldMs + 20);
    shield.press(made(performance.now()));
    expect(shield.accepts(made(performance.now()))).to.equal(true);
    shield.release();
  });

  it('lasts from when there was something to see, in a page that was busy until then', async () => {
    const told: { open: boolean; at: number }[] = [];
    const shield = new InputShield(() => told.push({ open: shield.open, at: performance.now() }));
    shield.raise();
    shield.wait();
    busyUntil(performance.now() + shieldMs + 20);
    expect(shield.open, 'while nothing was drawn').to.equal(true);
    const drawn = await until(() => told.find(({ open }) => !open), 'the frame');
    const end = await until(() => told.find(({ open, at }) => open && at > drawn.at), 'the end');
    expect(end.at - drawn.at).to.be.greaterThan(shieldMs - 5);
    shield.release();
  });
});
