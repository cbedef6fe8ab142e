import * as z from 'zod/mini';
import {
  type ApprovalRequest,
  type Decision,
  describeIssues,
  digestOf,
  GatewayError,
  type ParamsOf,
  type ResultOf,
  rpcErrorCodes,
  type Unreadable,
  type Verdict,
} from '../../../../protocol/index.js';
import { type CacheTimes, decisionOf, type RequestContext, requestOf } from './approval-shapes.js';
import { ClearAnswer, DaemonResolution, PendingAnswer, readRequest, ResolveAnswer } from './approval-wire.js';
import { type ConfigPart, check } from '../config/config.js';
import { DaemonCache } from '../config/config-wire.js';
import { DecisionRing } from './decision-ring.js';
import type { KnownRequest, KnownRequests } from './known-requests.js';
import type { Ask, EventRows, MethodRows, Part } from '../../shared/part.js';
import type { PartServices } from '../part-services.js';
import { SerialTasks } from '../../../calls/serial-tasks.js';
import { withTimeout } from '../../shared/with-timeout.js';

/** The interval of retries for unknown context, in ms. */
const againAfterMs = 30_000;

/** Pending requests, decisions, and the history of those seen. */
export class ApprovalsPart implements Part {
  readonly methods: MethodRows = {
    'approvals.list': { capability: () => ({ status: 'offered' }), call: (_, ask) => this.#list(ask) },
    'approvals.respond': {
      capability: () => ({ status: 'offered' }),
      call: (params, ask) => this.#respond(params, ask),
    },
    'approvals.history': {
      capability: () => ({ status: 'derived', from: seenEvents }),
      call: (params) => Promise.resolve(this.#history(params)),
    },
    'approvals.forgetDenials': {
      capability: () => ({ status: 'offered' }),
      call: async ({ sessionKey }, ask) => {
        const method = 'admin.approval.clearDenialCache';
        return check(ClearAnswer, await ask(method, { sessionKey }), method);
      },
    },
  };
  readonly events: EventRows = {
    'approval:requested': (payload) => this.#asked(payload),
    'approval:resolved': (payload) => this.#ended(payload),
  };

  readonly #services: PartServices;
  readonly #config: ConfigPart;
  readonly #known: KnownRequests;
  /** The pending requests, each with the number of the list read when it was first seen. */
  readonly #waiting = new Map<string, number>();
  #lists = 0;
  /** The requests that arrived by event since connecting. */
  readonly #live = new Set<string>();
  /** Pending requests as last returned. */
  readonly #shown = new Map<string, ApprovalRequest>();
  /** Those of which it was not known whether they are from before a restart. */
  readonly #unsure = new Set<string>();
  readonly #decisions = new DecisionRing();
  /** Emits events in the order of arrival, even when one has to wait for the configuration. */
  readonly #telling = new SerialTasks((thrown) => {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    this.#services.server.unreadable('approval event', `could not be emitted: ${why}`);
  });
  /** The last known times of the daemon's cache. */
  #times: CacheTimes | undefined;
  /** When the times of the cache may be read again (monotonic clock, ms), so that not every request reads them. */
  #notBefore = 0;
  /** The same for the run of the daemon. */
  #runNotBefore = 0;
  #isConnected = false;

  constructor(services: PartServices, config: ConfigPart, known: KnownRequests) {
    this.#services = services;
    this.#config = config;
    this.#known = known;
  }

  connected(): void {
    this.#isConnected = true;
    this.#notBefore = 0;
    this.#runNotBefore = 0;
  }

