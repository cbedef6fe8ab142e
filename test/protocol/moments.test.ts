import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasPassed, likelyMoment, timeTrouble } from '../../src/protocol/index.js';

const now = Date.UTC(2026, 10, 30);

describe('times that cannot be right', () => {
  it('real use 45: are told from likely ones, with the unit in which they make sense', () => {
    const cases: [number, ReturnType<typeof timeTrouble>][] = [
      [now, undefined],
      [now / 1000, 'seconds'],
      [now * 1000, 'microseconds'],
      [0, 'impossible'],
      [12_345, 'impossible'],
      [Date.UTC(2001, 0), undefined],
      // Ends that nobody waits for: the year 9999, and the latest that a Date can hold.
      [Date.UTC(9999, 11, 31), undefined],
      [8.64e15, undefined],
    ];
    for (const [ms, trouble] of cases) assert.equal(timeTrouble(ms), trouble, String(ms));
    assert.equal(likelyMoment(now / 1000), now);
    assert.equal(likelyMoment(now * 1000), now);
    assert.equal(likelyMoment(12_345), undefined);
  });

  it('real use 45: nothing is called over by them', () => {
    assert.equal(hasPassed(now / 1000, now), false);
    assert.equal(hasPassed(now - 1, now), true);
    assert.equal(hasPassed(now + 1, now), false);
  });
});
