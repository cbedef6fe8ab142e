/** How often each agent asks: many requests in a short time hide the one that matters, and tire who has to decide. */
import type { ApprovalRequest } from '../../protocol/index.js';
import { approvalsOf } from './approvals.js';
import { perClient } from '../stores/per-client.js';
import { ClientStore } from '../stores/client-store.js';

/** More requests than this in a minute are a flood: more than a person can read. */
export const floodThreshold = 10;
/** Over how long requests are counted, in ms; and for how long a rate must have fallen before the flood is over. */
export const rateWindowMs = 60_000;
/** Up to how many requests in a minute are counted, for each who asks; there may be more. */
export const mostCounted = 1000;
/** Of how many askers, and how many requests, a note is kept; the ones that came first are forgotten first. */
const mostAskers = 1000;
const mostIds = 10_000;

/** One who asks too often. */
export interface Flood {
  /** The agent; or the person for whom one asks, where the gateway does not say which agent it is. */
  readonly asker: Pick<ApprovalRequest, 'agentId' | 'user'>;
  /** How many requests were made in the last minute, up to {@link mostCounted}. */
  readonly rate: number;
  /** How many were made in the worst minute of this flood, up to {@link mostCounted}. */
  readonly peak: number;
}

interface Asker {
  readonly asker: Flood['asker'];
  /** When the requests of the last minute were made, oldest first. */
  times: readonly number[];
  peak: number;
  /** When the flood is over, if nothing more is asked. */
  floodUntil: number;
}

/** Counts requests by who asks. All times are the gateway's, epoch ms. */
export class RequestRate {
  readonly #askers = new Map<string, Asker>();
  /** What was counted, and when it was made: nothing counts twice. */
  readonly #counted = new Map<string, number>();

  /**
   * Counts a request; one that was counted before, or is older than a minute, changes nothing. One of the future counts as
   * made now.
   */
  count({ approvalId, agentId, user, createdAt }: ApprovalRequest, now: number): void {
    const at = Math.min(createdAt, now);
    if (at <= now - rateWindowMs || this.#counted.has(approvalId)) return;
    this.#counted.set(approvalId, at);
    const by = agentId === undefined ? { user } : { agentId };
    const key = JSON.stringify(by);
    const asker = this.#askers.get(key) ?? { asker: by, times: [], peak: 0, floodUntil: -Infinity };
    if (now >= asker.floodUntil) asker.peak = 0;
    asker.times = [...since(asker.times, now), at].sort((a, b) => a - b).slice(-mostCounted);
    asker.peak = Math.max(asker.peak, asker.times.length);
    // So many within one window are above the threshold until the first of them leaves it.
    const first = asker.times.at(-floodThreshold - 1);
    if (first !== undefined) asker.floodUntil = first + 2 * rateWindowMs;
    this.#askers.set(key, asker);
    this.#forget(now);
  }

  /** Those that ask too often, or did less than a minute ago; the worst first. */
  floods(now: number): readonly Flood[] {
    const floods: Flood[] = [];
    for (const { asker, times, peak, floodUntil } of this.#askers.values()) {
      if (now < floodUntil) floods.push({ asker, rate: since(times, now).length, peak });
    }
    return floods.sort((a, b) => b.rate - a.rate || b.peak - a.peak);
  }

  #forget(now: number): void {
    for (const [id, at] of this.#counted) {
      if (at > now - rateWindowMs && this.#counted.size <= mostIds) break;
      this.#counted.delete(id);
    }
    for (const [key, { times, floodUntil }] of this.#askers) {
      if (this.#askers.size <= mostAskers) break;
      // A flood of names must not hide a flood.
      if (now >= floodUntil || since(times, now).length === 0) this.#askers.delete(key);
    }
  }
}

function since(times: readonly number[], now: number): readonly number[] {
  return times.filter((at) => at > now - rateWindowMs);
}

/** The rates of a client's requests: of those that arrive, decided or not, and of those that waited when it looked. */
export class RequestRates extends ClientStore {
  readonly #rate = new RequestRate();

  /** Those that ask too often; the worst first. They age without a word: who shows them looks again. */
  get floods(): readonly Flood[] {
    return this.#rate.floods(this.client.now());
  }

  protected override start(): void {
    const approvals = approvalsOf(this.client);
    const look = () => this.#count(this.#made(approvals.state.data?.requests ?? []));
    this.listen('approval:requested', (request) => this.#count([request]));
    this.release(approvals.subscribe(look));
    look();
  }

  /** Those of the past: what a gateway dates ahead is counted when it arrives, and not at every reading again. */
  #made(requests: readonly ApprovalRequest[]): readonly ApprovalRequest[] {
    const now = this.client.now();
    return requests.filter(({ createdAt }) => createdAt <= now);
  }

  #count(requests: readonly ApprovalRequest[]): void {
    const now = this.client.now();
    for (const request of requests) this.#rate.count(request, now);
    if (this.floods.length > 0) this.notify();
  }
}

/** How often each agent asks, shared by all who show it. */
export const requestRatesOf = perClient((client) => new RequestRates(client));
