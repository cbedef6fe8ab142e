import type { ReactiveController } from 'lit';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { emit } from '../../../ui/base/emit.js';
import type { QueueElement } from '../../../ui/base/queue-element.js';
import type { ApprovalCard } from '../card/approval-card.js';

/** How often a card is scrolled to until it lies still: those around it get their content, and their height, on the way. */
const mostTries = 8;
/** What a person does who wants to look elsewhere. */
const ownMoves = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

/** Where the cards are, for {@link LinkedCard}. */
export interface LinkedCards {
  /** The cards as they lie. */
  readonly cards: () => readonly ApprovalCard[];
  /** The requests that wait; undefined before the first read. */
  readonly waiting: () => readonly ApprovalRequest[] | undefined;
  /** Gives a request a card that waits beyond those that are shown. */
  readonly reveal: (approvalId: string) => void;
  /** What stays above the cards while they scroll. */
  readonly bar: () => HTMLElement | null | undefined;
}

/** How much room is left above a card that is scrolled to, in px. */
const room = 8;

/** Leads to the card of the request that its queue names: marks it, and scrolls to it once. The focus stays where it is. */
export class LinkedCard implements ReactiveController {
  readonly #host: QueueElement;
  readonly #where: LinkedCards;
  /** What the queue named when that was last looked at. */
  #named = '';
  /** What a card was asked for last. */
  #revealed = '';
  /** What is still to be scrolled to. */
  #sought = '';
  /** Detects when a queue that was not laid out, in a closed tab, becomes visible. */
  readonly #shown = new ResizeObserver(() => this.#look());
  #moving: AbortController | undefined;

  constructor(host: QueueElement, where: LinkedCards) {
    this.#host = host;
    this.#where = where;
    host.addController(this);
  }

  /** Makes the page lead to a request, or no longer, as a person wants, who sees the card: nothing scrolls. */
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
      // Scrolling moves buttons: guard clicks.
      for (const each of this.#where.cards()) if (each.near) each.shield();
      card.style.scrollMarginBlockStart = `${String((this.#where.bar()?.offsetHeight ?? 0) + room)}px`;
      card.scrollIntoView({ block: 'start', inline: 'nearest', behavior: 'instant' });
      const now = card.getBoundingClientRect().top;
      if (now === top && card.filled) break;
      top = now;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    stop();
  }
}
