import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { labelText } from '../../../ui/text-safety/untrusted-text.js';
import type { Card } from '../card/card.js';
import { bulkStrings as strings } from './bulk.strings.js';

/** Whether a card can be selected for a bulk decision. Cards that can only be denied can be. */
export const isSelectable = (card: Card): boolean => card.whyNotInBulk('deny') === undefined;

/** The checkbox that selects a card. It keeps its place when disabled: nothing beside it moves. */
export function selectBox(card: Card): TemplateResult {
  // Cards that can be denied can be selected; a bulk approval leaves out those that cannot be approved.
  const whyNot = card.whyNotInBulk('deny')?.sentence;
  return html`<input
    type="checkbox"
    class="select screen-only ${card.ended === null ? '' : 'over'}"
    translate="no"
    aria-label=${strings.select(card.label)}
    title=${whyNot === undefined ? nothing : labelText(whyNot)}
    .checked=${live(card.selected)}
    ?disabled=${whyNot !== undefined || card.sending}
    @click=${(event: MouseEvent) => card.choose(event.shiftKey)}
  />`;
}
