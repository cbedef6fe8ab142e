import { html, type TemplateResult } from 'lit';
import type { Risk } from '../../protocol/index.js';

/** Draws a risk as word, shape and colour. */
export function riskMark(risk: Risk): TemplateResult {
  return html`<span class="risk risk-${risk}" part="risk">${risk}</span>`;
}
