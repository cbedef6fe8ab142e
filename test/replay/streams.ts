import type { ServerResponse } from 'node:http';

/** One open stream. Its ids start with it. */
interface Stream {
  readonly response: ServerResponse;
  nextId: number;
  readonly ping: NodeJS.Timeout;
}

/** The open event streams. There is no replay: who is not there when an event happens never gets it. */
export class EventStreams {
  readonly #streams = new Set<Stream>();
  #waiting: (() => void)[] = [];

  /** @param pingMs - how often an open stream gets a sign of life. */
  constructor(private readonly pingMs: number) {}

  get size(): number {
    return this.#streams.size;
  }

  /** Resolves as soon as there is an open stream. */
  opened(): Promise<void> {
    return this.size > 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Opens one. The headers are sent already. */
  open(response: ServerResponse): void {
    const stream: Stream = {
      response,
      nextId: 0,
      ping: setInterval(() => send(stream, 'ping', ''), this.pingMs),
    };
    this.#streams.add(stream);
    response.on('close', () => {
      clearInterval(stream.ping);
      this.#streams.delete(stream);
    });
    send(stream, 'retry', '', 3000);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Sends an event to all. */
  publish(event: string, data: unknown): void {
    for (const stream of this.#streams) send(stream, event, JSON.stringify(data));
  }

  /** Drops all: the connections end without a word. */
  drop(): void {
    for (const { response } of this.#streams) response.destroy();
  }
}

function send(stream: Stream, event: string, data: string, retry?: number): void {
  const lines = [`event: ${event}`, `data: ${data}`, `id: ${String(stream.nextId++)}`];
  if (retry !== undefined) lines.push(`retry: ${retry}`);
  stream.response.write(`${lines.join('\n')}\n\n`);
}
