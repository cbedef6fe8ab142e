import type { EventSourceMessage } from 'eventsource-parser';
import {
  decodeEvent,
  type GatewayEventName,
  isGatewayEventName,
  type PayloadOf,
  type Unreadable,
} from '../../../protocol/index.js';
import type { DiagnosticsLog } from '../../diagnostics.js';
import type { Translation } from '../../dialects/index.js';
import { Listeners } from '../../listeners.js';
import { RecentMessages } from './recent-messages.js';

/** At least as many ids as a gateway replays (10 000), so that a full replay delivers nothing twice. */
const rememberedIds = 10_000;

/** Decodes the stream's messages to events and delivers each once; unreadable ones are counted. */
export class EventHub {
  readonly #listeners = new Map<GatewayEventName, Listeners<unknown>>();
  readonly #unreadable = new Map<GatewayEventName, Listeners<Unreadable>>();
  readonly #seen = new RecentMessages(rememberedIds);

  constructor(private readonly diagnostics: DiagnosticsLog) {}

  /** See {@link RpcClient.on}. */
  on<E extends GatewayEventName>(event: E, listener: (payload: PayloadOf<E>) => void): () => void {
    let listeners = this.#listeners.get(event);
    if (!listeners) this.#listeners.set(event, (listeners = new Listeners()));
    // Payloads are checked by name before they are emitted.
    return listeners.add((payload) => listener(payload as PayloadOf<E>));
  }

  /** See {@link RpcClient.onUnreadable}. */
  onUnreadable(event: GatewayEventName, listener: (unreadable: Unreadable) => void): () => void {
    let listeners = this.#unreadable.get(event);
    if (!listeners) this.#unreadable.set(event, (listeners = new Listeners()));
    return listeners.add(listener);
  }

  /** Emits an event. */
  emit<E extends GatewayEventName>(event: E, payload: PayloadOf<E>): void {
    this.#listeners.get(event)?.emit(payload);
  }

  /** Emits the readable part of an unreadable message. */
  emitUnreadable(event: GatewayEventName, unreadable: Unreadable): void {
    this.#unreadable.get(event)?.emit(unreadable);
  }

  /**
   * Receives one message.
   *
   * @param translation - reads it when the server does not send documented events.
   * @returns the name of the event, if it is documented and readable.
   */
  receive(message: EventSourceMessage, translation: Translation | undefined): GatewayEventName | undefined {
    const { event: name = 'message', id, data } = message;
    // Only keeps the connection alive.
    if (name === 'ping') return undefined;
    if (translation) {
      this.#translate(translation, name, data);
      return undefined;
    }
    // Each connection reports its own gap, possibly with the id where it begins; ids may restart after it.
    if (name === 'stream:gap') this.#seen.forget();
    else if (id !== undefined && id !== '' && this.#isRepeat(id, name, data)) return undefined;
    if (!isGatewayEventName(name)) {
      this.diagnostics.unknownEvent(name);
      return undefined;
    }
    const decoded = decode(name, data);
    if (decoded.ok) {
      for (const { issues } of decoded.unreadable) this.diagnostics.unreadable(name, issues.join('; '));
      this.#listeners.get(name)?.emit(decoded.payload);
      return name;
    }
    this.diagnostics.unreadable(name, decoded.issues.join('; '));
    this.emitUnreadable(name, decoded.unreadable);
    return undefined;
  }

  /** Called when a stream has opened that does not resume an earlier one: its ids may restart. */
  startAfresh(): void {
    this.#seen.forget();
  }

  #isRepeat(id: string, name: string, data: string): boolean {
    const novelty = this.#seen.add(id, `${name}\n${data}`);
    if (novelty === 'repeat') this.diagnostics.repeated();
    else if (novelty === 'reused-id') this.diagnostics.reusedId();
    return novelty === 'repeat';
  }

  #translate(translation: Translation, name: string, data: string): void {
    const value = parse(data);
    if (value === undefined && data !== '') this.diagnostics.unreadable(name, notJson);
    else if (!translation.receive(name, value)) this.diagnostics.unknownEvent(name);
  }

  /** Removes all listeners. */
  clear(): void {
    for (const listeners of this.#listeners.values()) listeners.clear();
    this.#listeners.clear();
    for (const listeners of this.#unreadable.values()) listeners.clear();
    this.#unreadable.clear();
  }
}

/** Not the parser's message, which quotes the input. */
const notJson = 'not JSON';

function decode(name: GatewayEventName, data: string): ReturnType<typeof decodeEvent> {
  const value = parse(data);
  if (value !== undefined) return decodeEvent(name, value);
  return { ok: false, issues: [notJson], unreadable: { path: name, issues: [notJson], readable: {} } };
}

/** Parses JSON; undefined when it is invalid. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
