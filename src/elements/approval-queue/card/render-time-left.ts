import { html, type TemplateResult } from 'lit';
import { deadlineOf, isDeadlineUnknown } from '../../../data/approvals/approvals.js';
import type { ApprovalRequest, Decision } from '../../../protocol/index.js';
import type { Fault } from '../../../data/approvals/waiting-faults.js';
import { formatCountdown } from '../../../ui/format/format.js';
import { strings } from '../approval-queue.strings.js';
import type { Phase } from './deadlines.js';
import { ticking } from './ticking.js';

/** The time left of a request, with what its sentence needs. */
interface Waiting {
  readonly request: ApprovalRequest;
  /** The fault that limits how it can be decided. */
  readonly fault: Fault | undefined;
  /** How it ended; null while it waits. */
  readonly ended: Decision | undefined | null;
  /** The phase of its deadline. */
  readonly phase: Phase;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  /** Whether it is visible. */
  readonly near: boolean;
}

/** Renders the time left and the deadline. */
export function renderTimeLeft({ request, fault, ended, phase, now, near }: Waiting): TemplateResult {
  if (ended !== null) return html`<span></span>`;
  const deadline = deadlineOf(request);
  if (deadline === Infinity) {
    const isUnknown = fault?.kind === 'unreadable' || isDeadlineUnknown(request);
    const words = isUnknown ? strings.deadlineNotKnown : strings.noDeadline;
    return html`<span class="time-left muted" translate="no">${words}</span>`;
  }
  if (phase === 'overdue') return html`<span class="time-left soon" translate="no">${strings.overdue}</span>`;
  if (phase === 'over') return html`<span class="time-left soon" translate="no">${strings.timeUp}</span>`;
  return html`<span class="time-left ${phase}" part="time-left" translate="no"
    ><strong class="mono">${ticking(() => formatCountdown(deadline - now()), near)} ${strings.left}</strong>,
    ${strings.expiresAt(deadline)}</span
  >`;
}