  /** Sends again what was returned before it was known since when the daemon runs: its note says "may". */
  runKnown(): void {
    if (this.#services.instance.startedAt === undefined) return;
    for (const id of this.#unsure)
      this.#tell(async () => {
        const known = this.#known.get(id);
        if (!known || !this.#unsure.has(id)) return;
        const context = await this.#context();
        if (!this.#isConnected || !this.#unsure.has(id) || context.startedAt === undefined) return;
        this.#services.server.emit('approval:changed', this.#keep(known, context));
      });
  }

  disconnected(): void {
    this.#isConnected = false;
    this.#live.clear();
  }

  async #list(ask: Ask): Promise<ResultOf<'approvals.list'>> {
    const number = ++this.#lists;
    const [{ listed, total, unreadable }, context] = await Promise.all([this.#pending(ask), this.#context()]);
    const ids = new Set(listed.map(({ request }) => request.requestId));
    for (const [id, since] of this.#waiting) {
      // Requests seen since then were not part of the answer.
      if (!ids.has(id) && since < number) this.#forget(id);
    }
    // Some may have ended during the reads.
    const waiting = listed.filter(({ request }) => !this.#decisions.get(request.requestId));
    for (const known of waiting) {
      const id = known.request.requestId;
      this.#waiting.set(id, this.#waiting.get(id) ?? number - 1);
      this.#keep(known, context);
    }
    const later = [...this.#waiting.keys()].filter((id) => !ids.has(id));
    const requests = [...waiting.map(({ request }) => request.requestId), ...later].flatMap(
      (id) => this.#shown.get(id) ?? [],
    );
    return {
      requests,
      total: total - listed.length + requests.length,
      now: this.#services.server.now(),
      ...(unreadable.length > 0 ? { unreadable } : {}),
    };
  }

  /** Reads the pending requests; recorded immediately, because one may end at any moment. */
  async #pending(
    ask: Ask,
  ): Promise<{ listed: readonly KnownRequest[]; unreadable: readonly Unreadable[]; total: number }> {
    const method = 'admin.approval.pending';
    const answer = check(PendingAnswer, await ask(method), method);
    const listed: KnownRequest[] = [];
    const unreadable: Unreadable[] = [];
    answer.requests.forEach((each, index) => {
      const read = this.#read(method, each);
      if ('request' in read) listed.push(read);
      else unreadable.push({ ...read, path: `requests[${index}]` });
    });
    return { listed, unreadable, total: answer.total };
  }

  async #respond(
    { approvalId, decision, comment, digest }: ParamsOf<'approvals.respond'>,
    ask: Ask,
  ): Promise<ResultOf<'approvals.respond'>> {
    const request = await this.#toDecide(approvalId, decision, ask);
    if (decision === 'approve' && (digest === undefined || request.truncated === true)) {
      const message = digest === undefined ? noDigest : unreadable;
      throw new GatewayError('invalid-params', message, { method: 'approvals.respond', unsent: true });
    }
    const current = bindable(request);
    if (digest !== undefined && digest !== current) {
      throw new GatewayError('stale', 'The request has changed since it was shown.', {
        data: { current, request },
        unsent: true,
      });
    }
    let answer: unknown;
    try {
      answer = await ask('admin.approval.resolve', {
        requestId: approvalId,
        approved: decision === 'approve',
        ...(comment === undefined ? {} : { reason: comment }),
      });
    } catch (thrown) {
      throw thrown instanceof GatewayError && thrown.kind === 'not-found' ? this.#gone(approvalId, thrown) : thrown;
    }
    const { approved, approvedBy } = check(ResolveAnswer, answer, 'admin.approval.resolve');
    const resolvedAt = this.#services.server.now();
    return { approvalId, outcome: approved ? 'approved' : 'denied', resolvedBy: approvedBy, resolvedAt };
  }

  /**
   * Returns the current state of a request. The daemon has no digests and no event for changes, so the request is read
   * again immediately before an approval.
   */
  async #toDecide(approvalId: string, decision: Verdict, ask: Ask): Promise<ApprovalRequest> {
    if (decision === 'approve' || !this.#shown.has(approvalId)) await this.#list(ask);
    const request = this.#shown.get(approvalId);
    if (!request) throw this.#gone(approvalId);
    return request;
  }

  #history(params: ParamsOf<'approvals.history'>): ResultOf<'approvals.history'> {
    return {
      ...this.#decisions.find(params),
      derived: { from: seenEvents, since: this.#services.since() },
      notes: [
        'The gateway keeps no history of approvals: decisions made before this page was loaded, or while it was not connected, are unknown.',
        'Who decided is a name sent by the deciding client, which the gateway does not verify.',
        'Actions refused without an approval request (trust level, tool policy, blocked command) have no event on this gateway and are not listed here.',
        ...this.#decisions.notes,
      ],
    };
  }

  #asked(payload: unknown): void {
    const known = this.#read('approval:requested', payload);
    if (!('request' in known)) return;
    const { requestId } = known.request;
    this.#waiting.set(requestId, this.#lists);
    this.#live.add(requestId);
    this.#tell(async () => {
      // The stream may be connected before calls work: the request is in the list read then.
      if (!this.#isConnected) return;
      const context = await this.#context();
      // It may have ended during the read of the configuration.
      if (this.#decisions.get(requestId)) return;
      this.#services.server.emit('approval:requested', this.#keep(known, context));
    });
  }

  #ended(payload: unknown): void {
    const parsed = z.safeParse(DaemonResolution, payload);
    if (!parsed.success) {
      this.#services.server.unreadable('approval:resolved', describeIssues(parsed.error, payload).join('; '));
      return;
    }
    const { requestId } = parsed.data;
    const known = this.#known.get(requestId);
    const decision = decisionOf(parsed.data, known, this.#times);
    this.#decisions.add(decision);
    this.#forget(requestId);
    this.#tell(() => this.#services.server.emit('approval:resolved', decision));
  }

  #keep(known: KnownRequest, context: Omit<RequestContext, 'isLive'>): ApprovalRequest {
    const { createdAt, timeoutMs } = known.request;
    // It is listed as pending, so a clock by which it has expired is wrong.
    if (timeoutMs && this.#services.server.now() >= createdAt + timeoutMs) this.#services.server.isPast(createdAt);
    const id = known.request.requestId;
    const isLive = this.#live.has(id);
    const shown = requestOf(known.request, { ...context, isLive }, known.issue);
    this.#shown.set(id, shown);
    if (context.startedAt === undefined && !isLive) this.#unsure.add(id);
    else this.#unsure.delete(id);
    return shown;
  }

  #forget(id: string): void {
    this.#waiting.delete(id);
    this.#shown.delete(id);
    this.#unsure.delete(id);
    this.#live.delete(id);
  }

  #gone(approvalId: string, cause?: GatewayError): GatewayError {
    const decision: Decision | undefined = this.#decisions.get(approvalId);
    this.#forget(approvalId);
    const about = { method: 'approvals.respond', ...(cause ? { cause } : {}) };
    if (!decision) {
      const message = cause?.message ?? 'The request is no longer pending.';
      return new GatewayError('not-found', message, { ...about, code: rpcErrorCodes.notFound });
    }
    const message = `The request was ${decision.outcome} already.`;
    return new GatewayError('already-resolved', message, {
      ...about,
      code: rpcErrorCodes.alreadyResolved,
      data: { decision },
    });
  }

