import { property } from 'lit/decorators.js';
import { ComisElement } from './comis-element.js';

/**
 * What the queue of requests and every element that holds one have in common: how they draw attention, and to which request
 * they lead. Each hands it on to its parts (see Parts).
 */
export abstract class QueueElement extends ComisElement {
  /**
   * How to draw attention to requests that wait: `title` (how many, before the title of the page), `notification` (one per
   * browser while the page is hidden, once a person has allowed it), `sound` (after the first click in the page); several
   * with spaces between them. None by default.
   */
  @property() attention = '';

  /** The id of a request to lead to: it is scrolled to once and marked, or it is said how it ended. None when empty. */
  @property({ reflect: true }) request = '';

  constructor() {
    super();
    // Whoever holds the one in which it was pressed follows, or it would set it back.
    this.addEventListener('comis-request-linked', ({ detail }) => {
      this.request = detail.approvalId;
    });
  }
}
