import { html, nothing, type TemplateResult } from 'lit';
import { type Decision, outcomes } from '../../protocol/index.js';
import { formatAge, formatDateTime } from '../shared/format.js';
import { wordClass } from '../shared/open-word.js';
import { untrusted } from '../shared/untrusted-text.js';
import { strings } from './approval-queue.strings.js';
import { ticking } from './ticking.js';

/** How a request ended, and what its words need. */
interface Ended {
  readonly ended: Decision | undefined | null;
  /** True when it ended although a decision was on its way from here. */
  readonly overtaken: boolean;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  /** Whether anybody sees it. */
  readonly near: boolean;
}

/** Draws how a request ended, who or what ended it, and how long ago. */
export function renderOutcome({ ended, overtaken, now, near }: Ended): TemplateResult {
  const decision = ended ?? undefined;
  return html`<p class="outcome ${decision ? wordClass(outcomes, decision.outcome) : ''}" part="outcome">
    <strong>${untrusted(strings.ended(decision))}</strong>${decision ? age(decision.resolvedAt, now, near) : nothing}
    ${overtaken ? strings.notYours : nothing}
    ${decision?.comment ? html`<span class="muted">${untrusted(strings.endedComment(decision.comment))}</span>` : nothing}
  </p>`;
}

function age(at: number, now: () => number, runs: boolean): TemplateResult {
  const iso = new Date(at).toISOString();
  return html`, <time datetime=${iso} title=${formatDateTime(at)}>${ticking(() => formatAge(now() - at), runs)}</time>`;
}
