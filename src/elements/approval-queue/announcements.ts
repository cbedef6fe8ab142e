import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { AnnounceController } from '../../controllers/announce-controller.js';
import { deadlineOf } from '../../data/approvals.js';
import type { ApprovalRequest } from '../../protocol/index.js';
import { askerLabel } from '../shared/asker.js';
import { labelText } from '../shared/untrusted-text.js';
import { strings } from './approval-queue.strings.js';

/** Tells a screen reader what arrives in the queue, and what has a minute left. */
export class Announcements {
  readonly #arrivals: AnnounceController;
  readonly #warnings: AnnounceController;
  /** The ids announced so far; undefined until the first read, which announces nothing. */
  #announced: ReadonlySet<string> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#arrivals = new AnnounceController(host);
    this.#warnings = new AnnounceController(host);
  }

  /** The live regions, to be rendered once and always. */
  regions(): TemplateResult[] {
    return [this.#arrivals.region(), this.#warnings.region()];
  }

  /** Those that have come into their last minute. @param now the gateway's clock, epoch ms. */
  lastMinute(requests: readonly ApprovalRequest[], now: number): void {
    for (const request of requests) {
      const leftMs = deadlineOf(request) - now;
      const name = strings.card(askerLabel(request), labelText(request.action));
      this.#warnings.say(1, (count) => strings.lastMinute(count, name, leftMs));
    }
  }

  /** All that wait. */
  arrivals(requests: readonly ApprovalRequest[]): void {
    const known = this.#announced;
    const ids = requests.map(({ approvalId }) => approvalId);
    const arrived = known ? ids.filter((id) => !known.has(id)).length : 0;
    if (arrived > 0) this.#arrivals.say(arrived, strings.announced);
    this.#announced = new Set(ids);
  }
}
