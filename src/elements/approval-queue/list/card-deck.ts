import type { Approvals } from '../../../data/approvals/approvals.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import { byDeadline } from '../../../data/approvals/approvals.js';
import { arrange } from '../../../data/approvals/approval-order.js';
import type { ApprovalRequest } from '../../../protocol/index.js';
import type { ApprovalCard } from '../card/approval-card.js';
import { firstShown, received } from '../card/card-state.js';
import { cardKey, keyed } from './card-keys.js';
import { CardChunks } from './card-chunks.js';
import { CardFilling } from './card-filling.js';
import { CardHeights } from './card-heights.js';
import { shieldMs } from '../../../ui/guards/input-shield.js';
import { UserScroll } from '../../../ui/guards/user-scroll.js';
import { CardPage, noneUnshown } from './card-page.js';
import { groupSimilar } from '../similar/groups.js';

/** How long an ended card stays readable before it is removed, in ms, unless held by pointer or focus. */
export const foldAfterMs = 3000;

/** The inputs of the layout. */
interface Layout {
  readonly approvals: Approvals;
  readonly held: ApprovalCard | undefined;
  /** Whether similar requests are grouped. */
  readonly grouped: boolean;
}

/**
 * The cards of a queue: which request each shows, their order, and which arrivals are held back because they would move
 * the card that a person is about to use. Elements are moved, never recreated, so that typed text stays.
 */
export class CardDeck {
  readonly #cards = new Map<string, ApprovalCard>();
  readonly #create: (request: ApprovalRequest) => ApprovalCard;
  readonly #filling: CardFilling;
  readonly #chunks = new CardChunks((cards) => this.#filling.fill(cards));
  readonly #heights = new CardHeights();
  readonly #scroll = new UserScroll();
  readonly #page = new CardPage();
  /** The cards in order. */
  #order: readonly ApprovalCard[] = [];
  #list: HTMLElement | undefined;
  #tops = new Map<ApprovalCard, number>();
  #lastHeld: ApprovalCard | undefined;
  #movedAt = 0;
  readonly #due: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The inputs of the last layout; undefined when the next one must be complete. */
  #laidOut: Layout | undefined;
  #decidable: readonly ApprovalRequest[] = [];

  /** The arrivals held back because they would move the held card. */
  heldBack: readonly string[] = [];
  /** Pending requests beyond the shown page. */
  unshown = noneUnshown;
  /** Whether similar requests are grouped, each group sorted by its nearest deadline. Off by default. */
  grouped: () => boolean = () => false;

  /**
   * @param filled called for each card before it shows its content.
   * @param due called when the reading time of an ended card is over.
   */
  constructor(
    create: (request: ApprovalRequest) => ApprovalCard,
    filled: (card: ApprovalCard) => void,
    due: () => void,
  ) {
    this.#create = create;
    this.#due = due;
    this.#filling = new CardFilling(filled);
  }

  /** The cards in order. */
  get cards(): readonly ApprovalCard[] {
    return this.#order;
  }

  /** The pending requests, nearest deadline first, including those without a card. */
  get waiting(): readonly ApprovalRequest[] {
    return this.#decidable;
  }

  /** The card of a request, if it has one. */
  cardOf(approvalId: string): ApprovalCard | undefined {
    return this.#cards.get(cardKey(approvalId));
  }

  /** The cards on or near the screen. */
  get near(): ReadonlySet<ApprovalCard> {
    return this.#chunks.near;
  }

