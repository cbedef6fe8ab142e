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

/**
 * The maximum number of messages queued until the dialect is known: as many as a gateway replays. Further ones are read
 * as documented events, and counted if they are not.
 */
const maxEarly = 10_000;

/** Decodes the stream's messages to events and delivers each once; unreadable ones are counted. */
export class EventHub {
  readonly #listeners = new Map<GatewayEventName, Listeners<unknown>>();
  readonly #unreadable = new Map<GatewayEventName, Listeners<Unreadable>>();
  readonly #seen = new RecentMessages(rememberedIds);
  /** Messages received before the dialect was known; undefined once it is. */
  #early: EventSourceMessage[] | undefined = [];
  #translation: Translation | undefined;

  /** @param onGap - called when the gateway reports that events are missing. */
  constructor(
    private readonly diagnostics: DiagnosticsLog,
    private readonly onGap: () => void,
  ) {}

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
   * The dialect is known: reads the messages received so far.
   *
   * @param translation - reads messages of a server that does not send documented events.
   */
  use(translation: Translation | undefined): void {
    this.#translation = translation;
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const message of early) this.receive(message, false);
  }

  /**
   * Receives one message of the stream.
   *
   * @param resuming - whether it is part of the gateway's answer to resuming after the last event.
   */
  receive(message: EventSourceMessage, resuming: boolean): void {
    const { event: name = 'message', id, data } = message;
    if (this.#early && this.#early.length < maxEarly) {
      this.#early.push(message);
      return;
    }
    // Only keeps the connection alive.
    if (name === 'ping') return;
    if (this.#translation) {
      this.#translate(this.#translation, name, data);
      return;
    }
    // Each connection reports its own gap, possibly with the id where it begins; ids may restart after it.
    if (name === 'stream:gap') this.#seen.forget();
    else if (id !== undefined && id !== '' && this.#isRepeat(id, name, data)) return;
    if (!isGatewayEventName(name)) {
      this.diagnostics.unknownEvent(name);
      return;
    }
    const decoded = decode(name, data);
    if (!decoded.ok) {
      this.diagnostics.unreadable(name, decoded.issues.join('; '));
      this.emitUnreadable(name, decoded.unreadable);
      return;
    }
    for (const { issues } of decoded.unreadable) this.diagnostics.unreadable(name, issues.join('; '));
    this.#listeners.get(name)?.emit(decoded.payload);
    // A gap reported on resuming lies before the stream opened, for which the epoch grows anyway.
    if (name === 'stream:gap' && !resuming) this.onGap();
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
