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
} from '../../../protocol/index.js';
import { type CacheTimes, decisionOf, requestOf } from './approval-shapes.js';
import { DaemonRequest, DaemonResolution, PendingAnswer, ResolveAnswer } from './approval-wire.js';
import { type ConfigPart, check } from './config.js';
import { DecisionRing } from './decision-ring.js';
import type { Ask, EventRows, MethodRows, Part, Surroundings } from './part.js';

/** The daemon's own defaults (1.0.34), for a token that may not read its configuration. */
const defaultCache: CacheTimes = { approvalMs: 30_000, denialMs: 60_000 };

/** The requests that wait, how they end, and what was seen of those that ended. */
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
  };
  readonly events: EventRows = {
    'approval:requested': (payload) =>
      this.#read('approval:requested', DaemonRequest, payload, (it) => this.#asked(it)),
    'approval:resolved': (payload) =>
      this.#read('approval:resolved', DaemonResolution, payload, (it) => this.#ended(it)),
  };

  readonly #in: Surroundings;
  readonly #config: ConfigPart;
  /** Those that wait, as the daemon told them: the event knows the channel, the list does not. */
  readonly #waiting = new Map<string, DaemonRequest>();
  /** Those that wait, as they were given to whoever shows them. */
  readonly #shown = new Map<string, ApprovalRequest>();
  readonly #decisions = new DecisionRing();
  /** Events are told in the order in which they came, also where one has to wait for the configuration. */
  #telling: Promise<void> = Promise.resolve();

  constructor(surroundings: Surroundings, config: ConfigPart) {
    this.#in = surroundings;
    this.#config = config;
  }

  async #list(ask: Ask): Promise<ResultOf<'approvals.list'>> {
    const [answer] = await Promise.all([ask('admin.approval.pending'), this.#context()]);
    const { requests, total } = check(PendingAnswer, answer, 'admin.approval.pending');
    const context = await this.#context();
    const listed = new Set(requests.map(({ requestId }) => requestId));
    for (const id of this.#waiting.keys()) if (!listed.has(id)) this.#forget(id);
    for (const request of requests) {
      // Its end was told while the list was on its way.
      if (this.#decisions.get(request.requestId)) continue;
      const channelType = request.channelType ?? this.#waiting.get(request.requestId)?.channelType;
      this.#keep({ ...request, ...(channelType === undefined ? {} : { channelType }) }, context);
    }
    return {
      requests: requests.flatMap(({ requestId }) => this.#shown.get(requestId) ?? []),
      total,
      now: this.#in.server.now(),
    };
  }

  async #respond(
    { approvalId, decision, comment, digest }: ParamsOf<'approvals.respond'>,
    ask: Ask,
  ): Promise<ResultOf<'approvals.respond'>> {
    if (!this.#shown.has(approvalId)) await this.#list(ask);
    const request = this.#shown.get(approvalId);
    if (!request) throw this.#gone(approvalId);
    const current = digestOf(request);
    if (digest !== undefined && digest !== current) {
      // The daemon knows no digest, so that it is compared here.
      throw new GatewayError('stale', 'The request is no longer the one that was shown.', {
        data: { current, request },
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
    const resolvedAt = this.#in.server.now();
    return { approvalId, outcome: approved ? 'approved' : 'denied', resolvedBy: approvedBy, resolvedAt };
  }

  #history(params: ParamsOf<'approvals.history'>): ResultOf<'approvals.history'> {
    return {
      ...this.#decisions.find(params),
      derived: { from: seenEvents, since: this.#in.since() },
      notes: [
        'The gateway keeps no history of approvals: what was decided before, while this page was not connected, or before it was loaded, is not known.',
        'Who decided is the name that the deciding client gave, which the gateway does not check.',
        ...this.#decisions.notes,
      ],
    };
  }

  #asked(request: DaemonRequest): void {
    this.#waiting.set(request.requestId, request);
    this.#tell(async () => {
      const context = await this.#context();
      // It may have ended while the configuration was read.
      if (this.#decisions.get(request.requestId)) return;
      this.#in.server.emit('approval:requested', this.#keep(request, context));
    });
  }

  #ended(resolution: DaemonResolution): void {
    const decision = decisionOf(
      resolution,
      this.#shown.get(resolution.requestId) ?? this.#unshown(resolution.requestId),
    );
    this.#decisions.add(decision);
    this.#forget(resolution.requestId);
    this.#tell(() => this.#in.server.emit('approval:resolved', decision));
  }

  /** A request that was told of, but not yet to those who show it. */
  #unshown(id: string): ApprovalRequest | undefined {
    const request = this.#waiting.get(id);
    return request && requestOf(request, { cache: defaultCache, startedAt: this.#in.instance.startedAt });
  }

  #keep(request: DaemonRequest, context: { cache: CacheTimes; startedAt: number | undefined }): ApprovalRequest {
    const shown = requestOf(request, context);
    this.#waiting.set(request.requestId, request);
    this.#shown.set(request.requestId, shown);
    return shown;
  }

  #forget(id: string): void {
    this.#waiting.delete(id);
    this.#shown.delete(id);
  }

  #gone(approvalId: string, cause?: GatewayError): GatewayError {
    const decision: Decision | undefined = this.#decisions.get(approvalId);
    this.#forget(approvalId);
    const about = { method: 'approvals.respond', ...(cause ? { cause } : {}) };
    if (!decision) {
      const message = cause?.message ?? 'The request no longer waits.';
      return new GatewayError('not-found', message, { ...about, code: rpcErrorCodes.notFound });
    }
    const message = `The request was ${decision.outcome} already.`;
    return new GatewayError('already-resolved', message, {
      ...about,
      code: rpcErrorCodes.alreadyResolved,
      data: { decision },
    });
  }

  async #context(): Promise<{ cache: CacheTimes; startedAt: number | undefined }> {
    const [cache] = await Promise.all([this.#cache(), this.#in.instance.known()]);
    return { cache, startedAt: this.#in.instance.startedAt };
  }

  async #cache(): Promise<CacheTimes> {
    try {
      const { batchApprovalTtlMs, denialCacheTtlMs } = await this.#config.approvals();
      return { approvalMs: batchApprovalTtlMs, denialMs: denialCacheTtlMs };
    } catch {
      return defaultCache;
    }
  }

  #tell(what: () => void | Promise<void>): void {
    this.#telling = this.#telling.then(what);
  }

  #read<S extends z.core.$ZodType>(name: string, schema: S, payload: unknown, take: (value: z.infer<S>) => void): void {
    const parsed = z.safeParse(schema, payload);
    if (parsed.success) take(parsed.data);
    else this.#in.server.unreadable(name, describeIssues(parsed.error).join('; '));
  }
}

const seenEvents = 'the approvals that this page has seen end';
