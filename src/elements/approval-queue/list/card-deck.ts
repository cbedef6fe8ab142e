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

/** How long a card that has ended stays to be read before it folds, in ms, if neither pointer nor focus keeps it. */
export const foldAfterMs = 3000;

/** What the cards are laid out by. */
interface Layout {
  readonly approvals: Approvals;
  readonly held: ApprovalCard | undefined;
  /** Whether similar requests lie next to each other. */
  readonly grouped: boolean;
}

/**
 * The cards of a queue: which request each shows, in which order, and which arrivals are held back because they would move
 * the card that a person is about to use. Moves elements, never recreates them: what is typed into one stays with it.
 */
export class CardDeck {
  readonly #cards = new Map<string, ApprovalCard>();
  readonly #create: (request: ApprovalRequest) => ApprovalCard;
  readonly #filling: CardFilling;
  readonly #chunks = new CardChunks((cards) => this.#filling.fill(cards));
  readonly #heights = new CardHeights();
  readonly #scroll = new UserScroll();
  readonly #page = new CardPage();
  /** The cards as they lie. */
  #order: readonly ApprovalCard[] = [];
  #list: HTMLElement | undefined;
  #tops = new Map<ApprovalCard, number>();
  #lastHeld: ApprovalCard | undefined;
  #movedAt = 0;
  readonly #due: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the last update laid out; undefined when the next one must lay all out anew. */
  #laidOut: Layout | undefined;
  #decidable: readonly ApprovalRequest[] = [];

  /** The requests that wait to be laid out, since they would move the held card. */
  heldBack: readonly string[] = [];
  /** What waits beyond the cards of the page. */
  unshown = noneUnshown;
  /** Whether similar requests lie next to each other, a group by its nearest deadline. By default they do not. */
  grouped: () => boolean = () => false;

  /**
   * @param filled called for each card that is about to show its content.
   * @param due called when a card that has ended has been there long enough.
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

  /** The cards as they lie. */
  get cards(): readonly ApprovalCard[] {
    return this.#order;
  }

  /** The requests that wait and can be decided, nearest deadline first: those without a card included. */
  get waiting(): readonly ApprovalRequest[] {
    return this.#decidable;
  }

  /** The card of a request, if it has one. */
  cardOf(approvalId: string): ApprovalCard | undefined {
    return this.#cards.get(cardKey(approvalId));
  }

  /** Those on the screen and close to it. */
  get near(): ReadonlySet<ApprovalCard> {
    return this.#chunks.near;
  }

