import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isKnown, risks } from '../../../protocol/index.js';
import type { Card } from '../card/card.js';
import { strings as queueStrings } from '../approval-queue.strings.js';
import { bulkStrings as strings } from './bulk.strings.js';

/** Why a card cannot be decided together with others; undefined when it can. */
export function whyNotSelectable({ disabledReason, ended, phase, request, gate }: Card): string | undefined {
  if (disabledReason !== undefined) return disabledReason;
  if (ended !== null || phase === 'over') return queueStrings.timeUp;
  const { risk } = request;
  if (risk === 'high' || risk === 'critical' || !isKnown(risks, risk)) return strings.oneByOne;
  return gate.whyNot('deny');
}

/** The checkbox that selects a card. It stays in its place when it can no longer be used: nothing beside it moves. */
export function selectBox(card: Card): TemplateResult {
  const whyNot = card.whyNotSelectable;
  return html`<input
    type="checkbox"
    class="select screen-only ${card.ended === null ? '' : 'over'}"
    translate="no"
    aria-label=${strings.select(card.label)}
    title=${whyNot ?? nothing}
    .checked=${live(card.selected)}
    ?disabled=${whyNot !== undefined || card.sending}
    @click=${(event: MouseEvent) => card.choose(event.shiftKey)}
  />`;
}
