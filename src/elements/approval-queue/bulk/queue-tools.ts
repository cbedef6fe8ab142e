import { html, type TemplateResult } from 'lit';
import type { Verdict } from '../../../protocol/index.js';
import type { ApprovalCard } from '../card/approval-card.js';
import { isMostlySeen } from '../../../ui/guards/dom-ancestors.js';
import { loadTextChecks } from '../../../ui/text-safety/text-checks.js';
import { LazyCode } from '../../../ui/base/lazy-code.js';
import type { BulkDialog } from './bulk-dialog.js';
import type { CardDeck } from '../list/card-deck.js';
import type { Deciding } from '../decide/deciding.js';
import { isSelectable } from './select-box.js';
import { Selection } from './selection.js';
import { shortcutHelp, showHelp } from '../shortcuts/shortcut-help.js';
import { Shortcuts } from '../shortcuts/shortcuts.js';
import { SimilarRequests, type SimilarHost } from '../similar/similar-requests.js';
import { bulkToolbar } from './bulk-toolbar.js';

/** The queue as its tools need it. */
interface ToolsHost extends SimilarHost {
  /** Turns the keyboard shortcuts off. */
  noShortcuts: boolean;
}

/** What the tools need from the queue. */
export interface ToolsOptions {
  readonly deck: CardDeck;
  readonly deciding: Deciding;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  /** Whether the host vouches for what it draws over the queue. */
  readonly trusted: () => boolean;
  /** Moves the focus to where it holds no card. */
  readonly restFocus: () => void;
}

/** The tools for many requests: grouping, selection, bulk decisions, and keyboard shortcuts. */
export class QueueTools {
  readonly #host: ToolsHost;
  readonly #deck: CardDeck;
  readonly #selection: Selection;
  /** Loaded when the first request is selected. */
  readonly #bulk: LazyCode<BulkDialog>;
  readonly #similar: SimilarRequests;
  /** How often everything was dropped. */
  #drops = 0;

  constructor(host: ToolsHost, { deck, deciding, now, trusted, restFocus }: ToolsOptions) {
    this.#host = host;
    this.#deck = deck;
    this.#selection = new Selection(() => deck.cards);
    const closed = () => {
      if (!host.shadowRoot?.activeElement) restFocus();
    };
    this.#bulk = new LazyCode(host, async () => {
      const [{ BulkDialog: Dialog }] = await Promise.all([import('./bulk-dialog.js'), loadTextChecks()]);
      return new Dialog(host, { deciding, now, trusted, closed });
    });
    this.#similar = new SimilarRequests(host, {
      deck,
      select: (cards, on) => {
        this.#selection.set(cards, on);
        this.#selected();
      },
    });
    new Shortcuts(host, {
      on: () => !host.noShortcuts,
      move: (by) => this.#move(by),
      select: (range) => this.#onCurrent((card) => this.#toggle(card, range)),
      open: () => this.#onCurrent((card) => card.turn()),
      comment: () => this.#onCurrent((card) => card.querySelector('textarea')?.focus()),
      decide: (verdict, event) => this.#onCurrent((card) => this.#decide(card, verdict, event)),
      help: () => showHelp(host.renderRoot),
    });
  }

  /** Connects a new card to selection and grouping. */
  adopt(card: ApprovalCard): void {
    this.#similar.adopt(card);
    card.toggle = (from, range) => this.#toggle(from, range);
    card.unselected = () => this.#host.requestUpdate();
  }

  /** Renders the toolbar. @param canDecide false where nothing can be decided. */
  bar(canDecide: boolean): TemplateResult {
    const help = shortcutHelp(!this.#host.noShortcuts, (on) => {
      this.#host.noShortcuts = !on;
    });
    return bulkToolbar({
      selection: this.#selection,
      bulk: this.#bulk.value,
      error: this.#bulk.error,
      ask: (verdict) => void this.#ask(verdict),
      canDecide,
      changed: () => this.#selected(),
      tools: html`${this.#similar.toggle()} ${help}`,
    });
  }

  /** Closes the dialog and clears the selection. */
  drop(): void {
    this.#drops += 1;
    this.#bulk.value?.drop();
  }

  /** Renders the dialogs. */
  dialogs(): TemplateResult | undefined {
    return this.#bulk.value?.render();
  }

  #toggle(card: ApprovalCard, range: boolean): void {
    if (isSelectable(card)) this.#selection.toggle(card, range);
    this.#selected();
  }

  /** The selection changed. */
  #selected(): void {
    this.#bulk.value?.forget();
    this.#host.requestUpdate();
    if (this.#selection.cards.length > 0) void this.#bulk.need();
  }

  async #ask(verdict: Verdict): Promise<void> {
    const { cards } = this.#selection;
    const drops = this.#drops;
    const bulk = this.#bulk.value ?? (await this.#bulk.need());
    // Another person may act by now.
    if (drops === this.#drops) bulk?.ask(verdict, cards);
  }

  get #current(): ApprovalCard | undefined {
    const focused = this.#host.shadowRoot?.activeElement;
    return this.#deck.cards.find((card) => card.contains(focused ?? null));
  }

  #onCurrent(act: (card: ApprovalCard) => void): void {
    const card = this.#current;
    if (card) act(card);
  }

  #move(by: 1 | -1): void {
    const { cards } = this.#deck;
    const current = this.#current;
    const at = current ? cards.indexOf(current) + by : by > 0 ? 0 : cards.length - 1;
    const next = cards[Math.max(0, Math.min(cards.length - 1, at))];
    if (next) this.#deck.goTo(next);
  }

  /**
   * A card that is mostly out of view is scrolled into view first, and decided by the next press. Approve does this
   * itself.
   */
  #decide(card: ApprovalCard, verdict: Verdict, event: KeyboardEvent): void {
    if (verdict === 'approve' || isMostlySeen(card)) {
      card.decideByKey(verdict, event);
    } else {
      this.#deck.goTo(card);
      card.shield();
    }
  }
}
