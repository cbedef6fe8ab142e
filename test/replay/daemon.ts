/** The methods of the daemon: a few with a small state of their own, all others out of the file. */
import { ActivityRing } from './activity.js';
import type { Answers } from './answers.js';
import { ApprovalGate, type ApprovalRequest, type Resolution } from './approvals.js';
import { HandlerError } from './handler-error.js';
import { field, isJson, type Json } from './json.js';
import type { Limit } from './limits.js';
import type { Outcome } from './recording.js';
import { type Caller, changeIn, type TokenChange, type TokenRegistry } from './tokens.js';

/** Methods that the daemon lets in with the scope `rpc`; all others want `admin`. */
const forRpc = /^(system\.ping|agent\.(execute|stream)|memory\.(search|inspect))$/;

/** A call that a client made. */
export interface MadeCall {
  readonly method: string;
  readonly params: unknown;
  /** Epoch ms. */
  readonly at: number;
  /** The id of the token it came with. */
  readonly token: string;
}

/** What the methods work with. */
export interface DaemonParts {
  readonly answers: Answers;
  readonly tokens: TokenRegistry;
  /** The index of the line that the tape plays next. */
  readonly position: () => number;
  /** Sends an event to all streams. */
  readonly send: (event: string, data: unknown) => void;
  /** The daemon is about to restart, because tokens changed or because a call asked for it. */
  readonly restarting: (why: 'tokens' | 'call') => void;
  readonly messageLimit: Limit;
  readonly httpLimit: Limit;
  readonly corsOrigins: readonly string[];
  /** The daemon's clock, epoch ms. */
  readonly now: () => number;
  /** Whether what a call causes comes before its answer. */
  readonly eventsFirst: boolean;
}

/** What the daemon knows and does, without its transport. */
export class Daemon {
  /** What a method is answered with instead of what was recorded, by a test. */
  readonly instead = new Map<string, (params: unknown) => unknown>();
  readonly calls: MadeCall[] = [];
  readonly failures: string[] = [];
  readonly activity = new ActivityRing();
  readonly gate: ApprovalGate;

  constructor(private readonly parts: DaemonParts) {
    this.gate = new ApprovalGate((event, data) => this.#caused(event, data), parts.now);
  }

  /** An event that did not begin here happens: what waits for a decision follows it. */
  happens(event: string, data: unknown): void {
    if (event === 'approval:requested') this.gate.announced(data as ApprovalRequest);
    if (event === 'approval:resolved' && !this.gate.settled(data as Resolution)) return;
    this.#publish(event, data);
  }

  /** Answers one call. What neither the file nor the base set knows is a failure of the test. */
  call(caller: Caller, method: string, params: unknown): Outcome {
    this.calls.push({ method, params, at: Date.now(), token: caller.id });
    const known = this.#known(method, params);
    if (!known) {
      this.failures.push(`${method} ${JSON.stringify(params ?? {})}`);
      return { error: { code: -32601, message: 'Method not found' } };
    }
    const required = forRpc.test(method) ? 'rpc' : 'admin';
    if (!caller.scopes.includes(required) && !caller.scopes.includes('*') && !isMissing(known))
      return {
        error: {
          code: -32603,
          message: `Insufficient scope: requires '${required}'`,
          data: { clientId: caller.id, required },
        },
      };
    if (typeof known !== 'function') return known;
    try {
      return { result: known() };
    } catch (error) {
      if (!(error instanceof HandlerError)) throw error;
      return { error: { code: 0, message: error.message } };
    }
  }

  /** An event that a call causes: all has changed already when it comes. */
  #caused(event: string, data: unknown): void {
    if (this.parts.eventsFirst) this.#publish(event, data);
    else setImmediate(() => this.#publish(event, data));
  }

  #publish(event: string, data: unknown): void {
    this.activity.add(event, data);
    this.parts.send(event, data);
  }

  #known(method: string, params: unknown): Outcome | (() => unknown) | undefined {
    const { answers, position, tokens } = this.parts;
    const instead = this.instead.get(method);
    if (instead) return () => instead(params);
    switch (method) {
      case 'system.ping':
        return () => ({ pong: true, ts: this.parts.now() });
      case 'admin.approval.pending':
        return () => this.gate.pending();
      case 'admin.approval.resolve':
        return () => this.gate.resolve(params);
      case 'admin.approval.clearDenialCache':
        return () => this.gate.clearDenials(params);
      case 'tokens.list':
        return () => tokens.list();
      case 'tokens.create':
        return () => this.#change(method, params, tokens.create(params));
      case 'tokens.revoke':
        return () => this.#change(method, params, tokens.revoke(params));
      case 'tokens.rotate':
        return () => this.#change(method, params, tokens.rotate(params));
      default: {
        const found = answers.find(method, params, position());
        if (!found || !('result' in found)) return found;
        return () => this.#recorded(method, params, found.result);
      }
    }
  }
  /** Makes a change of the tokens: as the recorded daemon made it, if it did. */
  #change(method: string, params: unknown, made: { result: Json; change: TokenChange }): Json {
    const { answers, position, tokens, restarting } = this.parts;
    const recorded = answers.make(method, params, position());
    const change = (recorded && changeIn(method, recorded)) ?? made.change;
    tokens.apply(change);
    this.#caused('audit:event', {
      timestamp: Date.now(),
      agentId: 'system',
      tenantId: 'acme',
      actionType: method,
      classification: 'destructive',
      outcome: 'success',
      metadata: {
        entityId: [change.removed, change.added?.id].filter((id) => id !== undefined).join(' -> '),
        configPath: '/srv/comis/etc/config.yaml',
      },
    });
    restarting('tokens');
    return recorded ?? made.result;
  }

  /** Gives a recorded result. */
  #recorded(method: string, params: unknown, result: unknown): unknown {
    const { answers, position, restarting } = this.parts;
    if (field(result, 'restarting') === true) {
      answers.make(method, params, position());
      restarting('call');
    }
    if (method !== 'config.read' || !isJson(result)) return result;
    if (field(params, 'section') === 'gateway') return this.#gatewaySection(result);
    if (!isJson(result['config'])) return result;
    return { ...result, config: { ...result['config'], gateway: this.#gatewaySection(result['config']['gateway']) } };
  }

  /** The gateway's own settings: those that the replay itself goes by are told as they are. */
  #gatewaySection(recorded: unknown): Json {
    const { tokens, messageLimit, httpLimit, corsOrigins } = this.parts;
    return {
      ...(isJson(recorded) && recorded),
      tokens: tokens.configured,
      rateLimit: { windowMs: httpLimit.windowMs, maxRequests: httpLimit.max },
      wsMessageRateLimit: { maxMessages: messageLimit.max, windowMs: messageLimit.windowMs },
      corsOrigins,
    };
  }
}

const isMissing = (known: Outcome | (() => unknown)): boolean =>
  typeof known !== 'function' && 'error' in known && known.error.code === -32601;
