import { property } from 'lit/decorators.js';
import { ComisElement } from './comis-element.js';

/**
 * The base class of the queue and of every element that contains one: the attention modes and the linked request.
 * Passed on to parts (see Parts).
 */
export abstract class QueueElement extends ComisElement {
  /**
   * How to draw attention to requests that wait: `title` (how many, before the title of the page), `notification` (one per
   * browser while the page is hidden, once a person has allowed it), `sound` (after the first click in the page); several
   * with spaces between them. None by default.
   */
  @property() attention = '';

  /** The id of a linked request: it is scrolled to once and marked, or its outcome is shown. None when empty. */
  @property({ reflect: true, useDefault: true }) request = '';

  constructor() {
    super();
    // The containing element must follow, or it would reset the property.
    this.addEventListener('comis-request-linked', ({ detail }) => {
      this.request = detail.approvalId;
    });
  }
}
