import { html, type TemplateResult } from 'lit';
import {
  type AuditOutcome,
  auditOutcomes,
  type Classification,
  classifications,
  type Open,
} from '../../protocol/index.js';
import { openWord, wordClass } from '../../ui/text-safety/open-word.js';

/** Renders an outcome as word, shape and colour. */
export function outcomeMark(outcome: Open<AuditOutcome>): TemplateResult {
  return html`<span class="mark outcome-${wordClass(auditOutcomes, outcome)}" part="outcome"
    >${openWord(auditOutcomes, outcome)}</span
  >`;
}

/** Renders a classification as word, shape and colour. */
export function classificationMark(classification: Open<Classification>): TemplateResult {
  return html`<span class="mark class-${wordClass(classifications, classification)}" part="classification"
    >${openWord(classifications, classification)}</span
  >`;
}
