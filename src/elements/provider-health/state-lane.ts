import { html, nothing, svg, type TemplateResult } from 'lit';
import { spansOf, type StateSpan } from '../../data/providers.js';
import { breakerStates, type ProviderHealth } from '../../protocol/index.js';
import { openWord, wordClass } from '../../ui/text-safety/open-word.js';
import { strings } from './provider-health.strings.js';

/** How many of the latest states are listed; the lane shows all. */
const written = 6;
/** The units of the viewBox; the drawing is stretched. */
const width = 300;
const height = 6;

/**
 * Renders the history of a breaker's states as a lane to scale, and lists the latest ones.
 *
 * @param now epoch ms on the gateway's clock.
 */
export function stateLane(health: ProviderHealth, now: number): TemplateResult | typeof nothing {
  const spans = spansOf(health);
  const start = spans[0]?.from;
  if (start === undefined) return nothing;
  const x = (at: number) => Math.min(width, ((at - start) / Math.max(1, now - start)) * width);
  const earlier = Math.max(0, spans.length - written);
  return html`<svg class="lane" aria-hidden="true" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">
      ${spans.map(
        ({ state, from, until = now }) =>
          svg`<rect class="lane-${wordClass(breakerStates, state)}" x=${x(from)} y="0" width=${Math.max(0.8, x(until) - x(from))} height=${height}></rect>`,
      )}
    </svg>
    <ol class="states" aria-label=${strings.history} part="history">
      ${earlier > 0 ? html`<li class="muted">${strings.earlier(earlier)}</li>` : nothing}
      ${spans.slice(earlier).map((span) => segment(span, now))}
    </ol>`;
}

function segment({ state, from, until }: StateSpan, now: number): TemplateResult {
  const words = until === undefined ? strings.lasting(from, now - from) : strings.span(from, until - from);
  return html`<li>
    <span class="breaker ${wordClass(breakerStates, state)}">${openWord(breakerStates, state)}</span>
    <span class="muted">${words}</span>
  </li>`;
}
