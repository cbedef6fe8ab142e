/** The addresses of a gateway. */
export interface Endpoints {
  /** The WebSocket for calls. */
  readonly socket: string;
  /** The event stream. */
  readonly events: string;
  /** The base for other requests: `http(s)://`, without a trailing slash. */
  readonly base: string;
}

/** The options that determine the endpoints. */
export interface EndpointOptions {
  readonly url?: string | undefined;
  readonly eventsPath?: string | undefined;
  readonly socketPath?: string | undefined;
}

/**
 * Computes a gateway's endpoints from its address.
 *
 * @throws TypeError that names an invalid option, without its value, which may contain a secret.
 */
export function endpointsOf({ url, eventsPath, socketPath }: EndpointOptions): Endpoints {
  const address = new URL(resolveAddress(url));
  const base = address.href.replace(/\/+$/, '');
  return {
    socket: `${base.replace(/^http/, 'ws')}${pathOf('socketPath', socketPath, '/ws')}`,
    events: `${base}${pathOf('eventsPath', eventsPath, '/api/events')}`,
    base,
  };
}

/**
 * Makes a gateway's address absolute: `http(s)://`, without query or fragment.
 *
 * @param url - `http(s)://` or `ws(s)://`, with or without a path; a relative one is taken from the page's base address
 *   (`document.baseURI`). Absent or empty: the page's origin.
 * @throws TypeError when the address is invalid.
 */
export function resolveAddress(url: string | undefined): string {
  const given = parse(url ?? '');
  const { protocol, host, pathname, username, password } = given;
  const secure = protocol === 'https:' || protocol === 'wss:';
  if (!secure && protocol !== 'http:' && protocol !== 'ws:') {
    throw new TypeError(`createClient: option "url" must be http(s) or ws(s), not ${protocol}`);
  }
  if (username !== '' || password !== '') {
    throw new TypeError('createClient: option "url" must not hold a user name or a password; use "getToken"');
  }
  return `${secure ? 'https' : 'http'}://${host}${pathname}`;
}

function parse(url: string): URL {
  const origin = typeof location === 'undefined' || location.origin === 'null' ? undefined : location.origin;
  const page = typeof document === 'undefined' ? origin : document.baseURI;
  const base = url === '' ? origin : page;
  try {
    return url === '' ? new URL('/', base) : new URL(url, base);
  } catch {
    throw new TypeError(
      base === undefined
        ? 'createClient: option "url" must be an absolute address (there is no page to resolve it against)'
        : 'createClient: option "url" is not an address',
    );
  }
}

/** Checks a path below the address: it must not leave it, and has no query, to which a token may be added. */
function pathOf(option: string, path: string | undefined, byDefault: string): string {
  if (path === undefined || path === '') return byDefault;
  const below = `/${path.replace(/^\//, '')}`;
  if (/^[^?#\\\s]*$/.test(below) && new URL(below, 'http://host').pathname === below && !below.startsWith('//'))
    return below;
  throw new TypeError(`createClient: option "${option}" must be a path below "url", like ${byDefault}`);
}
