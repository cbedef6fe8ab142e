import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ApprovalRequest } from '../../../protocol/index.js';
import { sharedStrings } from '../../../ui/base/strings.js';
import { LazyCode } from '../../../ui/base/lazy-code.js';
import type { Card } from '../card/card.js';
import { renderMissing } from '../../../ui/views/render-part.js';
import { loadTextChecks } from '../../../ui/text-safety/text-checks.js';
import { isSameList } from './groups.js';
import type { SimilarRows } from './similar-rows.js';
import type { SimilarSource } from './similar-source.js';
import { similarStrings as strings } from './similar.strings.js';

/** Shows similar pending requests on a card. Their table is loaded and rendered when opened: most never are. */
export class CardSimilar<C extends Card> implements ReactiveController {
  /** The queue; undefined for a card without one. */
  source: SimilarSource<C> | undefined;
  readonly #card: C;
  #group: readonly ApprovalRequest[] = [];
  /** Whether it is rendered; undefined before the card is filled. */
  #shown: boolean | undefined;
  #open = false;
  readonly #rows: LazyCode<SimilarRows<C>>;
  #hadFocus = false;

  constructor(card: C) {
    this.#card = card;
    this.#rows = new LazyCode(card, async () => {
      const [{ SimilarRows: Rows }] = await Promise.all([import('./similar-rows.js'), loadTextChecks()]);
      return new Rows(card, () => this.source);
    });
    card.addController(this);
  }

  /** Updates the similar requests, for visible cards. */
  look(): void {
    const isNews = !isSameList(this.#waiting, this.#group);
    const isDue = !this.#open && !this.#card.held && this.#isOffered(this.#waiting) !== this.#shown;
    if (!isNews && !isDue && !this.#open) return;
    if (isNews || isDue) this.source?.onNews(this.#card);
    this.#card.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#card.filled) return;
    this.#group = this.#waiting;
    // A held card must not change.
    if (this.#open) this.#shown = true;
    else if (this.#shown === undefined || !this.#card.held) this.#shown = this.#isOffered(this.#group);
    if (!this.#open) return;
    this.#hadFocus = this.#body?.matches(':focus-within') ?? false;
    this.#rows.value?.follow(this.#group, this.#body?.matches(':hover, :focus-within') ?? false);
  }

  hostUpdated(): void {
    if (!this.#hadFocus) return;
    this.#hadFocus = false;
    const body = this.#body;
    const focused = body?.querySelector(':focus');
    // The focused control was removed or disabled: focus the table instead of losing the focus.
    if (!focused || focused.matches(':disabled')) {
      body?.querySelector<HTMLElement>('.similar-rows')?.focus({ preventScroll: true });
    }
  }

  /** Nothing without similar requests. */
  render(): TemplateResult | typeof nothing {
    if (!this.#shown) return nothing;
    const { approvalId } = this.#card.request;
    const others = this.#group.filter((request) => request.approvalId !== approvalId).length;
    return html`<details
      class="similar"
      part="similar"
      @toggle=${(event: Event) => this.#toggled((event.target as HTMLDetailsElement).open)}
    >
      <summary>${strings.summary(others)}</summary>
      ${this.#open ? this.#content() : nothing}
    </details>`;
  }

  get #waiting(): readonly ApprovalRequest[] {
    return this.source?.groupOf(this.#card.request.approvalId) ?? [];
  }

  get #body(): HTMLElement | null {
    return this.#card.querySelector('.similar-body');
  }

  #isOffered(group: readonly ApprovalRequest[]): boolean {
    return this.#card.ended === null && group.length > 1;
  }

  #toggled(open: boolean): void {
    this.#open = open;
    if (open) void this.#rows.need();
    this.#card.requestUpdate();
  }

  #content(): TemplateResult {
    return this.#rows.value?.render() ?? renderMissing(this.#rows, sharedStrings.loading(strings.what));
  }
}
