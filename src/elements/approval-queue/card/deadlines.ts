import { deadlineOf } from '../../../data/approvals/approvals.js';
import type { ApprovalRequest } from '../../../protocol/index.js';

/** How long before its deadline a request counts as urgent, in ms. */
export const warnMs = 60_000;
/** How long to wait after a deadline for the gateway to report the outcome before refetching, in ms. */
const confirmMs = 2000;
/** The maximum delay of `setTimeout` (a signed 32-bit number of ms). */
const longestDelayMs = 2 ** 31 - 1;

/**
 * The phase of a request's deadline: far, within the last minute, past it, or past it and still listed as pending.
 */
export type Phase = 'calm' | 'soon' | 'over' | 'overdue';

/**
 * Computes the phase of a request's deadline. Both times are epoch ms on the gateway's clock.
 *
 * @param listedAt when the gateway last listed it as waiting.
 */
export function phaseOf(request: ApprovalRequest, now: number, listedAt: number): Phase {
  const deadline = deadlineOf(request);
  if (listedAt >= deadline + confirmMs) return 'overdue';
  const left = deadline - now;
  if (left <= 0) return 'over';
  return left <= warnMs ? 'soon' : 'calm';
}

/** Watches the deadlines of all pending requests with one timer, set to the next relevant moment. */
export class DeadlineWatch {
  readonly #now: () => number;
  readonly #due: () => void;
  readonly #unconfirmed: () => void;
  #warned = new Set<string>();
  #asked = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param now the gateway's clock, epoch ms.
   * @param due called when a request enters its last minute or reaches its deadline.
   * @param unconfirmed called when the gateway does not report the outcome of an expired request.
   */
  constructor(now: () => number, due: () => void, unconfirmed: () => void) {
    this.#now = now;
    this.#due = due;
    this.#unconfirmed = unconfirmed;
  }

  /**
   * Sets the pending requests, nearest deadline first.
   *
   * @returns the requests that entered their last minute since, each once.
   */
  follow(requests: readonly ApprovalRequest[]): ApprovalRequest[] {
    const now = this.#now();
    let next = Infinity;
    const soon: ApprovalRequest[] = [];
    const [warned, asked] = [new Set<string>(), new Set<string>()];
    for (const request of requests) {
      const left = deadlineOf(request) - now;
      if (left > warnMs) {
        next = Math.min(next, left - warnMs);
        break;
      }
      const { approvalId } = request;
      warned.add(approvalId);
      if (left > 0 && !this.#warned.has(approvalId)) soon.push(request);
      if (left > -confirmMs) {
        next = Math.min(next, left > 0 ? left : left + confirmMs);
      } else {
        asked.add(approvalId);
        if (!this.#asked.has(approvalId)) this.#unconfirmed();
      }
    }
    this.#warned = warned;
    this.#asked = asked;
    this.#wake(next);
    return soon;
  }

  release(): void {
    clearTimeout(this.#timer);
  }

  #wake(inMs: number): void {
    clearTimeout(this.#timer);
    // Plus one: timers may fire slightly early.
    if (inMs < Infinity) this.#timer = setTimeout(this.#due, Math.min(inMs + 1, longestDelayMs));
  }
}
