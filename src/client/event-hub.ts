import type { EventSourceMessage } from 'eventsource-parser';
import { decodeEvent, type GatewayEventName, isGatewayEventName, type PayloadOf } from '../protocol/index.js';
import type { DiagnosticsLog } from './diagnostics.js';
import { Listeners } from './listeners.js';
import { RecentIds } from './recent-ids.js';

/** At least as many as a gateway replays (10 000), so that even a full replay brings nothing twice. */
const rememberedIds = 10_000;

/** Turns the stream's messages into events: each checked, counted if it cannot be read, and delivered once. */
export class EventHub {
  readonly #listeners = new Map<GatewayEventName, Listeners<unknown>>();
  readonly #seen = new RecentIds(rememberedIds);

  constructor(private readonly diagnostics: DiagnosticsLog) {}

  /** See {@link RpcClient.on}. */
  on<E extends GatewayEventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void {
    let listeners = this.#listeners.get(event);
    if (!listeners) this.#listeners.set(event, (listeners = new Listeners()));
    // What is emitted under a name has passed that name's check.
    return listeners.add((payload) => listener(payload as PayloadOf<E>));
  }

  /** Takes in one message. @returns the name of the event, if it was one that this version can read. */
  receive({ event: name = 'message', id, data }: EventSourceMessage): GatewayEventName | undefined {
    // Keeps the connection alive and says nothing.
    if (name === 'ping') return undefined;
    // A gap is told by each connection that has one, perhaps under the id where it begins.
    if (id !== undefined && id !== '' && name !== 'stream:gap' && !this.#seen.add(id)) return undefined;
    if (!isGatewayEventName(name)) {
      this.diagnostics.unknownEvent(name);
      return undefined;
    }
    const decoded = decode(name, data);
    if (decoded.ok) {
      this.#listeners.get(name)?.emit(decoded.payload);
      return name;
    }
    this.diagnostics.unreadable(name, decoded.issues.join('; '));
    return undefined;
  }

  /** Removes all listeners. */
  clear(): void {
    for (const listeners of this.#listeners.values()) listeners.clear();
    this.#listeners.clear();
  }
}

function decode(name: GatewayEventName, data: string): ReturnType<typeof decodeEvent> {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    // Not the parser's own words: they quote the message.
    return { ok: false, issues: ['not JSON'] };
  }
  return decodeEvent(name, value);
}
