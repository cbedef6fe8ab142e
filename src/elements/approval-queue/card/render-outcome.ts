import { html, nothing, type TemplateResult } from 'lit';
import { type Decision, outcomes } from '../../../protocol/index.js';
import type { Responded } from '../../../data/approvals/approvals.js';
import { formatAge } from '../../../ui/format/format.js';
import { timeOf } from '../../../ui/format/time.js';
import { wordClass } from '../../../ui/text-safety/open-word.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { strings } from '../approval-queue.strings.js';
import { ticking } from './ticking.js';

/** Why a decision did not count: another was first, the gateway does not know the request, or nothing was sent. */
export type Overtaken = 'decided' | 'unknown' | 'not-sent';

/** Why a decision made here did not count; undefined when it did. */
export function overtakenBy({ counted, unknown, decision }: Responded): Overtaken | undefined {
  if (counted) return undefined;
  return decision ? 'decided' : unknown ? 'unknown' : 'not-sent';
}

/** The outcome of a request, with what its sentence needs. */
interface Ended {
  readonly ended: Decision | undefined | null;
  /** Why a decision made here did not count. */
  readonly overtaken: Overtaken | undefined;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  /** Whether it is visible. */
  readonly near: boolean;
}

/** Renders how a request ended, who or what ended it, and how long ago. */
export function renderOutcome({ ended, overtaken, now, near }: Ended): TemplateResult {
  const decision = ended ?? undefined;
  return html`<p class="outcome ${decision ? wordClass(outcomes, decision.outcome) : ''}" part="outcome">
    <strong>${untrusted(overtaken === 'unknown' ? strings.unknown : strings.ended(decision))}</strong
    >${decision ? age(decision.resolvedAt, now, near) : nothing} ${overtaken ? strings.overtaken[overtaken] : nothing}
    ${decision?.comment ? html`<span class="muted">${untrusted(strings.endedComment(decision.comment))}</span>` : nothing}
  </p>`;
}

function age(at: number, now: () => number, runs: boolean): TemplateResult {
  return html`,
  ${timeOf(
    at,
    ticking(() => formatAge(at, now()), runs),
  )}`;
}
