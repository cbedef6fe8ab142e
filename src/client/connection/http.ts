import { GatewayError } from '../../protocol/index.js';
import { byteString } from './bytes.js';
import { meaningOf, tokenRefused, unreachable } from './failure-cause.js';
import { retryAfterOf } from './retry-after.js';
import type { Settings } from '../options.js';

/** A request for JSON. */
export interface JsonRequest {
  /** Beginning with a slash, below the gateway's address. */
  readonly path: string;
  readonly token: string;
  /** How long to wait for the answer, in ms. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads JSON over HTTP, the token in a header.
 *
 * @throws {GatewayError} `token-refused` (401), `not-allowed` (403), `rate-limited` (429), `timeout`, `disconnected`
 *   (anything else that is no success), `invalid-response`.
 * @throws the signal's reason when aborted.
 */
export async function getJson(
  { fetch, endpoints }: Settings,
  { path, token, timeoutMs, signal }: JsonRequest,
): Promise<unknown> {
  const headers = { Accept: 'application/json', Authorization: `Bearer ${byteString(token)}` };
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const assertInTime = () => {
    signal?.throwIfAborted();
    if (!timeout.aborted) return;
    throw new GatewayError('timeout', `The gateway did not answer ${path} within ${timeoutMs / 1000} s.`);
  };
  let response: Response;
  try {
    response = await fetch(`${endpoints.base}${path}`, { headers, cache: 'no-store', signal: either });
  } catch (cause) {
    assertInTime();
    throw unreachable(`${endpoints.base}${path}`, cause);
  }
  if (!response.ok) {
    response.body?.cancel().catch(() => undefined);
    throw refusalOf(response, path, `${endpoints.base}${path}`);
  }
  try {
    return await response.json();
  } catch {
    assertInTime();
    // Not the parser's message, which quotes the input.
    throw new GatewayError('invalid-response', `The gateway's answer to ${path} is not JSON.`);
  }
}

/** Creates the error for an HTTP status. @param what - what was requested, as part of a sentence. */
export function refusalOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  what: string,
  address: string,
): GatewayError {
  if (status === 401) return tokenRefused(address, { status });
  if (status === 403) return new GatewayError('not-allowed', `The token does not allow ${what}.`, { data: { status } });
  if (status === 429) {
    const retryAfterMs = retryAfterOf(headers);
    const data = { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    const until = retryAfterMs === undefined ? 'for now' : `for ${Math.ceil(retryAfterMs / 1000)} s`;
    const message = `The gateway accepts no more requests from this address ${until} (a rate limit, not an outage), including ${what}.`;
    return new GatewayError('rate-limited', message, { data });
  }
  const message = `The gateway answered the request for ${what} with HTTP status ${status}: usually ${meaningOf(status)}.`;
  return new GatewayError('disconnected', message, { data: { status } });
}
