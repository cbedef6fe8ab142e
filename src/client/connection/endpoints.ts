/** Where a gateway is reached. */
export interface Endpoints {
  /** The WebSocket for calls. */
  readonly socket: string;
  /** The event stream. */
  readonly events: string;
  /** What other requests' paths are added to: `http(s)://`, no slash at its end. */
  readonly base: string;
}

/** What a gateway's endpoints are worked out from. */
export interface EndpointOptions {
  readonly url?: string | undefined;
  readonly eventsPath?: string | undefined;
  readonly socketPath?: string | undefined;
}

/**
 * Works out a gateway's endpoints from its address.
 *
 * @throws TypeError that names the option when it is no such address or path. The message does not repeat it: it may hold
 *   a secret.
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
 * @throws TypeError when it is no such address.
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
        ? 'createClient: option "url" must be an absolute address (there is no page to take the rest from)'
        : 'createClient: option "url" is not an address',
    );
  }
}

/** A path below the address: nothing that could lead to another one, and no query, which a token is added to. */
function pathOf(option: string, path: string | undefined, byDefault: string): string {
  if (path === undefined || path === '') return byDefault;
  const below = `/${path.replace(/^\//, '')}`;
  if (/^[^?#\\\s]*$/.test(below) && new URL(below, 'http://host').pathname === below && !below.startsWith('//'))
    return below;
  throw new TypeError(`createClient: option "${option}" must be a path below "url", like ${byDefault}`);
}