  /**
   * Computes the order of the cards and updates their state. {@link place} then moves them.
   *
   * @param engaged true while pointer or focus are in the queue: then the last held card stays held.
   * @param line the line above the cards, which must not push them down.
   */
  update(approvals: Approvals, engaged: boolean, line: HTMLElement | null): void {
    const grouped = this.grouped();
    if (this.#laidOut && grouped !== this.#laidOut.grouped) this.releaseHold();
    const layout = { approvals, grouped, held: this.#hold(engaged) };
    if (!this.#isDue(layout)) return;
    this.#laidOut = layout;
    const { requests, faults } = approvals;
    this.#decidable = faults.size === 0 ? requests : requests.filter(({ approvalId }) => !faults.has(approvalId));
    // Read the clock once: a card kept for its reading time must also get a timer.
    const now = Date.now();
    const waiting = keyed(requests);
    const { shown, heldBack } = this.#arrange(layout, waiting, now);
    this.unshown = this.#page.unshown(waiting, new Set([...shown, ...heldBack]));
    this.heldBack = heldBack;
    this.#lockHeights(layout.held, line);
    this.#order = this.#show(shown, waiting, layout, now);
    this.#removeAllBut(new Set(shown));
    this.#wake(now);
  }

  /** Puts the cards in order, moving only those out of place: a moved element loses the focus. */
  place(list: HTMLElement): void {
    this.#list = list;
    if (this.#chunks.place(list, this.#order)) this.#movedAt = performance.now();
    this.#filling.order(this.#order);
  }

  /** Shows one page of cards more. */
  more(): void {
    this.#page.more();
    this.#laidOut = undefined;
  }

  /** Ensures that a request beyond the shown page gets a card with the next update. */
  pin(approvalId: string): void {
    this.#page.pin(cardKey(approvalId));
    this.#laidOut = undefined;
  }

  /** Scrolls to a card and focuses it. */
  goTo(card: ApprovalCard): void {
    this.#filling.fill([card]);
    card.focus({ preventScroll: true });
    const isTall = card.getBoundingClientRect().height > innerHeight * 0.8;
    card.scrollIntoView({ block: isTall ? 'start' : 'nearest' });
  }

  /** Releases held cards: the next update sorts all. */
  releaseHold(): void {
    this.#lastHeld = undefined;
  }

  /** Removes all cards with what was typed, selected and opened in them; the next update creates new ones. */
  clear(): void {
    for (const card of this.#cards.values()) card.remove();
    this.#cards.clear();
    this.#tops.clear();
    this.#order = [];
    this.#laidOut = undefined;
    this.#page.reset();
    this.heldBack = [];
    this.unshown = noneUnshown;
    this.releaseHold();
  }

  /** The page is visible again: restarts the reading time of ended cards. */
  noteSeen(): void {
    for (const card of this.#order) {
      if (card.ended !== null) card.show({ ...card.shown, endedSince: Date.now() });
    }
  }

  /** A person acted in a card, which may change its height. */
  noteInteraction(card: ApprovalCard): void {
    this.#heights.loosen(card);
  }

  /** A card is about to change by itself, which may change its height. */
  noteNews(card: ApprovalCard): void {
    if (this.#lastHeld) this.#heights.lockAgain(card);
  }

  /** The width of the cards changed. */
  resized(): void {
    this.#heights.unlock();
  }

  /**
   * Guards the buttons of every card that appeared or moved since the last call, except by the person's own scrolling.
   * Cards far from the screen are checked when they come near.
   */
  shieldMoved(): void {
    if (!this.#list) return;
    const scrolled = this.#scroll.of(this.#list);
    const tops = new Map<ApprovalCard, number>();
    for (const card of this.near) {
      const top = card.getBoundingClientRect().top + scrolled;
      tops.set(card, top);
      const before = this.#tops.get(card);
      if (before === undefined ? performance.now() - this.#movedAt < shieldMs : Math.abs(before - top) > 1) {
        card.shield();
      }
    }
    this.#tops = tops;
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#filling.release();
    this.#chunks.release();
    this.#heights.unlock();
    this.#list = undefined;
  }

  /** Whether paging must keep a card: it is visible, held, or shows its outcome. */
  #mustStay(card: ApprovalCard | undefined): boolean {
    if (!card) return false;
    return (
      this.near.has(card) ||
      card.selected ||
      card.comment !== '' ||
      card.sending ||
      !!card.state.error ||
      card.ended !== null
    );
  }

  /** The lowest held card: nothing above it may move. */
  #hold(engaged: boolean): ApprovalCard | undefined {
    // What the pointer or the focus is on is near.
    const held = [...this.near].filter((card) => card.held).map((card) => this.#order.indexOf(card));
    if (held.length > 0) this.#lastHeld = this.#order[Math.max(...held)];
    else if (!engaged || !this.#lastHeld?.isConnected) this.#lastHeld = undefined;
    return this.#lastHeld;
  }

  /** Whether the layout may have changed; ended cards are removed over time. */
  #isDue({ approvals, held, grouped }: Layout): boolean {
    const last = this.#laidOut;
    const isAsBefore = approvals === last?.approvals && held === last.held && grouped === last.grouped;
    return !isAsBefore || this.#order.some((card) => card.ended !== null);
  }

  /** The keys of the shown cards, in order, and those held back because they would move the held one. */
  #arrange(
    { approvals, held }: Layout,
    waiting: ReadonlyMap<string, ApprovalRequest>,
    now: number,
  ): ReturnType<typeof arrange> {
    const before = this.#order.map((card) => card.key);
    const sorted = this.#sorted(approvals, waiting, { held, now });
    const page = this.#page.cut(sorted, (key) => this.#mustStay(this.#cards.get(key)));
    return arrange(before, page, held?.key);
  }

  /** Cards on the screen keep their heights while one is held. */
  #lockHeights(held: ApprovalCard | undefined, line: HTMLElement | null): void {
    if (!held) {
      this.#heights.unlock();
      return;
    }
    this.#heights.lock(line ? [...this.near, line] : this.near);
    if (this.#list) this.#heights.keep(this.#list);
  }

  /** Updates the state of each card, creating new ones. @returns the cards in order. */
  #show(
    keys: readonly string[],
    waiting: ReadonlyMap<string, ApprovalRequest>,
    { approvals, held }: Layout,
    now: number,
  ): readonly ApprovalCard[] {
    const heldAt = held ? this.#order.indexOf(held) : -1;
    return keys.flatMap((key, index) => {
      const request = waiting.get(key);
      const fault = request && approvals.faults.get(request.approvalId);
      const card = this.#cards.get(key);
      if (!card) return request ? this.#add(key, request, fault) : [];
      if (held && hasNews(card, request)) this.#heights.lockAgain(card);
      const ended = approvals.ended.get(card.request.approvalId);
      const moment = { gateway: card.now(), here: now };
      card.show(received(card.shown, { request, fault, ended }, index <= heldAt, moment));
      return card;
    });
  }

  #add(key: string, request: ApprovalRequest, fault: Fault | undefined): ApprovalCard {
    const card = this.#create(request);
    card.key = key;
    card.show(firstShown(request, fault));
    this.#cards.set(key, card);
    return card;
  }

  #removeAllBut(kept: ReadonlySet<string>): void {
    for (const [key, card] of this.#cards) {
      if (kept.has(key)) continue;
      this.#cards.delete(key);
      this.#tops.delete(card);
      card.remove();
    }
  }

  /** Schedules the removal of the next ended card. Held cards wait until they are released. */
  #wake(now: number): void {
    clearTimeout(this.#timer);
    const left = this.#order.filter((card) => card.ended !== null).map((card) => leftToRead(card, now));
    const next = Math.min(...left.filter((ms) => ms > 0));
    if (next < Infinity) this.#timer = setTimeout(this.#due, next + 1);
  }

  /** Everything to show, in order: pending requests, and ended ones within their reading time. */
  #sorted(
    approvals: Approvals,
    waiting: ReadonlyMap<string, ApprovalRequest>,
    { held, now }: { held: ApprovalCard | undefined; now: number },
  ): readonly string[] {
    const heldAt = held ? this.#order.indexOf(held) : -1;
    const leftOut = new Set(approvals.leftOut);
    const ended = this.#order.filter((card, index) => {
      if (waiting.has(card.key) || leftOut.has(card.request.approvalId)) return false;
      // Removing a card above the held one would move it; and a hidden page is not being read.
      return index <= heldAt || card.held || document.hidden || leftToRead(card, now) > 0;
    });
    const keys = new Map<ApprovalRequest, string>([...waiting].map(([key, request]) => [request, key]));
    for (const card of ended) keys.set(card.request, card.key);
    const all = ended.length === 0 ? approvals.requests : [...keys.keys()].sort(byDeadline);
    return (this.grouped() ? groupSimilar(all) : all).flatMap((request) => keys.get(request) ?? []);
  }
}

/** How long an ended card stays, in ms. */
function leftToRead({ shown }: ApprovalCard, now: number): number {
  return (shown.endedSince ?? now) + foldAfterMs - now;
}

/** Whether a card is about to change. */
function hasNews(card: ApprovalCard, request: ApprovalRequest | undefined): boolean {
  return request ? request !== card.latest || card.ended === undefined : card.ended === null;
}
