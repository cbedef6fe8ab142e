/** What happened to requests while nobody could see it: the page was hidden, or cut off from its gateway. */
import { isDecision, type Decision } from '../../protocol/index.js';
import { decidedHere } from './approvals.js';
import { perClient } from '../stores/per-client.js';
import { ClientStore } from '../stores/client-store.js';

/** How many are remembered: more than anybody reads; the history has all. */
export const missedKept = 200;
/** How far back one look into the history reaches: the largest page. */
const historyPage = 1000;

/**
 * How far before the last sign of life a look into the history begins, in ms: what ended while that was on its way, by a
 * clock that is only estimated.
 */
const slackMs = 1000;

/** An absence, and what ended in it. Times are the gateway's, epoch ms. */
export interface Missed {
  readonly since: number;
  readonly until: number;
  /** Newest first, the last {@link missedKept} of them. */
  readonly decisions: readonly Decision[];
  /** True when the history could not be read after the connection was lost: more may have ended. */
  readonly incomplete: boolean;
}

/**
 * Remembers which requests ended while the page was hidden or cut off, until somebody has seen it. What was decided from
 * here is not missed, nor what a policy or a cache answered: that never waited for anybody.
 */
export class MissedApprovals extends ClientStore {
  readonly #found = new Map<string, Decision>();
  #missed: Missed | undefined;
  #hidden = false;
  /** Since when nobody can see what happens; undefined while somebody can. */
  #since: number | undefined;
  /** Whether events may have been lost since then. */
  #wasCut = false;
  /** When the stream was last known to tell everything, on the gateway's clock: it may fail long before that is noticed. */
  #heard: number | undefined;
  /** Since when somebody could have seen what happens, on the gateway's clock: what ended before was never here to miss. */
  #first: number | undefined;
  /** What people were told of, the last {@link missedKept}. */
  readonly #told = new Set<string>();
  /** The look into the history that is under way: a later absence voids it. */
  #look = 0;

  /** What was missed and not dismissed yet; undefined when nothing was. */
  get missed(): Missed | undefined {
    return this.#missed;
  }

  /** Says whether the page is hidden. */
  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.follow();
  }

  /** Somebody has seen it. */
  dismiss(): void {
    this.#missed = undefined;
    for (const approvalId of this.#found.keys()) this.#tell(approvalId);
    this.#found.clear();
    this.notify();
  }

  protected override start(): void {
    this.listen('approval:requested', () => this.#hear());
    this.listen('approval:changed', () => this.#hear());
    this.listen('approval:resolved', (payload) => {
      this.#hear();
      if (this.#since === undefined) this.#tell(payload.approvalId);
      else if (isDecision(payload)) this.#add(payload);
    });
  }

  protected override stop(): void {
    this.#since = this.#heard = this.#first = undefined;
    this.#wasCut = false;
    this.#told.clear();
    this.#look++;
  }

  /** Before the first connection nobody is away: nothing was shown yet. */
  get #isCut(): boolean {
    const { connection, live, epoch } = this.client;
    return epoch > 0 && (connection.status !== 'connected' || live.status === 'interrupted');
  }

  protected override follow(): void {
    const isCut = this.#isCut;
    if (!isCut && this.client.epoch > 0) {
      this.#heard ??= this.client.now();
      this.#first ??= this.#heard;
    }
    if (this.#hidden || isCut) {
      this.#since ??= this.client.now();
      this.#wasCut ||= isCut;
    } else if (this.#since !== undefined) {
      const [since, wasCut] = [this.#since, this.#wasCut];
      this.#since = undefined;
      this.#wasCut = false;
      void this.#back(since, wasCut);
    }
  }

  async #back(since: number, wasCut: boolean): Promise<void> {
    const look = ++this.#look;
    const until = this.client.now();
    const from = Math.max(Math.min(since, (this.#heard ?? since) - slackMs), this.#first ?? since);
    const incomplete = wasCut && !(await this.#readHistory(from));
    if (look !== this.#look) return;
    // What could not be read is looked for again after the next absence.
    if (wasCut && !incomplete) this.#heard = Math.max(this.#heard ?? 0, until);
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

  /** @returns false when it could not be read. A gateway that has none says so elsewhere, not each time. */
  async #readHistory(from: number): Promise<boolean> {
    if (this.client.capability('approvals.history').status === 'not-offered') return true;
    // What the stream catches up on meanwhile was missed all the same.
    const told = new Set(this.#told);
    try {
      const { decisions } = await this.client.call('approvals.history', { from, limit: historyPage });
      for (const decision of decisions) {
        if (decision.resolvedAt >= from && !told.has(decision.approvalId)) this.#add(decision);
      }
      return true;
    } catch {
      // What the events told is shown all the same, and that it may not be all.
      return false;
    }
  }

  #add(decision: Decision): void {
    const { approvalId, automatic } = decision;
    if (automatic === 'policy' || automatic === 'cache' || decidedHere(this.client).has(approvalId)) return;
    this.#found.set(approvalId, decision);
    keepLast(this.#found);
  }

  /** An event came: before it nothing was lost, unless it comes after a loss. */
  #hear(): void {
    if (!this.#wasCut) this.#heard = this.client.now();
  }

  #tell(approvalId: string): void {
    this.#told.add(approvalId);
    keepLast(this.#told);
  }
}

/** Forgets the oldest of more than are kept. */
function keepLast(all: Set<string> | Map<string, unknown>): void {
  for (const oldest of all.keys()) {
    if (all.size <= missedKept) break;
    all.delete(oldest);
  }
}

/** What was missed of a client's gateway, shared by all who show it. */
export const missedApprovalsOf = perClient((client) => new MissedApprovals(client));
