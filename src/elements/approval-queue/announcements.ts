import type { TemplateResult } from 'lit';
import { AnnounceController, type AnnouncingHost } from '../../controllers/announce-controller.js';
import { type Approvals, deadlineOf } from '../../data/approvals/approvals.js';
import type { Faults } from '../../data/approvals/waiting-faults.js';
import { countFaults } from './card/fault-notice.js';
import type { ApprovalRequest, Decision } from '../../protocol/index.js';
import { askerLabel } from '../../ui/format/asker.js';
import { labelText } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './approval-queue.strings.js';

/** A request that ended while it was shown; the decision is undefined where the gateway does not say how. */
interface Ending {
  readonly request: ApprovalRequest;
  readonly decision: Decision | undefined;
}

/** Announces to screen readers: new requests, requests with a minute left, and requests that others decided. */
export class Announcements {
  readonly #arrivals: AnnounceController;
  readonly #warnings: AnnounceController;
  readonly #endings: AnnounceController;
  readonly #broken: AnnounceController;
  readonly #isOwn: (approvalId: string) => boolean;
  #faults: Faults = new Map();
  /** The requests announced so far; undefined before the first read, which is not announced. */
  #known: ReadonlyMap<string, ApprovalRequest> | undefined;
  /** Requests that ended since the last announcement. */
  #ended: Ending[] = [];

  /** @param isOwn whether a request was decided here: its card announces that itself. */
  constructor(host: AnnouncingHost, isOwn: (approvalId: string) => boolean) {
    this.#isOwn = isOwn;
    this.#endings = new AnnounceController(host);
    this.#arrivals = new AnnounceController(host);
    this.#warnings = new AnnounceController(host);
    this.#broken = new AnnounceController(host);
  }

  /** The live regions, to be rendered once and always. */
  regions(): TemplateResult[] {
    return [this.#arrivals.region(), this.#warnings.region(), this.#endings.region(), this.#broken.region()];
  }

  /** Announces requests with a minute left. @param now the gateway's clock, epoch ms. */
  lastMinute(requests: readonly ApprovalRequest[], now: number): void {
    for (const request of requests) {
      const leftMs = deadlineOf(request) - now;
      const name = strings.card(askerLabel(request), labelText(request.action));
      this.#warnings.say(1, (count) => strings.lastMinute(count, name, leftMs));
    }
  }

  /** The latest pending and ended requests. */
  follow({ requests, ended, faults }: Approvals): void {
    this.#followFaults(faults);
    const known = this.#known;
    const waiting = new Map(requests.map((request) => [request.approvalId, request]));
    this.#known = waiting;
    if (!known) return;
    const arrived = requests.filter(({ approvalId }) => !known.has(approvalId)).length;
    if (arrived > 0) this.#arrivals.say(arrived, strings.announced);
    for (const [id, request] of known) {
      if (waiting.has(id) || !ended.has(id)) continue;
      this.#ended.push({ request, decision: ended.get(id) });
      // Deferred: only then it is known which of them were decided here.
      this.#endings.say(1, () => this.#endingWords());
    }
  }

  /** Announces requests with faults, including those of the first read. */
  #followFaults(faults: Faults): void {
    if (faults === this.#faults) return;
    const { unreadable, duplicates } = countFaults(faults);
    const before = countFaults(this.#faults);
    this.#faults = faults;
    if (unreadable > before.unreadable) this.#broken.say(1, () => strings.unreadable(unreadable));
    else if (duplicates > before.duplicates) this.#broken.say(1, () => strings.duplicates(duplicates));
  }

  #endingWords(): string {
    const elsewhere = this.#ended.splice(0).filter(({ request }) => !this.#isOwn(request.approvalId));
    const [first] = elsewhere;
    if (!first) return '';
    if (elsewhere.length > 1) return strings.endedElsewhere(elsewhere.length);
    const { request, decision } = first;
    return strings.endedAs(labelText(request.action), askerLabel(request), labelText(strings.ended(decision)));
  }
}