  /** The context known within a short timeout: a request must not wait for reads that may never be answered. */
  async #context(): Promise<Omit<RequestContext, 'isLive'>> {
    const { instance } = this.#services;
    const [cache] = await Promise.all([this.#cache(), this.#runKnown()]);
    // After a reconnect it is read twice, and the second read may have begun meanwhile.
    await this.#runKnown();
    return { cache, startedAt: instance.startedAt };
  }

  /** Waits briefly for the run of the daemon to be known; after a timeout not again for {@link againAfterMs}. */
  async #runKnown(): Promise<void> {
    if (performance.now() < this.#runNotBefore) return;
    const isKnown = await withTimeout(this.#services.instance.known().then(() => true));
    if (!isKnown) this.#runNotBefore = performance.now() + againAfterMs;
  }

  async #cache(): Promise<CacheTimes | undefined> {
    if (performance.now() < this.#notBefore) return undefined;
    try {
      const cache = await withTimeout(this.#config.declared('approvals', DaemonCache));
      if (cache) return (this.#times = { approvalMs: cache.batchApprovalTtlMs, denialMs: cache.denialCacheTtlMs });
      this.#notBefore = performance.now() + againAfterMs;
    } catch (thrown) {
      const isFinal = thrown instanceof GatewayError && thrown.kind === 'not-allowed';
      this.#notBefore = isFinal ? Infinity : performance.now() + againAfterMs;
    }
    return undefined;
  }

  #tell(what: () => void | Promise<void>): void {
    void this.#telling.add(what);
  }

  /** Reads a request. @returns an `Unreadable` when even its id is unreadable. */
  #read(from: string, payload: unknown): KnownRequest | Unreadable {
    const read = readRequest(payload, this.#services.server.now());
    const { request, issue } = read;
    if (request) {
      if (issue !== undefined) this.#services.server.unreadable(from, issue);
      return this.#known.add({ request, issue });
    }
    const unreadable = { path: from, issues: [read.issue], readable: read.readable };
    this.#services.server.unreadable(from, read.issue, unreadable);
    return unreadable;
  }
}

/** The digest of a request; undefined when it contains invalid Unicode. */
function bindable(request: ApprovalRequest): string | undefined {
  try {
    return digestOf(request);
  } catch {
    return undefined;
  }
}

const noDigest = 'An approval needs the digest of what was shown.';
const unreadable = 'Part of the request is unreadable, so it can only be denied.';
const seenEvents = 'the decisions that this page has seen';
