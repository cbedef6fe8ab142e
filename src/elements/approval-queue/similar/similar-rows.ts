/** The table of similar pending requests: loaded when it is first opened on a card. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { currentPatterns } from '../../../ui/text-safety/redact-patterns.js';
import type { Card } from '../card/card.js';
import { paramDifferences, type Difference } from '../compare/changes.js';
import { withSecretsHidden } from '../compare/render-changes.js';
import type { SimilarSource } from './similar-source.js';
import { isSameList } from './groups.js';
import { similarTable, type SimilarRow } from './similar-table.js';
import { similarStrings as strings } from './similar.strings.js';

/** How many rows and columns are rendered at first; more on demand. */
const rowsAtOnce = 100;
const columnsAtOnce = 20;

/**
 * The rows of the table. While it has the pointer or the focus they stay: arrivals wait behind "N new", ended ones are
 * marked in place.
 */
export class SimilarRows<C extends Card> {
  readonly #card: C;
  readonly #source: () => SimilarSource<C> | undefined;
  #group: readonly ApprovalRequest[] = [];
  /** The requests of the rows, each as it was when added. */
  #rows: readonly ApprovalRequest[] = [];
  #compared:
    | {
        readonly of: readonly ApprovalRequest[];
        readonly patterns: readonly RegExp[];
        readonly differences: readonly Difference[];
      }
    | undefined;
  #rowsDrawn = rowsAtOnce;
  #columnsDrawn = columnsAtOnce;

  constructor(card: C, source: () => SimilarSource<C> | undefined) {
    this.#card = card;
    this.#source = source;
  }

  /**
   * Adds all pending similar requests to the table, in the versions that their cards show and that would be decided.
   */
  take(): void {
    const waiting = this.#group.length > 0 ? this.#group : [this.#card.request];
    const rows = waiting.map((request) => this.#source()?.cardOf(request.approvalId)?.request ?? request);
    if (!isSameList(rows, this.#rows)) this.#rows = rows;
  }

  /** The similar pending requests, before each render. */
  follow(group: readonly ApprovalRequest[], isHeld: boolean): void {
    this.#group = group;
    if (!isHeld || this.#rows.length === 0) this.take();
  }

  get #differences(): readonly Difference[] {
    const patterns = currentPatterns();
    if (this.#compared?.of !== this.#rows || this.#compared.patterns !== patterns) {
      this.#compared = {
        of: this.#rows,
        patterns,
        differences: withSecretsHidden(paramDifferences(this.#rows.map(({ params }) => params))),
      };
    }
    return this.#compared.differences;
  }

  render(): TemplateResult {
    const waiting = new Set(this.#group.map(({ approvalId }) => approvalId));
    const rows = this.#rows.slice(0, this.#rowsDrawn).map((request) => this.#row(request, waiting));
    const differences = this.#differences;
    const canSelect = this.#card.disabledReason === undefined;
    return html`<div class="similar-body" @pointerleave=${this.#left} @focusout=${this.#left}>
      ${similarTable({
        label: strings.rows(this.#card.label),
        rows,
        rowsThere: this.#rows.length,
        differences,
        columnsDrawn: this.#columnsDrawn,
        canSelect,
        toggle: (id) => this.#select(this.#cardsOf([id]), !this.#source()?.cardOf(id)?.selected),
        goTo: (id) => this.#cardsOf([id]).forEach((card) => this.#source()?.goTo(card)),
      })}
      <div class="similar-acts">
        ${canSelect ? this.#selecting(rows) : nothing} ${this.#more(this.#rows.length, differences.length)}
        ${this.#arrived()}
      </div>
    </div>`;
  }

  #row(request: ApprovalRequest, waiting: ReadonlySet<string>): SimilarRow {
    const card = this.#source()?.cardOf(request.approvalId);
    const isOwn = request.approvalId === this.#card.request.approvalId;
    const ended = card ? card.ended !== null : !waiting.has(request.approvalId) && !isOwn;
    return {
      request,
      isOwn,
      isSelected: card?.selected ?? false,
      whyNot: ended ? strings.ended : whyNot(card, request),
      state: ended ? 'ended' : card ? 'waits' : undefined,
    };
  }

  /** Renders the button that selects all selectable rendered rows, and why others are left out. */
  #selecting(rows: readonly SimilarRow[]): TemplateResult {
    const can = rows.filter((row) => row.whyNot === undefined);
    const on = !can.every(({ isSelected }) => isSelected);
    const reasons = new Map<string, number>();
    for (const { whyNot: why } of rows) if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
    const press = () => this.#select(this.#cardsOf(can.map(({ request }) => request.approvalId)), on);
    return html`${
      can.length === 0
        ? html`<span class="muted">${strings.noneSelectable}</span>`
        : html`<button type="button" @click=${press}>
            ${on ? strings.selectThese(can.length) : strings.unselectThese(can.length)}
          </button>`
    }
    ${[...reasons].map(([why, count]) => html`<span class="muted">${strings.leftOut(count, why)}</span>`)}`;
  }

  #more(rows: number, columns: number): unknown {
    return [
      this.#rowsDrawn < rows
        ? moreButton(strings.moreRows, () => {
            this.#rowsDrawn += rowsAtOnce;
            this.#card.requestUpdate();
          })
        : nothing,
      this.#columnsDrawn < columns
        ? moreButton(strings.moreColumns, () => {
            this.#columnsDrawn += columnsAtOnce;
            this.#card.requestUpdate();
          })
        : nothing,
    ];
  }

  #arrived(): unknown {
    const inTable = new Set(this.#rows.map(({ approvalId }) => approvalId));
    const count = this.#group.filter(({ approvalId }) => !inTable.has(approvalId)).length;
    if (count === 0) return nothing;
    const showArrivals = () => {
      this.take();
      this.#card.requestUpdate();
    };
    return html`<button type="button" class="arrived" title=${strings.arrivedTitle} @click=${showArrivals}>
      ${strings.arrived(count)}
    </button>`;
  }

  readonly #left = (): void => this.#card.requestUpdate();

  #cardsOf(ids: readonly string[]): C[] {
    return ids.flatMap((id) => this.#source()?.cardOf(id) ?? []);
  }

  #select(cards: readonly C[], on: boolean): void {
    this.#source()?.select(cards, on);
    this.#card.requestUpdate();
  }
}

/** A row is selectable only if its card shows the same version: a decision is bound to what was shown. */
function whyNot(card: Card | undefined, request: ApprovalRequest): string | undefined {
  if (!card) return strings.notListed;
  if (card.request !== request) return strings.changed;
  return card.whyNotInBulk('deny')?.sentence ?? (card.sending ? strings.sending : undefined);
}

function moreButton(words: string, press: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${press}>${words}</button>`;
}
