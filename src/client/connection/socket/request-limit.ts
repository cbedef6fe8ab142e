import { retryAfterOf } from '../retry-after.js';
import type { Settings } from '../../options.js';

/** The time allowed for the answer, in ms. */
const answerMs = 5000;
/** How long a limit lasts when its answer does not say, in ms. */
const usualMs = 10_000;

/** A limit of the gateway on requests from this address. */
export interface RequestLimit {
  /** On the monotonic clock, in ms. */
  readonly endsAt: number;
}

/**
 * Tests whether the gateway refuses the socket because of too many requests, which browsers do not report: by a plain
 * request to the same address, without the token.
 *
 * @returns the limit; undefined when there is none, or the page may not read the answer.
 */
export async function requestLimit({
  fetch,
  endpoints,
}: Pick<Settings, 'fetch' | 'endpoints'>): Promise<RequestLimit | undefined> {
  try {
    const response = await fetch(endpoints.socket.replace(/^ws/, 'http'), {
      cache: 'no-store',
      signal: AbortSignal.timeout(answerMs),
    });
    response.body?.cancel().catch(() => undefined);
    if (response.status !== 429) return undefined;
    return { endsAt: performance.now() + (retryAfterOf(response.headers) || usualMs) };
  } catch {
    return undefined;
  }
}
