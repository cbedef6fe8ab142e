import { html, type TemplateResult } from 'lit';
import type { AuditOutcome, Classification } from '../../protocol/index.js';

/** Draws how something ended, as word, shape and colour. */
export function outcomeMark(outcome: AuditOutcome): TemplateResult {
  return html`<span class="mark outcome-${outcome}" part="outcome">${outcome}</span>`;
}

/** Draws what something does to the world, as word, shape and colour. */
export function classificationMark(classification: Classification): TemplateResult {
  return html`<span class="mark class-${classification}" part="classification">${classification}</span>`;
}
