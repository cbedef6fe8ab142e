/** Explains failed connections: by the HTTP status where there is one, otherwise by a list of possible causes. */
import { GatewayError } from '../../protocol/index.js';

/** The outcome of the event stream's request, used to explain why the socket failed: browsers do not report that. */
export type StreamEvidence =
  { readonly status: number; readonly retryAfterMs?: number | undefined } | 'unreachable' | undefined;

/** Origin and path of an address, without the query, which may contain a token. */
export function shownAddress(address: string): string {
  return address.replace(/[?#].*$/s, '');
}

/** The usual meaning of an HTTP status from a gateway's address. */
export function meaningOf(status: number): string {
  if (status === 401) return 'the token is missing, wrong or expired';
  if (status === 403) return 'the gateway or a proxy before it does not let this page, this address or this token in';
  if (status === 404) return 'there is no gateway at this path: check the address and the paths';
  if (status === 429) return 'too many requests came from this address: it is tried again when the limit has passed';
  if (status === 502 || status === 503 || status === 504)
    return 'the gateway is down or restarting, and a proxy answers for it';
  if (status >= 500) return 'the gateway or a proxy before it failed';
  if (status >= 300 && status < 400) return 'the address leads elsewhere, perhaps to a sign-in page';
  return 'something else than a gateway answers there';
}

/** Creates the error of a request that failed without a response. @param thrown - the error of fetch. */
export function unreachable(address: string, thrown: unknown): GatewayError {
  return new GatewayError('disconnected', `${shownAddress(address)} cannot be reached. ${causesOf(address)}`, {
    cause: thrown,
    details: detailsOf(address, thrown),
  });
}

/** Creates the error of a socket that neither opened nor failed in time. */
export function unanswered(address: string, timeoutMs: number): GatewayError {
  const message = `${shownAddress(address)} did not answer within ${timeoutMs / 1000} s. ${causesOf(address)}`;
  return new GatewayError('disconnected', message, { details: detailsOf(address) });
}

/** Creates the error of a token that was refused. */
export function tokenRefused(address: string, data?: { readonly status: number }): GatewayError {
  return new GatewayError('token-refused', `The gateway at ${shownAddress(address)} does not take the token.`, {
    data,
  });
}

/** Creates the error of a socket that did not open. @param opensBare - whether it opens without subprotocols. */
export function unopened(address: string, evidence: StreamEvidence, opensBare: boolean, offered: string): GatewayError {
  const at = shownAddress(address);
  if (opensBare) {
    const message =
      `A WebSocket opens at ${at}, but no subprotocol is chosen: offered were ${offered}, and comis.v1 is needed. ` +
      'The server, or a proxy that removes the header Sec-WebSocket-Protocol, has to answer with it.';
    return new GatewayError('disconnected', message);
  }
  if (evidence === undefined || evidence === 'unreachable') {
    const message = `No WebSocket opens at ${at}. ${causesOf(address)}`;
    return new GatewayError('disconnected', message, { details: detailsOf(address) });
  }
  const { status, retryAfterMs } = evidence;
  if (status === 200) {
    const message =
      `No WebSocket opens at ${at}, although the event stream is answered. Possible causes: a proxy does not pass ` +
      'WebSockets on, the path is another one, or the gateway does not let pages of this origin connect.';
    return new GatewayError('disconnected', message, { details: detailsOf(address) });
  }
  const message = `No WebSocket opens at ${at}. The event stream of the same gateway was answered with HTTP ${status}: usually ${meaningOf(status)}.`;
  if (status !== 429) return new GatewayError('disconnected', message, { data: { status } });
  return new GatewayError('rate-limited', message, { data: { status, retryAfterMs } });
}

/** Makes the error of a socket refused for too many requests. @param retryAfterMs - the time left, in ms. */
export function limited(address: string, retryAfterMs: number): GatewayError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  const message =
    `No WebSocket opens at ${shownAddress(address)} for another ${seconds} s: the gateway takes no more requests from ` +
    'this address until then (HTTP 429, a limit, no outage).';
  return new GatewayError('rate-limited', message, { data: { status: 429, retryAfterMs } });
}

/**
 * Creates the error for a `WebSocket` constructor that threw. Only the name is kept: the message may contain the
 * address and with it the token.
 */
export function unopenable(address: string, thrown: unknown): GatewayError {
  const at = shownAddress(address);
  const name = thrown instanceof Error ? thrown.name : 'unknown error';
  const message = isMixed(address)
    ? `${at} cannot be opened: this page came over https, and browsers let it open encrypted connections only. Use an address with https.`
    : `${at} cannot be opened from this page.`;
  return new GatewayError('disconnected', message, { details: `new WebSocket() threw ${name}.` });
}

function causesOf(address: string): string {
  const causes = [
    'the gateway is not running',
    'the address is wrong',
    'the network, a proxy or a content blocker is in the way',
    ...(/^(https|wss):/.test(address) ? ['its certificate is not trusted here'] : []),
    ...(isMixed(address) ? ['this page came over https and the gateway is not encrypted'] : []),
    ...(isForeign(address) ? ['the gateway does not let this page connect'] : []),
  ];
  return `Possible causes: ${causes.join('; ')}. To see more, open ${new URL(address.replace(/^ws/, 'http')).origin} in a tab.`;
}

/** Details for developers. */
function detailsOf(address: string, thrown?: unknown): string {
  const code = codeOf(thrown);
  const page = pageOrigin();
  const hints = [
    ...(code === undefined ? [] : [`The platform says ${code}.`]),
    ...(page !== undefined && isForeign(address)
      ? [
          `CORS: the gateway must allow the origin ${page} (Access-Control-Allow-Origin; on a Comis daemon: gateway.corsOrigins).`,
        ]
      : []),
    ...(page === undefined
      ? []
      : ['CSP: connect-src of the page must allow the address. The browser’s console says more.']),
  ];
  return hints.join(' ');
}

/** Node's `cause.code`, such as DEPTH_ZERO_SELF_SIGNED_CERT. Other fields may contain the address. */
function codeOf(thrown: unknown): string | undefined {
  const { cause } = (thrown ?? {}) as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' && /^[A-Z0-9_]{1,60}$/.test(cause.code) ? cause.code : undefined;
}

const pageOrigin = (): string | undefined => (typeof location === 'undefined' ? undefined : location.origin);
const isForeign = (address: string): boolean => {
  const page = pageOrigin();
  return page !== undefined && new URL(address.replace(/^ws/, 'http')).origin !== page;
};
const isMixed = (address: string): boolean =>
  pageOrigin()?.startsWith('https:') === true && /^(http|ws):/.test(address);
