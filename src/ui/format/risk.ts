import { html, nothing, type TemplateResult } from 'lit';
import { type Open, type Risk, risks } from '../../protocol/index.js';
import { textSafetyStrings as strings } from '../text-safety/text-safety.strings.js';
import { openWord, wordClass } from '../text-safety/open-word.js';
import { untrusted } from '../text-safety/untrusted-text.js';

/**
 * Renders a risk as word, shape and colour.
 *
 * @param from what it was derived from, where the gateway does not report the risk itself; shown beside it.
 */
export function riskMark(risk: Open<Risk>, from?: string): TemplateResult {
  return html`<span class="risk risk-${wordClass(risks, risk)}" part="risk" translate="no"
      >${openWord(risks, risk)}</span
    >${
      from === undefined ? nothing : html`<span class="risk-from muted">, ${untrusted(strings.riskFrom(from))}</span>`
    }`;
}
