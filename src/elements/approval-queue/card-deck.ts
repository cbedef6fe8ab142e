import type { Approvals } from '../../data/approvals.js';
import { byDeadline } from '../../data/approvals.js';
import { arrange } from '../../data/approval-order.js';
import type { ApprovalRequest, Decision } from '../../protocol/index.js';
import type { ApprovalCard } from './approval-card.js';

/** How long a card that has ended stays to be read before it folds, in ms, if neither pointer nor focus keeps it. */
export const foldAfterMs = 3000;

/**
 * The cards on the table: which request each stands for, where it lies, and which arrivals wait because they would move
 * the card that somebody is about to use. Moves elements, never recreates them: what is typed into one stays with it.
 */
export class CardDeck {
  readonly #cards = new Map<string, ApprovalCard>();
  readonly #create: (request: ApprovalRequest) => ApprovalCard;
  #order: readonly string[] = [];
  #tops = new Map<string, number>();
  #lastHeld: string | undefined;

  /** The requests that wait to be laid out, since they would move the held card. */
  heldBack: readonly string[] = [];

  constructor(create: (request: ApprovalRequest) => ApprovalCard) {
    this.#create = create;
  }

  /** The cards as they lie. */
  get cards(): ApprovalCard[] {
    return this.#order.flatMap((id) => this.#cards.get(id) ?? []);
  }

  /**
   * Decides which cards lie where, and gives each what has become of its request. {@link place} then moves them there.
   *
   * @param engaged true while pointer or focus are somewhere in the queue: then what was held last stays held.
   */
  deal(approvals: Approvals, engaged: boolean): void {
    const held = this.#held(engaged);
    const waiting = new Map(approvals.requests.map((request) => [request.approvalId, request]));
    const sorted = this.#sorted(approvals, waiting, held);
    const { shown, heldBack } = arrange(this.#order, sorted, held);
    const heldAt = held === undefined ? -1 : shown.indexOf(held);
    shown.forEach((id, index) => {
      const card = this.#cards.get(id);
      const request = waiting.get(id);
      card?.lockHeight(index < heldAt);
      if (card) update(card, request, approvals.ended.get(id), index <= heldAt);
      else if (request) this.#cards.set(id, this.#create(request));
    });
    const kept = new Set(shown);
    for (const id of [...this.#cards.keys()]) {
      if (kept.has(id)) continue;
      this.#cards.get(id)?.remove();
      this.#cards.delete(id);
    }
    this.#order = shown;
    this.heldBack = heldBack;
  }

  /** Puts each element where it belongs, touching only those that are elsewhere: a moved element loses the focus. */
  place(list: HTMLElement): void {
    this.cards.forEach((card, index) => {
      if (list.children[index] !== card) list.insertBefore(card, list.children[index] ?? null);
    });
  }

  /** Forgets what was held: the next deal puts everything in its place. */
  letGo(): void {
    this.#lastHeld = undefined;
  }

  /**
   * Makes the buttons of every card inert that has appeared or moved since this was last called, for whatever reason but
   * scrolling: that is the person's own doing.
   */
  shieldMoved(list: HTMLElement): void {
    const scrolled = scrolledBy(list);
    const tops = new Map<string, number>();
    for (const [id, card] of this.#cards) {
      const top = card.getBoundingClientRect().top + scrolled;
      tops.set(id, top);
      const before = this.#tops.get(id);
      if (before === undefined || Math.abs(before - top) > 1) card.shield();
    }
    this.#tops = tops;
  }

  #held(engaged: boolean): string | undefined {
    const cards = this.cards.filter((card) => card.held);
    // The lowest one: nothing above it may move either.
    const now = cards.at(-1)?.request.approvalId;
    if (now !== undefined) this.#lastHeld = now;
    else if (!engaged) this.#lastHeld = undefined;
    return this.#lastHeld;
  }

  /** Everything to show, in order: what waits, and what has ended and is still to be read. */
  #sorted(approvals: Approvals, waiting: ReadonlyMap<string, ApprovalRequest>, held: string | undefined): string[] {
    const heldAt = held === undefined ? -1 : this.#order.indexOf(held);
    const ended = this.#order.flatMap((id, index) => {
      const card = this.#cards.get(id);
      if (!card || waiting.has(id)) return [];
      const since = card.endedSince ?? Date.now();
      // Taking one away above the held card would move that one.
      return index <= heldAt || card.held || Date.now() - since < foldAfterMs ? [card.request] : [];
    });
    return [...approvals.requests, ...ended].sort(byDeadline).map(({ approvalId }) => approvalId);
  }
}

/** How far everything around an element is scrolled, through the shadow roots that it is in. */
function scrolledBy(element: Element): number {
  let sum = 0;
  for (let node: Node | null = element; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof Element) sum += node.scrollTop;
  }
  return sum;
}

/** Gives a card what has become of its request. A held one keeps what it shows, and is told that there is news. */
function update(
  card: ApprovalCard,
  request: ApprovalRequest | undefined,
  ended: Decision | undefined,
  frozen: boolean,
): void {
  if (!request) {
    card.ended ??= ended;
    card.pendingChange = undefined;
    return;
  }
  if (request === card.request) return;
  if (same(request, card.request)) card.pendingChange = undefined;
  else if (frozen) card.pendingChange = request;
  else show(card, request);
}

/** Shows what a request has become, with its buttons inert for a moment. */
export function show(card: ApprovalCard, request: ApprovalRequest): void {
  card.request = request;
  card.pendingChange = undefined;
  card.shield();
}

/** A reread gives new objects for requests that have not changed. */
function same(a: ApprovalRequest, b: ApprovalRequest): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
