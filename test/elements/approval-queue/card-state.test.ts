import { expect } from '@open-wc/testing';
import { firstShown, received, reviewed } from '../../../src/elements/approval-queue/card/card-state.js';
import type { ApprovalRequest } from '../../../src/protocol/index.js';
import { anApproval } from '../../../src/testing/index.js';
import { aDecision } from '../approval-history/support.js';

const first = anApproval({ params: { to: 'ada' } });
const second: ApprovalRequest = { ...first, params: { to: 'mallory' } };
const third: ApprovalRequest = { ...first, params: { to: 'eve' } };
const now = { gateway: 1000, here: 2000 };
const waits = (request: ApprovalRequest) => ({ request, fault: undefined, ended: undefined });
const gone = (ended = undefined as ReturnType<typeof aDecision> | undefined) => ({
  request: undefined,
  fault: undefined,
  ended,
});
const paths = (changes: readonly { readonly path: string }[]) => changes.map(({ path }) => path);

describe('what a card shows of its request', () => {
  it('a change is shown at once where nothing is frozen, and is to be reviewed all the same', () => {
    const shown = received(firstShown(first), waits(second), false, now);
    expect(shown.request).to.equal(second);
    expect(shown.pendingChange).to.equal(undefined);
    expect(shown.changedAt).to.equal(1000);
    expect(paths(shown.changes)).to.deep.equal(['params.to']);
  });

  it('a change waits while the card is frozen', () => {
    const shown = received(firstShown(first), waits(second), true, now);
    expect(shown.request).to.equal(first);
    expect(shown.pendingChange).to.equal(second);
    expect(shown.changedAt).to.equal(undefined);
    expect(paths(shown.changes)).to.deep.equal(['params.to']);
  });

  it('reviewing accepts the version that was on the screen, not the one that came after it', () => {
    const changed = received(firstShown(first), waits(second), true, now);
    const again = received(changed, waits(third), true, now);
    const shown = reviewed(again, second, now);
    expect(shown.request).to.equal(second);
    expect(shown.pendingChange).to.equal(third);
    expect(paths(shown.changes)).to.deep.equal(['params.to']);
    expect(reviewed(shown, third, now).changes).to.deep.equal([]);
  });

  it('what becomes of it again what it was needs no review', () => {
    const changed = received(firstShown(first), waits(second), true, now);
    expect(received(changed, waits({ ...first }), true, now).changes).to.deep.equal([]);
  });

  it('says since when one that ended can be read, from the first moment on', () => {
    const ended = received(firstShown(first), gone(), false, now);
    expect(ended.ended).to.equal(undefined);
    expect(ended.endedSince).to.equal(2000);
    const told = received(ended, gone(aDecision(0, { params: first.params })), false, { gateway: 5000, here: 6000 });
    expect(told.ended?.outcome).to.be.a('string');
    expect(told.endedSince).to.equal(2000);
  });

  it('names in which parameters it ended otherwise than shown', () => {
    const shown = received(firstShown(first), gone(aDecision(0, { params: second.params })), false, now);
    expect(paths(shown.changes)).to.deep.equal(['to']);
  });

  it('starts over for a request that was believed ended and is pending again', () => {
    const ended = received(firstShown(first), gone(), false, now);
    const shown = received({ ...ended, overtaken: 'unknown' }, waits(first), false, now);
    expect(shown).to.deep.include({ ended: null, endedSince: undefined, overtaken: undefined, changes: [] });
  });

  it('is the same object while nothing is new, so that nothing is drawn again', () => {
    const shown = received(firstShown(first), waits(second), false, now);
    expect(received(shown, waits(second), false, now)).to.equal(shown);
    const ended = received(shown, gone(), false, now);
    expect(received(ended, gone(), false, now)).to.equal(ended);
  });
});
