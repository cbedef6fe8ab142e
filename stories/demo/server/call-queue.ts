/** Answers the messages of one socket no faster than its other end reads the answers. */
import type { WebSocket } from 'ws';

/** How many messages of one socket are worked on at a time. */
const mostInFlight = 64;
/** Answers that the other end has not read yet, in bytes; above it, nothing more is answered. */
const mostUnread = 2 ** 20;

/** The queued messages of one socket. */
export class CallQueue {
  readonly #socket: WebSocket;
  readonly #answer: (text: string) => Promise<string | undefined>;
  #waiting: string[] = [];
  #inFlight = 0;

  /** @param answer gives the text of the answer, or undefined when there is none to give. */
  constructor(socket: WebSocket, answer: (text: string) => Promise<string | undefined>) {
    this.#socket = socket;
    this.#answer = answer;
  }

  /** Enqueues a message; it is answered once there is room. */
  add(text: string): void {
    this.#waiting.push(text);
    this.#work();
  }

  /** Drops queued messages: nobody reads the answers. */
  clear(): void {
    this.#waiting = [];
    if (this.#socket.isPaused) this.#socket.resume();
  }

  get #hasRoom(): boolean {
    return this.#inFlight < mostInFlight && this.#socket.bufferedAmount < mostUnread;
  }

  #work(): void {
    while (this.#waiting.length > 0 && this.#hasRoom) {
      const text = this.#waiting.shift();
      if (text !== undefined) void this.#run(text);
    }
    // Backpressure: messages already read are kept here; the rest stays with the sender.
    if (this.#waiting.length > 0) this.#socket.pause();
    else if (this.#socket.isPaused) this.#socket.resume();
  }

  async #run(text: string): Promise<void> {
    this.#inFlight++;
    try {
      const answer = await this.#answer(text);
      if (answer !== undefined && this.#socket.readyState === this.#socket.OPEN) await this.#send(answer);
    } catch {
      // An error of one caller must not affect others.
      this.#socket.close(1011, 'Internal error');
    } finally {
      this.#inFlight--;
      this.#work();
    }
  }

  /** Resolves once the answer was sent. A broken socket ignores it. */
  #send(answer: string): Promise<void> {
    return new Promise((resolve) => this.#socket.send(answer, () => resolve()));
  }
}
