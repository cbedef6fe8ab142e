import { expect } from '@open-wc/testing';
import '../../../src/elements/approval-queue/define.js';
import type { Approvals } from '../../../src/data/approvals/approvals.js';
import type { ApprovalCard } from '../../../src/elements/approval-queue/card/approval-card.js';
import { initialState } from '../../../src/elements/approval-queue/card/card-state.js';
import { CardDeck, foldAfterMs } from '../../../src/elements/approval-queue/list/card-deck.js';
import { anApproval } from '../../../src/testing/index.js';
import { until } from '../../support/browser.js';
import { aDecision } from '../approval-history/support.js';

describe('the deck', () => {
  const { now } = Date;
  afterEach(() => (Date.now = now));

  it('comes back for a card whose time to be read runs out while the cards are dealt', async () => {
    let due = 0;
    const deck = new CardDeck(
      (request) => {
        // The tag's class is this one's: nothing else was loaded here.
        // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
        const card = document.createElement('comis-approval-card') as ApprovalCard;
        card.state = initialState(request);
        return card;
      },
      () => {},
      () => (due += 1),
    );
    const request = anApproval();
    const dealt = (requests: Approvals['requests'], ended: Approvals['ended']): Approvals => ({
      requests,
      ended,
      faults: new Map(),
      unlisted: 0,
      leftOut: [],
      listedAt: 0,
    });
    deck.update(dealt([request], new Map()), false, null);
    const over = dealt([], new Map([[request.approvalId, aDecision(0, { approvalId: request.approvalId })]]));
    deck.update(over, false, null);
    const since = now();
    for (const card of deck.cards) card.show({ ...card.shown, endedSince: since });
    // Each time somebody asks for it, another millisecond has gone; the first finds one left.
    let asked = since + foldAfterMs - 1;
    Date.now = () => asked++;
    deck.update(over, false, null);
    expect(deck.cards).to.have.length(1);
    await until(() => due > 0, 'the deck to come back');
    deck.update(over, false, null);
    expect(deck.cards).to.have.length(0);
    deck.release();
  });
});
