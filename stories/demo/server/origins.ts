/** Which pages may talk to this server: its own, and those that the operator named. */
import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Says whether a request was meant for this machine. A foreign name that was pointed at the loopback address (DNS
 * rebinding) would otherwise make a foreign page "same-origin".
 */
export function hasLoopbackHost({ headers: { host = '' } }: IncomingMessage): boolean {
  return loopbackNames.has(host.replace(/:\d+$/, '').toLowerCase());
}

/** Says whether a request comes from a page of this server's own, seen from the headers that no page can forge. */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin === `http://${headers.host ?? ''}` && (site === undefined || site === 'same-origin');
}

/** Decides about the origins of API requests. */
export class OriginPolicy {
  readonly #allowed: ReadonlySet<string>;

  /** @param allowed origins besides our own, as browsers send them: `https://host:port`. */
  constructor(allowed: readonly string[] = []) {
    this.#allowed = new Set(allowed);
  }

  /** True for our own pages, for allowed ones, and for programs, which send no Origin: for all the token decides. */
  accepts(request: IncomingMessage): boolean {
    const { origin, host = '' } = request.headers;
    return origin === undefined || origin === `http://${host}` || this.#allowed.has(origin);
  }

  /** The CORS headers for a request: none unless it comes from an allowed origin. */
  corsHeaders({ headers: { origin } }: IncomingMessage): Record<string, string> {
    if (origin === undefined || !this.#allowed.has(origin)) return {};
    return {
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'authorization, last-event-id',
      'access-control-allow-methods': 'GET',
      'access-control-max-age': '600',
      vary: 'Origin',
    };
  }
}