  /**
   * Decides which cards lie where, and gives each what has become of its request. {@link place} then moves them there.
   *
   * @param engaged true while pointer or focus are somewhere in the queue: then what was held last stays held.
   * @param line what stands above the cards and must not push them down.
   */
  update(approvals: Approvals, engaged: boolean, line: HTMLElement | null): void {
    const grouped = this.grouped();
    if (this.#laidOut && grouped !== this.#laidOut.grouped) this.releaseHold();
    const layout = { approvals, grouped, held: this.#hold(engaged) };
    if (!this.#isDue(layout)) return;
    this.#laidOut = layout;
    const { requests, faults } = approvals;
    this.#decidable = faults.size === 0 ? requests : requests.filter(({ approvalId }) => !faults.has(approvalId));
    // One clock reading: a card kept for its reading time must also get a timer.
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

  /** Puts each element where it belongs, touching only those that are elsewhere: a moved element loses the focus. */
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

  /** Makes sure that a request gets a card with the next update, although it waits beyond the page. */
  pin(approvalId: string): void {
    this.#page.pin(cardKey(approvalId));
    this.#laidOut = undefined;
  }

  /** Brings a card onto the screen, with the focus on it. */
  goTo(card: ApprovalCard): void {
    this.#filling.fill([card]);
    card.focus({ preventScroll: true });
    const isTall = card.getBoundingClientRect().height > innerHeight * 0.8;
    card.scrollIntoView({ block: isTall ? 'start' : 'nearest' });
  }

  /** Forgets what was held: the next update puts every card in its place. */
  releaseHold(): void {
    this.#lastHeld = undefined;
  }

  /** Removes all cards with what was typed, selected and opened in them: the next update makes new ones. */
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

  /** The page is visible again: the time to read what ended starts now. */
  noteSeen(): void {
    for (const card of this.#order) {
      if (card.ended !== null) card.show({ ...card.shown, endedSince: Date.now() });
    }
  }

  /** A person has done something in a card, which may change its height. */
  noteInteraction(card: ApprovalCard): void {
    this.#heights.loosen(card);
  }

  /** A card is about to change by itself, which may change its height. */
  noteNews(card: ApprovalCard): void {
    if (this.#lastHeld) this.#heights.lockAgain(card);
  }

  /** All are wider or narrower than before. */
  resized(): void {
    this.#heights.unlock();
  }

  /**
   * Makes the buttons of every card inert that has appeared or moved since this was last called, for whatever reason but
   * people's scrolling: that is their own doing. Those far from the screen are looked at when they come near it.
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

  /** Whether the end of the page must not take a card away: somebody sees it or is at work in it, or it says how it ended. */
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

  /** The lowest card that is held: nothing above it may move either. */
  #hold(engaged: boolean): ApprovalCard | undefined {
    // What the pointer or the focus is on is near.
    const held = [...this.near].filter((card) => card.held).map((card) => this.#order.indexOf(card));
    if (held.length > 0) this.#lastHeld = this.#order[Math.max(...held)];
    else if (!engaged || !this.#lastHeld?.isConnected) this.#lastHeld = undefined;
    return this.#lastHeld;
  }

  /** Whether anything may lie otherwise than it was laid out: one that has ended goes by itself, in time. */
  #isDue({ approvals, held, grouped }: Layout): boolean {
    const last = this.#laidOut;
    const isAsBefore = approvals === last?.approvals && held === last.held && grouped === last.grouped;
    return !isAsBefore || this.#order.some((card) => card.ended !== null);
  }

  /** Which cards are shown, by their keys in order, and which wait because they would move the held one. */
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

  /** Nothing on the screen changes its height while a card is held. */
  #lockHeights(held: ApprovalCard | undefined, line: HTMLElement | null): void {
    if (!held) {
      this.#heights.unlock();
      return;
    }
    this.#heights.lock(line ? [...this.near, line] : this.near);
    if (this.#list) this.#heights.keep(this.#list);
  }

  /** Gives each card what has become of its request, those that are new a first version. @returns the cards in order. */
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

  /** Comes back when the next card has been there long enough. One that is kept for another reason waits for its end. */
  #wake(now: number): void {
    clearTimeout(this.#timer);
    const left = this.#order.filter((card) => card.ended !== null).map((card) => leftToRead(card, now));
    const next = Math.min(...left.filter((ms) => ms > 0));
    if (next < Infinity) this.#timer = setTimeout(this.#due, next + 1);
  }

  /** Everything to show, in order: what waits, and what has ended and is still to be read. */
  #sorted(
    approvals: Approvals,
    waiting: ReadonlyMap<string, ApprovalRequest>,
    { held, now }: { held: ApprovalCard | undefined; now: number },
  ): readonly string[] {
    const heldAt = held ? this.#order.indexOf(held) : -1;
    const leftOut = new Set(approvals.leftOut);
    const ended = this.#order.filter((card, index) => {
      if (waiting.has(card.key) || leftOut.has(card.request.approvalId)) return false;
      // Taking one away above the held card would move that one; and nobody reads a page that is hidden.
      return index <= heldAt || card.held || document.hidden || leftToRead(card, now) > 0;
    });
    const keys = new Map<ApprovalRequest, string>([...waiting].map(([key, request]) => [request, key]));
    for (const card of ended) keys.set(card.request, card.key);
    const all = ended.length === 0 ? approvals.requests : [...keys.keys()].sort(byDeadline);
    return (this.grouped() ? groupSimilar(all) : all).flatMap((request) => keys.get(request) ?? []);
  }
}

/** How long a card that has ended stays, in ms. */
function leftToRead({ shown }: ApprovalCard, now: number): number {
  return (shown.endedSince ?? now) + foldAfterMs - now;
}

/** Whether a card is about to change. */
function hasNews(card: ApprovalCard, request: ApprovalRequest | undefined): boolean {
  return request ? request !== card.latest || card.ended === undefined : card.ended === null;
}
