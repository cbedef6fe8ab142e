/** Reads the token of a request. Tokens are never in a URL, and never logged. */
import type { IncomingMessage } from 'node:http';

/** The token of the `Authorization` header; undefined without one. */
export function bearerToken({ headers: { authorization = '' } }: IncomingMessage): string | undefined {
  const [, token] = /^Bearer +(\S.*)$/i.exec(authorization) ?? [];
  // Node reads headers byte by byte; what a client encoded as UTF-8 is decoded here.
  return token === undefined ? undefined : Buffer.from(token.trim(), 'latin1').toString('utf8');
}

/** The token among the subprotocols that a WebSocket offers: `bearer.` and its base64url. */
export function subprotocolToken({ headers }: IncomingMessage): string | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  const bearer = offered.find((part) => part.startsWith('bearer.'));
  return bearer === undefined ? undefined : Buffer.from(bearer.slice('bearer.'.length), 'base64url').toString('utf8');
}
