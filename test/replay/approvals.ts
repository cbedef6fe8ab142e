/** The daemon's approval gate, as small as it can be and still be true. */
import { HandlerError } from './handler-error.js';
import { type Json, field } from './json.js';

/** A request as the event announces it; `channelType` is in the event only. */
export interface ApprovalRequest {
  readonly requestId: string;
  readonly toolName: string;
  readonly action: string;
  readonly params: Json;
  readonly agentId: string;
  readonly sessionKey: string;
  readonly trustLevel: 'admin' | 'user' | 'guest';
  readonly createdAt: number;
  readonly timeoutMs: number;
  readonly channelType?: string;
}

/** How a request ended. */
export interface Resolution {
  readonly requestId: string;
  readonly approved: boolean;
  readonly approvedBy: string;
  readonly reason?: string;
  readonly resolvedAt: number;
}

/** How long a decision also decides what comes after it, ms: the daemon's defaults. */
const approvalTtlMs = 30_000;
const denialTtlMs = 60_000;

type Cache = Map<string, number>;
const keyOf = ({ sessionKey, action }: ApprovalRequest) => `${sessionKey}::${action}`;

/** Holds what waits for a decision. Fed by the tape, by tests and by the clients' calls; all it decides becomes an event. */
export class ApprovalGate {
  readonly #pending = new Map<string, ApprovalRequest>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** What was resolved here: the tape does not resolve it again. */
  readonly #resolved = new Set<string>();
  readonly #approvals: Cache = new Map();
  readonly #denials: Cache = new Map();

  /** @param now - the daemon's clock, epoch ms. */
  constructor(
    private readonly publish: (event: string, data: unknown) => void,
    private readonly now: () => number,
  ) {}

  /** Takes in a request that was announced elsewhere. It has no deadline of its own: whoever announced it ends it. */
  announced(request: ApprovalRequest): void {
    this.#pending.set(request.requestId, request);
  }

  /** Takes in a resolution that was made elsewhere. @returns false when the request was resolved here before. */
  settled(resolution: Resolution): boolean {
    if (this.#resolved.has(resolution.requestId)) return false;
    const request = this.#take(resolution.requestId);
    if (request) this.#remember(request, resolution);
    return true;
  }

  /**
   * An agent's tool asks. As in the daemon a cached decision answers at once, and what waits already for the same action
   * in the same session answers for it too.
   *
   * @returns the id under which it will be, or was, resolved.
   */
  request(request: ApprovalRequest): string {
    const key = keyOf(request);
    const cached = this.#cached(key);
    if (cached !== undefined) {
      const [prior, by] = cached ? ['approval', 'Auto-approved'] : ['denial', 'Auto-denied'];
      this.#publish({
        requestId: request.requestId,
        approved: cached,
        approvedBy: `system:cached-${prior}`,
        reason: `${by}: prior ${prior} for ${request.action} still active`,
        resolvedAt: this.now(),
      });
      return request.requestId;
    }
    const leader = [...this.#pending.values()].find((waiting) => keyOf(waiting) === key);
    if (leader) return leader.requestId;
    this.#pending.set(request.requestId, request);
    this.publish('approval:requested', request);
    this.#arm(request);
    return request.requestId;
  }

  /** `admin.approval.pending` */
  pending(): { requests: Json[]; total: number } {
    const requests = [...this.#pending.values()].map(({ channelType: _, ...request }) => request);
    return { requests, total: requests.length };
  }

  /** `admin.approval.resolve`. @throws {HandlerError} */
  resolve(params: unknown): Json {
    const [requestId, approved] = [field(params, 'requestId'), field(params, 'approved')];
    if (typeof requestId !== 'string' || requestId === '')
      throw new HandlerError('Missing required parameter: requestId');
    if (typeof approved !== 'boolean') throw new HandlerError('Missing required parameter: approved (boolean)');
    const request = this.#take(requestId);
    if (!request)
      throw new HandlerError(`Approval request not found: ${requestId} (may have already been resolved or timed out)`);
    const [by, reason] = [field(params, 'approvedBy'), field(params, 'reason')];
    const approvedBy = typeof by === 'string' ? by : 'operator';
    this.#resolve(request, { approved, approvedBy, ...(typeof reason === 'string' && { reason }) });
    return { requestId, approved, approvedBy, reason: typeof reason === 'string' ? reason : null };
  }

  /** `admin.approval.clearDenialCache` */
  clearDenials(params: unknown): Json {
    const sessionKey = field(params, 'sessionKey');
    for (const key of this.#denials.keys())
      if (typeof sessionKey !== 'string' || key.startsWith(`${sessionKey}::`)) this.#denials.delete(key);
    return { cleared: true };
  }

  /** The daemon starts again: what waits is restored, without its channel; what expired meanwhile is gone without a word. */
  restart(): void {
    this.#denials.clear();
    for (const { channelType: _, ...request } of [...this.#pending.values()]) {
      const armed = this.#timers.has(request.requestId);
      this.#take(request.requestId);
      if (armed && request.createdAt + request.timeoutMs <= this.now()) continue;
      this.#pending.set(request.requestId, request);
      if (armed) this.#arm(request);
    }
  }

  /** Stops all timers. */
  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #arm(request: ApprovalRequest): void {
    const left = Math.max(0, request.createdAt + request.timeoutMs - this.now());
    const expire = () => {
      this.#take(request.requestId);
      this.#resolve(request, { approved: false, approvedBy: 'system:timeout', reason: 'Approval request timed out' });
    };
    this.#timers.set(request.requestId, setTimeout(expire, left));
  }

  #take(requestId: string): ApprovalRequest | undefined {
    const request = this.#pending.get(requestId);
    this.#pending.delete(requestId);
    clearTimeout(this.#timers.get(requestId));
    this.#timers.delete(requestId);
    return request;
  }

  #resolve(request: ApprovalRequest, decision: Omit<Resolution, 'requestId' | 'resolvedAt'>): void {
    const resolution = { requestId: request.requestId, ...decision, resolvedAt: this.now() };
    this.#resolved.add(request.requestId);
    this.#remember(request, resolution);
    this.#publish(resolution);
  }

  #publish(resolution: Resolution): void {
    this.publish('approval:resolved', resolution);
  }

  #remember(request: ApprovalRequest, { approved, approvedBy }: Resolution): void {
    const key = keyOf(request);
    this.#approvals.delete(key);
    if (approved) {
      this.#denials.delete(key);
      this.#approvals.set(key, this.now() + approvalTtlMs);
    } else if (approvedBy !== 'system:timeout') this.#denials.set(key, this.now() + denialTtlMs);
  }

  #cached(key: string): boolean | undefined {
    const lives = (cache: Cache) => (cache.get(key) ?? 0) > this.now();
    return lives(this.#approvals) ? true : lives(this.#denials) ? false : undefined;
  }
}
