import type { ApprovalRequest } from '../../../protocol/index.js';
import type { Card } from '../card/card.js';

/** What the table needs from the queue. */
export interface SimilarSource<C extends Card> {
  /**
   * The pending requests similar to this one, itself included, nearest deadline first; undefined when there are none.
   */
  readonly groupOf: (approvalId: string) => readonly ApprovalRequest[] | undefined;
  /** The card of a request, if it has one. */
  readonly cardOf: (approvalId: string) => C | undefined;
  /** Selects or unselects these cards. */
  readonly select: (cards: readonly C[], on: boolean) => void;
  /** Scrolls to a card and focuses it. */
  readonly goTo: (card: C) => void;
  /** The content of this card is about to change, which must not move anything. */
  readonly onNews: (card: C) => void;
}
