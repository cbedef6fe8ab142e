import { expect } from '@open-wc/testing';
import { AsShown } from '../../../src/ui/guards/as-shown.js';

describe('what was shown', () => {
  it('holds while the value is the same, a copy of it, or gone', () => {
    const value = { path: '/a' };
    let latest: { path: string } | undefined = value;
    const shown = new AsShown(value, { latest: () => latest, drawn: [] });
    expect(shown.changedTo).to.equal(undefined);
    latest = { path: '/a' };
    expect(shown.changedTo).to.equal(undefined);
    latest = { path: '/b' };
    expect(shown.changedTo).to.equal(latest);
    latest = undefined;
    expect(shown.changedTo).to.equal(undefined);
    expect(shown.isAltered).to.equal(false);
  });

  it('is compared as the act compares it', () => {
    const isSame = (a: { id: string }, b: { id: string }) => a.id === b.id;
    let latest = { id: 'a', uses: 1 };
    const shown = new AsShown({ id: 'a', uses: 0 }, { latest: () => latest, isSame, drawn: [] });
    expect(shown.changedTo).to.equal(undefined);
    latest = { id: 'b', uses: 0 };
    expect(shown.changedTo).to.equal(latest);
  });

  it('does not hold when the text of any element that showed it was altered', () => {
    let altered = false;
    const drawn = [{ whyNot: () => undefined }, { whyNot: () => (altered ? 'altered' : undefined) }];
    const shown = new AsShown({}, { latest: () => undefined, drawn });
    expect(shown.isAltered).to.equal(false);
    altered = true;
    expect(shown.isAltered).to.equal(true);
  });
});
