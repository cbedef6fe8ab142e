/** Where a request carries its token. */
import type { IncomingMessage } from 'node:http';

/** The token in the header, if it is there and written as the daemon wants it. */
export const headerToken = (request: IncomingMessage): string | undefined =>
  /^Bearer ([A-Za-z0-9._~+/-]+=*)$/.exec(request.headers.authorization ?? '')?.[1];

/** The token in the header, else the one in the query. */
export const anyToken = (request: IncomingMessage): string | undefined =>
  headerToken(request) ?? urlOf(request).searchParams.get('token') ?? undefined;

export const urlOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://replay');
