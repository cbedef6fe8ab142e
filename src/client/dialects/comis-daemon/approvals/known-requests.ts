import type { DaemonRequest } from './approval-wire.js';

/** A request of the daemon, and which part of it is unreadable. */
export interface KnownRequest {
  readonly request: DaemonRequest;
  readonly issue: string | undefined;
}

/** The maximum number of requests kept. */
const kept = 1000;

/**
 * The requests seen, including ended ones: the event of a resolution contains only the id, and may come after the
 * answer that ended the request here.
 */
export class KnownRequests {
  /** Most recent last. */
  readonly #all = new Map<string, KnownRequest>();

  /** The request with an id; undefined when it was never seen. */
  get(requestId: string): KnownRequest | undefined {
    return this.#all.get(requestId);
  }

  /** Adds a request. @returns it merged with what was known: only the event has the channel. */
  add({ request, issue }: KnownRequest): KnownRequest {
    const { requestId } = request;
    const channelType = request.channelType ?? this.#all.get(requestId)?.request.channelType;
    const known = { request: { ...request, channelType }, issue };
    this.#all.delete(requestId);
    this.#all.set(requestId, known);
    for (const oldest of this.#all.keys()) {
      if (this.#all.size <= kept) break;
      this.#all.delete(oldest);
    }
    return known;
  }
}
