/** Where a gateway is reached. */
export interface Endpoints {
  /** The WebSocket for calls. */
  readonly socket: string;
  /** The event stream. */
  readonly events: string;
  /** What other requests' paths are added to: `http(s)://`, no slash at its end. */
  readonly base: string;
}

/**
 * Works out a gateway's endpoints from its base address.
 *
 * @param url - `http(s)://` or `ws(s)://`, with or without a path; a relative one, or none, is taken from the page's
 *   origin. Query and fragment are ignored.
 * @throws TypeError when it is no such address. The message does not repeat the address, which may hold a secret.
 */
export function endpointsOf(url: string | undefined): Endpoints {
  const given = parse(url ?? '/');
  const secure = given.protocol === 'https:' || given.protocol === 'wss:';
  if (!secure && given.protocol !== 'http:' && given.protocol !== 'ws:') {
    throw new TypeError(`createClient: option "url" must be http(s) or ws(s), not ${given.protocol}`);
  }
  if (given.username !== '' || given.password !== '') {
    throw new TypeError('createClient: option "url" must not hold a user name or a password; use "getToken"');
  }
  const rest = `${given.host}${given.pathname.replace(/\/+$/, '')}`;
  const base = `${secure ? 'https' : 'http'}://${rest}`;
  return {
    socket: `${secure ? 'wss' : 'ws'}://${rest}/ws`,
    events: `${base}/api/events`,
    base,
  };
}

function parse(url: string): URL {
  const origin = typeof location === 'undefined' || location.origin === 'null' ? undefined : location.origin;
  try {
    return new URL(url, origin);
  } catch {
    throw new TypeError(
      origin === undefined
        ? 'createClient: option "url" must be an absolute address (there is no page to take the origin from)'
        : 'createClient: option "url" is not an address',
    );
  }
}
