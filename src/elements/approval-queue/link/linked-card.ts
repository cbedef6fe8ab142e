import type { ReactiveController } from 'lit';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { emit } from '../../../ui/base/emit.js';
import type { QueueElement } from '../../../ui/base/queue-element.js';
import type { ApprovalCard } from '../card/approval-card.js';
import { resizeObserver } from '../../../controllers/observers.js';

/** How often a card is scrolled to until its position settles: cards around it get their content on the way. */
const mostTries = 8;
/** The user input that ends scrolling to the card. */
const ownMoves = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

/** The queue, as {@link LinkedCard} needs it. */
export interface LinkedCards {
  /** The cards in order. */
  readonly cards: () => readonly ApprovalCard[];
  /** The pending requests; undefined before the first read. */
  readonly waiting: () => readonly ApprovalRequest[] | undefined;
  /** Adds a card for a request beyond the shown page. */
  readonly reveal: (approvalId: string) => void;
  /** The sticky header above the cards. */
  readonly bar: () => HTMLElement | null | undefined;
}

/** The space above a card that is scrolled to, in px. */
const room = 8;

/** Marks the card of the linked request and scrolls to it once. The focus does not move. */
export class LinkedCard implements ReactiveController {
  readonly #host: QueueElement;
  readonly #where: LinkedCards;
  /** The linked id at the last update. */
  #named = '';
  /** The id for which a card was last requested. */
  #revealed = '';
  /** The id still to be scrolled to. */
  #sought = '';
  /** Detects when a queue that was not laid out, in a closed tab, becomes visible. */
  readonly #shown = resizeObserver(() => this.#look());
  #moving: AbortController | undefined;

  constructor(host: QueueElement, where: LinkedCards) {
    this.#host = host;
    this.#where = where;
    host.addController(this);
  }

  /** Links or unlinks a request from its own card, which is in view: nothing scrolls. */
  toggle(approvalId: string): void {
    const next = this.#host.request === approvalId ? '' : approvalId;
    this.#named = next;
    this.#sought = '';
    emit(this.#host, 'comis-request-linked', { approvalId: next });
  }

  hostConnected(): void {
    this.#shown.observe(this.#host);
  }

  hostUpdate(): void {
    const { request } = this.#host;
    if (request === this.#named) return;
    this.#named = this.#sought = request;
    this.#moving?.abort();
  }

  hostUpdated(): void {
    for (const card of this.#where.cards()) card.linked = card.request.approvalId === this.#named && this.#named !== '';
    this.#look();
  }

  hostDisconnected(): void {
    this.#shown.disconnect();
    this.#moving?.abort();
  }

  #look(): void {
    const sought = this.#sought;
    const waiting = this.#where.waiting();
    if (sought === '' || !waiting) return;
    const card = this.#where.cards().find(({ request }) => request.approvalId === sought);
    if (card) {
      if (card.getClientRects().length > 0) void this.#goTo(card);
    } else if (!waiting.some(({ approvalId }) => approvalId === sought)) this.#sought = '';
    else if (sought !== this.#revealed) this.#where.reveal((this.#revealed = sought));
  }

  async #goTo(card: ApprovalCard): Promise<void> {
    this.#sought = '';
    this.#moving?.abort();
    const { signal } = (this.#moving = new AbortController());
    const stop = () => this.#moving?.abort();
    for (const type of ownMoves) addEventListener(type, stop, { signal, capture: true, passive: true });
    let top = NaN;
    for (let tries = 0; tries < mostTries && !signal.aborted; tries++) {
      card.style.scrollMarginBlockStart = `${String((this.#where.bar()?.offsetHeight ?? 0) + room)}px`;
      card.scrollIntoView({ block: 'start', inline: 'nearest', behavior: 'instant' });
      // Scrolling moves buttons: guard clicks, also on cards that the browser has not yet reported as near.
      for (const each of this.#where.cards()) if (each.near || isInView(each)) each.shield();
      const now = card.getBoundingClientRect().top;
      if (now === top && card.filled) break;
      top = now;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    stop();
  }
}

function isInView(card: Element): boolean {
  const { top, bottom } = card.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
