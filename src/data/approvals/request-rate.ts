/** The request rate of each agent: a flood hides the request that matters and tires the person who decides. */
import type { ApprovalRequest } from '../../protocol/index.js';
import { approvalsOf } from './approvals.js';
import { perClient } from '../stores/per-client.js';
import { ClientStore } from '../stores/client-store.js';

/** More requests than this in a minute are a flood: more than a person can read. */
export const floodThreshold = 10;
/** The window in which requests are counted, in ms; also how long the rate must stay low before a flood is over. */
export const rateWindowMs = 60_000;
/** The maximum count per asker and minute; there may be more. */
export const mostCounted = 1000;
/** Bounds on memory: the oldest askers and requests are dropped first. */
const mostAskers = 1000;
const mostIds = 10_000;

/** An agent or user whose request rate is above the threshold. */
export interface Flood {
  /** The agent; or the user it acts for, where the gateway does not name the agent. */
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
  /** When the flood is over unless more requests arrive. */
  floodUntil: number;
}

/** Counts requests per asker. All times are the gateway's, epoch ms. */
export class RequestRate {
  readonly #askers = new Map<string, Asker>();
  /** The creation times of counted requests by id, so that none counts twice. */
  readonly #counted = new Map<string, number>();

  /**
   * Counts a request unless it was counted before or is older than a minute. A request dated in the future counts as
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
    // Above the threshold until the first of these leaves the window.
    const first = asker.times.at(-floodThreshold - 1);
    if (first !== undefined) asker.floodUntil = first + 2 * rateWindowMs;
    this.#askers.set(key, asker);
    this.#forget(now);
  }

  /** The floods now or less than a minute ago, highest rate first. */
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
      // Askers in a flood are dropped last: many made-up names must not hide it.
      if (now >= floodUntil || since(times, now).length === 0) this.#askers.delete(key);
    }
  }
}

function since(times: readonly number[], now: number): readonly number[] {
  return times.filter((at) => at > now - rateWindowMs);
}

/** The request rates of a client's gateway, from requests that arrive and those that are pending at a read. */
export class RequestRates extends ClientStore {
  readonly #rate = new RequestRate();

  /** The current floods, highest rate first. They expire without a notification: poll while shown. */
  get floods(): readonly Flood[] {
    return this.#rate.floods(this.client.now());
  }

  protected override start(): void {
    const approvals = approvalsOf(this.client);
    const look = () => this.#count(this.#recent(approvals.state.data?.requests ?? []));
    this.listen('approval:requested', (request) => this.#count([request]));
    this.release(approvals.subscribe(look));
    look();
    // This may begin after some were decided.
    const ended = [...(approvals.state.data?.ended.values() ?? [])];
    this.#count(this.#recent(ended.filter((decision) => decision !== undefined)));
  }

  /** The requests that are not dated in the future: those are counted on arrival, not again with each read. */
  #recent(requests: readonly ApprovalRequest[]): readonly ApprovalRequest[] {
    const now = this.client.now();
    return requests.filter(({ createdAt }) => createdAt <= now);
  }

  #count(requests: readonly ApprovalRequest[]): void {
    const now = this.client.now();
    for (const request of requests) this.#rate.count(request, now);
    if (this.floods.length > 0) this.notify();
  }
}

/** The request rates of a client; one shared store each. */
export const requestRatesOf = perClient((client) => new RequestRates(client));
