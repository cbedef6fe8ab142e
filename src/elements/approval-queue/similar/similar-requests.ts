import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ApprovalCard } from '../card/approval-card.js';
import type { CardDeck } from '../list/card-deck.js';
import type { SimilarSource } from './similar-source.js';
import { groupsOf, likenessOf } from './groups.js';
import { similarStrings as strings } from './similar.strings.js';

/** The queue, as the grouping needs it. */
export interface SimilarHost extends LitElement {
  /** Whether similar requests are grouped. */
  groupSimilar: boolean;
}

/** What the grouping needs from the queue. */
export interface SimilarOptions {
  readonly deck: CardDeck;
  /** Selects or unselects these cards. */
  readonly select: (cards: readonly ApprovalCard[], on: boolean) => void;
}

/** Updates the cards' similar requests, marks groups, and renders the switch for grouping. */
export class SimilarRequests implements ReactiveController {
  readonly #host: SimilarHost;
  readonly #deck: CardDeck;
  readonly #source: SimilarSource<ApprovalCard>;
  /** The order and grouping when the cards were last marked. */
  #marked: { readonly cards: readonly ApprovalCard[]; readonly grouped: boolean } | undefined;
  #frame: number | undefined;

  constructor(host: SimilarHost, { deck, select }: SimilarOptions) {
    this.#host = host;
    this.#deck = deck;
    this.#source = {
      groupOf: (approvalId) => groupsOf(deck.waiting).get(approvalId),
      cardOf: (approvalId) => deck.cardOf(approvalId),
      select,
      goTo: (card) => deck.goTo(card),
      onNews: (card) => deck.noteNews(card),
    };
    deck.grouped = () => host.groupSimilar;
    host.addController(this);
  }

  /** Connects a new card. */
  adopt(card: ApprovalCard): void {
    card.similar.source = this.#source;
  }

  /** Renders the switch for grouping. */
  toggle(): TemplateResult {
    return html`<label class="group-similar" title=${strings.toggleTitle}>
      <input
        type="checkbox"
        .checked=${live(this.#host.groupSimilar)}
        @change=${(event: Event) => {
          this.#host.groupSimilar = (event.target as HTMLInputElement).checked;
        }}
      />
      ${strings.toggle}
    </label>`;
  }

  hostUpdated(): void {
    this.#mark();
    // Once per frame, and only for visible cards.
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      for (const card of this.#deck.near) if (card.filled) card.similar.look();
    });
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #mark(): void {
    const { cards } = this.#deck;
    const grouped = this.#host.groupSimilar;
    if (cards === this.#marked?.cards && grouped === this.#marked.grouped) return;
    this.#marked = { cards, grouped };
    cards.forEach((card, index) => {
      const above = grouped ? cards[index - 1] : undefined;
      card.classList.toggle('grouped', above !== undefined && likenessOf(above.request) === likenessOf(card.request));
    });
  }
}
