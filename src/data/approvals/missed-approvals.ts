/** What happened to requests while the page was hidden or disconnected. */
import { isDecision, type Decision } from '../../protocol/index.js';
import { decidedHere } from './approvals.js';
import { perClient } from '../stores/per-client.js';
import { ClientStore } from '../stores/client-store.js';

/** The maximum number of missed decisions to keep; the history has all. */
export const missedKept = 200;
/** The page size when reading the history: the largest one. */
const historyPage = 1000;

/**
 * How far before the last known message a read of the history begins, in ms: covers network delay and the error of the
 * estimated clock.
 */
const slackMs = 1000;

/** An absence and the decisions made during it. Times are the gateway's, epoch ms. */
export interface Missed {
  readonly since: number;
  readonly until: number;
  /** Newest first, the last {@link missedKept} of them. */
  readonly decisions: readonly Decision[];
  /** True when the history could not be read after a disconnect: there may be more decisions. */
  readonly incomplete: boolean;
}

/**
 * Collects the decisions made while the page was hidden or disconnected, until they are dismissed. Decisions made
 * through this client and those of a policy or cache are left out: nobody had to see them.
 */
export class MissedApprovals extends ClientStore {
  readonly #found = new Map<string, Decision>();
  #missed: Missed | undefined;
  #hidden = false;
  /** The start of the absence; undefined while the page is visible and connected. */
  #since: number | undefined;
  /** Whether events may have been lost since {@link #since}. */
  #wasCut = false;
  /** When the stream was last known to be complete, in the gateway's time: a failure may be detected much later. */
  #completeUntil: number | undefined;
  /** When this store first connected, in the gateway's time: earlier decisions were not missed. */
  #firstConnected: number | undefined;
  /** The ids of decisions already shown, the last {@link missedKept}. */
  readonly #shown = new Set<string>();
  /** The number of the current history read: a later absence invalidates it. */
  #readNumber = 0;

  /** What was missed and not dismissed; undefined when nothing was. */
  get missed(): Missed | undefined {
    return this.#missed;
  }

  /** Sets whether the page is hidden. */
  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.follow();
  }

  /** Clears what was missed: the person has seen it. */
  dismiss(): void {
    this.#missed = undefined;
    for (const approvalId of this.#found.keys()) this.#markShown(approvalId);
    this.#found.clear();
    this.notify();
  }

  protected override start(): void {
    this.listen('approval:requested', () => this.#noteEvent());
    this.listen('approval:changed', () => this.#noteEvent());
    this.listen('approval:resolved', (payload) => {
      this.#noteEvent();
      if (this.#since === undefined) this.#markShown(payload.approvalId);
      else if (isDecision(payload)) this.#add(payload);
    });
  }

  protected override stop(): void {
    this.#since = this.#completeUntil = this.#firstConnected = undefined;
    this.#wasCut = false;
    this.#shown.clear();
    this.#readNumber++;
  }

  /** False before the first connection: nothing was shown yet. */
  get #isCut(): boolean {
    const { connection, live, epoch } = this.client;
    return epoch > 0 && (connection.status !== 'connected' || live.status === 'interrupted');
  }

  protected override follow(): void {
    const isCut = this.#isCut;
    if (!isCut && this.client.epoch > 0) {
      this.#completeUntil ??= this.client.now();
      this.#firstConnected ??= this.#completeUntil;
    }
    if (this.#hidden || isCut) {
      this.#since ??= this.client.now();
      this.#wasCut ||= isCut;
    } else if (this.#since !== undefined) {
      const [since, wasCut] = [this.#since, this.#wasCut];
      this.#since = undefined;
      this.#wasCut = false;
      void this.#returned(since, wasCut);
    }
  }

  async #returned(since: number, wasCut: boolean): Promise<void> {
    const number = ++this.#readNumber;
    const until = this.client.now();
    const from = Math.max(Math.min(since, (this.#completeUntil ?? since) - slackMs), this.#firstConnected ?? since);
    const incomplete = wasCut && !(await this.#readHistory(from));
    if (number !== this.#readNumber) return;
    // A failed read is retried after the next absence.
    if (wasCut && !incomplete) this.#completeUntil = Math.max(this.#completeUntil ?? 0, until);
    const decisions = [...this.#found.values()].sort((a, b) => b.resolvedAt - a.resolvedAt).slice(0, missedKept);
    if (decisions.length === 0 && !incomplete && !this.#missed) return;
    const previous = this.#missed;
    this.#missed = {
      since: Math.min(previous?.since ?? since, ...decisions.map(({ resolvedAt }) => resolvedAt)),
      until,
      decisions,
      incomplete: incomplete || previous?.incomplete === true,
    };
    this.notify();
  }

  /** @returns false when it could not be read; true for a gateway without a history, which is reported elsewhere. */
  async #readHistory(from: number): Promise<boolean> {
    if (this.client.capability('approvals.history').status === 'not-offered') return true;
    // Events replayed by the stream meanwhile were missed, too.
    const shown = new Set(this.#shown);
    try {
      const { decisions } = await this.client.call('approvals.history', { from, limit: historyPage });
      for (const decision of decisions) {
        if (decision.resolvedAt >= from && !shown.has(decision.approvalId)) this.#add(decision);
      }
      return true;
    } catch {
      // Decisions known from events are still shown, marked as possibly incomplete.
      return false;
    }
  }

  #add(decision: Decision): void {
    const { approvalId, automatic } = decision;
    if (automatic === 'policy' || automatic === 'cache' || decidedHere(this.client).has(approvalId)) return;
    this.#found.set(approvalId, decision);
    keepLast(this.#found);
  }

  /** Records an event: nothing was lost before it, unless the stream had a gap. */
  #noteEvent(): void {
    if (!this.#wasCut) this.#completeUntil = this.client.now();
  }

  #markShown(approvalId: string): void {
    this.#shown.add(approvalId);
    keepLast(this.#shown);
  }
}

/** Removes the oldest entries beyond the limit. */
function keepLast(all: Set<string> | Map<string, unknown>): void {
  for (const oldest of all.keys()) {
    if (all.size <= missedKept) break;
    all.delete(oldest);
  }
}

/** The missed decisions of a client; one shared store each. */
export const missedApprovalsOf = perClient((client) => new MissedApprovals(client));
