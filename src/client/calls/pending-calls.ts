import { GatewayError, isJsonObject, readRpcResponse, type RpcMethod } from '../../protocol/index.js';
import type { DiagnosticsLog } from '../diagnostics.js';
import type { Dialect, WireError } from '../dialects/index.js';
import type { SlowCall } from '../rpc-client.js';

/** The name in the diagnostics for messages that belong to no call and no event. */
const frameName = '(frame)';

/** What the messages of a socket are other than answers to its calls, and how its server speaks. */
export interface MessageContext {
  readonly dialect: Pick<Dialect, 'error' | 'heartbeats'>;
  /** An error without an id: one of the pending calls will never be answered. */
  readonly onUnaddressed: (error: WireError) => void;
  /** A heartbeat. @param at - the gateway's time (epoch ms), if the heartbeat contains it. */
  readonly onHeartbeat: (at: number | undefined) => void;
}

interface Pending {
  readonly method: string;
  readonly slow: SlowCall | undefined;
  resolve(result: unknown): void;
  reject(reason: unknown): void;
}

/** When a call ends without an answer. */
export interface CallLimits {
  /** How long to wait for the answer, in ms. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The documented method for which it is sent; only such calls can count as slow. */
  readonly for?: RpcMethod | undefined;
}

/** After how long without an answer a call is slow, in ms. */
const slowAfterMs = 3000;

/** The pending calls of one socket by id, settled by its messages. */
export class PendingCalls {
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** @param onSlow - called when {@link slow} has changed. */
  constructor(
    private readonly diagnostics: DiagnosticsLog,
    private readonly onSlow: () => void = () => undefined,
  ) {}

  /** The calls unanswered for {@link slowAfterMs}, in the order of sending. */
  get slow(): readonly SlowCall[] {
    const before = Date.now() - slowAfterMs;
    return [...this.#pending.values()].flatMap(({ slow }) => (slow && slow.since <= before ? [slow] : []));
  }

  /** Registers a call. @returns the id to send and the promise of its result, unchecked. */
  add(method: string, { timeoutMs, signal, for: needed }: CallLimits): { id: number; result: Promise<unknown> } {
    const id = ++this.#lastId;
    const since = Date.now();
    const result = new Promise<unknown>((resolve, reject) => {
      const onAbort = () => this.#take(id)?.reject(signal?.reason);
      const timer = setTimeout(() => {
        const message = `The gateway did not answer ${method} within ${timeoutMs / 1000} s.`;
        this.#take(id)?.reject(new GatewayError('timeout', message, { method }));
      }, timeoutMs);
      // One more millisecond: timers may fire slightly early.
      const slowTimer = needed === undefined ? undefined : setTimeout(this.onSlow, slowAfterMs + 1);
      const release = () => {
        clearTimeout(timer);
        clearTimeout(slowTimer);
        if (needed !== undefined && Date.now() - since >= slowAfterMs) queueMicrotask(this.onSlow);
        signal?.removeEventListener('abort', onAbort);
      };
      signal?.addEventListener('abort', onAbort);
      this.#pending.set(id, {
        method,
        slow: needed === undefined ? undefined : { method: needed, since, until: since + timeoutMs },
        resolve: (value) => {
          release();
          resolve(value);
        },
        reject: (reason: Error) => {
          release();
          reject(reason);
        },
      });
    });
    return { id, result };
  }

  /** Reads one message of the socket and settles the call that it answers. Unreadable messages are counted. */
  receive(data: unknown, { dialect, onUnaddressed, onHeartbeat }: MessageContext): void {
    const { diagnostics } = this;
    if (typeof data !== 'string') {
      diagnostics.unreadable(frameName, 'not text');
      return;
    }
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      // Not the parser's message, which quotes the input.
      diagnostics.unreadable(frameName, 'not JSON');
      return;
    }
    if (isNotification(message)) {
      const { method, params } = message;
      const timeIn = dialect.heartbeats?.[method];
      if (timeIn) onHeartbeat(timeIn(params));
      else diagnostics.unknownEvent(method);
      return;
    }
    const read = readRpcResponse(message);
    if ('issues' in read) {
      this.#refuse(message, read.issues.join('; '));
      return;
    }
    const { response } = read;
    const { id, error } = response;
    if (!this.#knows(id)) {
      const issue = error ? `error ${error.code} for no call: ${error.message}` : 'answers no call';
      diagnostics.unreadable(frameName, issue);
      if (error && id === null) onUnaddressed(error);
    } else if (error) {
      this.reject(id, (method) => dialect.error(error, method));
    } else if (!Object.hasOwn(response, 'result')) {
      this.#refuse(message, 'neither result nor error');
    } else {
      this.#take(id)?.resolve(response.result);
    }
  }

  /** The ids of the pending calls. */
  get ids(): number[] {
    return [...this.#pending.keys()];
  }

  /** Rejects a call with an error for its method; no effect if it has ended. */
  reject(id: unknown, errorFor: (method: string) => unknown): void {
    const pending = this.#take(id);
    pending?.reject(errorFor(pending.method));
  }

  /** Rejects all calls with an error for each method. */
  rejectAll(errorFor: (method: string) => unknown): void {
    for (const id of this.ids) this.reject(id, errorFor);
  }

  /** Whether a call with this id was ever made, so that a late answer is expected. */
  #knows(id: unknown): boolean {
    return typeof id === 'number' && Number.isInteger(id) && id >= 1 && id <= this.#lastId;
  }

  /** Counts an invalid answer, and fails its call now rather than at the timeout. */
  #refuse(message: unknown, issue: string): void {
    this.diagnostics.unreadable(frameName, issue);
    const id = isJsonObject(message) ? message['id'] : undefined;
    const words = (method: string) => `The gateway's answer to ${method} cannot be read: ${issue}`;
    this.reject(id, (method) => new GatewayError('invalid-response', words(method), { method }));
  }

  #take(id: unknown): Pending | undefined {
    if (typeof id !== 'number') return undefined;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}

function isNotification(message: unknown): message is { readonly method: string; readonly params?: unknown } {
  return isJsonObject(message) && typeof message['method'] === 'string' && message['id'] === undefined;
}
