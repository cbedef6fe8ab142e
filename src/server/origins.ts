/** Under which names this server answers, and which pages may talk to it: its own, and those that the operator named. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address or name, as it is listened on, is this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** How a server is reached. */
export interface Reach {
  /** `http` by default. */
  readonly scheme?: 'http' | 'https' | undefined;
  /** The address that the server listens on; this machine alone by default. */
  readonly host?: string | undefined;
  /** The address that people open, where a reverse proxy stands before the server. */
  readonly publicUrl?: URL | undefined;
  /** Origins besides our own whose pages may use the API, as browsers send them: `https://host:port`. */
  readonly allowed?: readonly string[] | undefined;
}

/** Decides about hosts and origins of requests. */
export class OriginPolicy {
  readonly #scheme: 'http' | 'https';
  readonly #host: string;
  readonly #publicUrl: URL | undefined;
  readonly #allowed: ReadonlySet<string>;

  constructor({ scheme = 'http', host = '127.0.0.1', publicUrl, allowed = [] }: Reach = {}) {
    this.#scheme = scheme;
    this.#host = host;
    this.#publicUrl = publicUrl;
    this.#allowed = new Set(allowed);
  }

  /**
   * Says whether a request was meant for this server. A foreign name that was pointed at our address (DNS rebinding)
   * would otherwise make a foreign page "same-origin". A numeric address cannot be pointed elsewhere.
   */
  isMeantForUs({ headers: { host = '' } }: IncomingMessage): boolean {
    const name = host.replace(/:\d+$/, '').toLowerCase();
    if (loopbackNames.has(name) || host.toLowerCase() === this.#publicUrl?.host) return true;
    if (isLoopback(this.#host)) return false;
    return name === this.#host.toLowerCase() || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  }

  /** Why a request is refused that was not meant for this server. */
  get notForUs(): string {
    return isLoopback(this.#host) && !this.#publicUrl
      ? 'This server answers on this machine only.'
      : 'This server does not answer under this name: --public-url names the address that people open.';
  }

  /** The source of our own WebSockets, for the content security policy. */
  socketsOf({ headers: { host = '' } }: IncomingMessage): string {
    const own = [`${this.#scheme}://${host}`, ...(this.#publicUrl ? [this.#publicUrl.origin] : [])];
    return own.map((origin) => origin.replace(/^http/, 'ws')).join(' ');
  }

  /** Says whether a request comes from a page of this server's own, seen from the headers that no page can forge. */
  isOwnPage(request: IncomingMessage): boolean {
    const site = request.headers['sec-fetch-site'];
    return this.#isOwn(request) && (site === undefined || site === 'same-origin');
  }

  /** True for our own pages, for allowed ones, and for programs, which send no Origin: for all the token decides. */
  accepts(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    return origin === undefined || this.#isOwn(request) || this.#allowed.has(origin);
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

  #isOwn({ headers: { origin, host = '' } }: IncomingMessage): boolean {
    return origin === `${this.#scheme}://${host}` || (origin !== undefined && origin === this.#publicUrl?.origin);
  }
}
