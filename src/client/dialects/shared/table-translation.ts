import {
  GatewayError,
  type ParamsOf,
  type ResultOf,
  type RpcMethod,
  type Unreadable,
} from '../../../protocol/index.js';
import { report } from '../../report.js';
import type { CallOptions, Capability, HeldCall } from '../../rpc-client.js';
import type { Server, Translation } from '../dialect.js';
import type { EventRows, MethodRow, Part } from './part.js';

/**
 * A translation made of parts: each documented method belongs to one part, an event of the server may concern several.
 * Other methods are not offered.
 */
export class TableTranslation implements Translation {
  protected readonly server: Server;
  readonly #ignored: ReadonlySet<string>;
  #parts: readonly Part[] = [];
  /** The message being read. */
  #message: { counted: boolean } | undefined;

  /**
   * @param parts creates the parts.
   * @param ignored the names of known events that are not used.
   */
  constructor(server: Server, parts: (server: Server) => readonly Part[], ignored: Iterable<string> = []) {
    this.server = server;
    this.#ignored = new Set(ignored);
    // Count a message once, even if several parts cannot read it.
    this.#parts = parts({
      ...server,
      unreadable: (name, issue, unreadable) => this.#unreadable(name, issue, unreadable),
    });
  }

  get held(): readonly HeldCall[] {
    return this.#parts.flatMap((part) => part.held ?? []);
  }

  capability(method: RpcMethod): Capability {
    return this.#row(method)?.capability() ?? { status: 'not-offered', reason: `This gateway has no ${method}.` };
  }

  async call<M extends RpcMethod>(method: M, params: ParamsOf<M>, options: CallOptions): Promise<ResultOf<M>> {
    const row = this.#row(method);
    if (!row?.call) {
      const capability = this.capability(method);
      const reason = capability.status === 'not-offered' ? capability.reason : '';
      throw new GatewayError('not-offered', reason, { method });
    }
    const ask = (name: string, sent: object = {}) => this.server.request(name, sent, { ...options, for: method });
    return row.call(params, ask, options.signal);
  }

  receive(event: string, data: unknown): boolean {
    let known = this.#ignored.has(event);
    this.#message = { counted: false };
    for (const part of this.#parts) {
      const read = rowOf(part.events, event);
      if (!read) continue;
      known = true;
      try {
        read(data);
      } catch (thrown) {
        // The other parts and the stream must continue.
        report(thrown);
        this.#unreadable(event, 'reading it failed');
      }
    }
    this.#message = undefined;
    return known;
  }

  connected(): void {
    for (const part of this.#parts) part.connected?.();
  }

  disconnected(restarting: boolean): void {
    for (const part of this.#parts) part.disconnected?.(restarting);
  }

  stopped(error: GatewayError): void {
    this.disconnected(false);
    for (const part of this.#parts) part.stopped?.(error);
  }

  live(lostAt: number | undefined): void {
    for (const part of this.#parts) part.live?.(lostAt);
  }

  close(): void {
    for (const part of this.#parts) part.close?.();
  }

  #unreadable(name: string, issue: string, unreadable?: Unreadable): void {
    if (!this.#message?.counted) this.server.unreadable(name, issue, unreadable);
    if (this.#message) this.#message.counted = true;
  }

  #row<M extends RpcMethod>(method: M): MethodRow<M> | undefined {
    for (const part of this.#parts) {
      const row = part.methods[method];
      if (row) return row;
    }
    return undefined;
  }
}

function rowOf(rows: EventRows, event: string): EventRows[string] | undefined {
  return Object.hasOwn(rows, event) ? rows[event] : undefined;
}
