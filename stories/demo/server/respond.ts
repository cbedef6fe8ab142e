/** Common headers, and helpers to end a response. */
import type { ServerResponse } from 'node:http';
import { rpcErrorCodes } from '../../../src/protocol/index.js';
import { strictCsp } from '../../../scripts/strict-csp.mjs';

/** Nothing but our own files runs, nobody frames us, and no address leaks through a referrer. */
const securityHeaders = {
  'content-security-policy': `${strictCsp()}; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Puts the headers of every response in place. */
export function setSecurityHeaders(response: ServerResponse): void {
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
