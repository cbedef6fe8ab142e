/** Common headers, and helpers to end a response. */
import type { ServerResponse } from 'node:http';
import { rpcErrorCodes } from '../protocol/index.js';
import { strictCsp } from './strict-csp.mjs';

/** Besides the policy: no address leaks through a referrer, and no opener reaches us. */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/**
 * Puts the headers of every response in place: nothing but our own files runs, and nobody frames us.
 *
 * @param sockets the sources of WebSockets that pages may open; any by default.
 */
export function setSecurityHeaders(response: ServerResponse, sockets?: string): void {
  response.setHeader('content-security-policy', `${strictCsp([], sockets)}; frame-ancestors 'none'`);
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}

/** Ends a response with JSON that no cache keeps. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

/** Ends a response that is a refusal, with one clear sentence. */
export function sendError(response: ServerResponse, status: number, error: string, more: object = {}): void {
  sendJson(response, status, { error, ...more });
}

/** Refuses a token; after too many wrong ones from its address, with the time to wait. */
export function refuseToken(response: ServerResponse, retryAfterMs: number | undefined, error: string): void {
  if (retryAfterMs === undefined) {
    response.setHeader('www-authenticate', 'Bearer');
    sendError(response, 401, error);
    return;
  }
  response.setHeader('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  sendError(response, 429, tooManyWrong, { code: rpcErrorCodes.rateLimited, data: { retryAfterMs } });
}

/** What is said after too many wrong tokens. */
export const tooManyWrong = 'Too many wrong tokens from this address. A right one is still taken at once.';

/** Sends the browser elsewhere. */
export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
}
