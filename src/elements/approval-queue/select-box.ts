import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ApprovalCard } from './approval-card.js';
import { triageStrings as strings } from './triage.strings.js';

/** The checkbox that selects a card. It stays in its place when it can no longer be used: nothing beside it moves. */
export function selectBox(card: ApprovalCard): TemplateResult {
  const whyNot = card.whyNotSelectable;
  return html`<input
    type="checkbox"
    class="select ${card.ended === null ? '' : 'over'}"
    aria-label=${strings.select(card.ariaLabel ?? '')}
    title=${whyNot ?? nothing}
    .checked=${live(card.selected)}
    ?disabled=${whyNot !== undefined || card.sending}
    @click=${(event: MouseEvent) => card.toggle?.(card, event.shiftKey)}
  />`;
}
