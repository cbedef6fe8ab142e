import type { DaemonRequest } from './approval-wire.js';

/** A request as the daemon told it, and what of it could not be read. */
export interface KnownRequest {
  readonly request: DaemonRequest;
  readonly issue: string | undefined;
}

/** How many requests are remembered. */
const kept = 1000;

/**
 * The requests that were told of, those that ended too: how one ends is told in an event of its own that says not of
 * what, and which may come after all else that ends it here.
 */
export class KnownRequests {
  /** Those told of last come last. */
  readonly #all = new Map<string, KnownRequest>();

  /** The request of an id; undefined when it was never told of. */
  get(requestId: string): KnownRequest | undefined {
    return this.#all.get(requestId);
  }

  /** Remembers one. @returns it, with what was known of it already: the event knows the channel, the list does not. */
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
