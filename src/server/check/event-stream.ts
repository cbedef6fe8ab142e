/** The stream of events as it arrives. */
import { createParser } from 'eventsource-parser';
import { CheckFailed } from './report.js';
import { explain } from './rpc-socket.js';
import { seconds, streamUrl, type Target, within } from './target.js';

/** A message of the stream. */
export interface StreamMessage {
  /** The last id that was set, as a browser keeps it; empty when there was none. */
  readonly id: string;
  /** Whether this message has an id of its own. */
  readonly hasId: boolean;
  readonly name: string;
  readonly data: string;
  /** When it came, on the monotonic clock, in ms. */
  readonly at: number;
}

/** An open stream. */
export class EventStream {
  readonly messages: StreamMessage[] = [];
  readonly openedAt = performance.now();
  /** Whether the gateway ended it. */
  isOver = false;
  readonly #waiting = new Set<() => void>();
  #lastId = '';

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    void this.#read();
  }

  /** Requests the stream. The answer may be a refusal. @throws CheckFailed when there is no answer. */
  static async open(target: Target, headers: Readonly<Record<string, string>> = {}): Promise<EventStream> {
    const { response, abort } = await requestStream(target, {
      headers: { authorization: `Bearer ${target.token}`, accept: 'text/event-stream', ...headers },
    });
    return new EventStream(response, abort);
  }

  /** The last id. */
  get lastId(): string {
    return this.#lastId;
  }

  /** Waits for a message, also one that came before. @returns undefined when none comes in time. */
  async next(isWanted: (message: StreamMessage) => boolean, ms: number): Promise<StreamMessage | undefined> {
    const until = performance.now() + ms;
    for (;;) {
      const found = this.messages.find(isWanted);
      const left = until - performance.now();
      if (found || this.isOver || left <= 0) return found;
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.#waiting.add(wake);
      });
    }
  }

  close(): void {
    this.abort.abort();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    const parser = createParser({
      onEvent: ({ id, event = 'message', data }) => {
        if (id !== undefined) this.#lastId = id;
        this.messages.push({ id: this.#lastId, hasId: id !== undefined, name: event, data, at: performance.now() });
        for (const wake of [...this.#waiting]) wake();
      },
    });
    try {
      for await (const chunk of (this.response.body ?? []) as AsyncIterable<Uint8Array>)
        parser.feed(decoder.decode(chunk, { stream: true }));
    } catch {
      // Cut off: by us, or by the gateway.
    }
    this.isOver = true;
    for (const wake of [...this.#waiting]) wake();
  }
}

/** Sends a request to the stream's address. Does not follow redirects: they would get the token. @throws CheckFailed */
export async function requestStream(target: Target, init: RequestInit) {
  const abort = new AbortController();
  const url = streamUrl(target);
  try {
    const response = await within(
      fetch(url, { ...init, redirect: 'manual', signal: abort.signal }),
      target.limits.openMs,
      () =>
        new CheckFailed(
          `${url} sent no headers within ${seconds(target.limits.openMs)}: they have to go out at once, before the first event.`,
        ),
    );
    return { response, abort };
  } catch (error) {
    abort.abort();
    if (error instanceof CheckFailed) throw error;
    throw new CheckFailed(`${url} could not be requested: ${explain(error)}.`);
  }
}
