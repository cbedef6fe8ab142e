/** `POST /session`: how the page that this server serves gets its token, without a password, a cookie or a trace in HTML. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OriginPolicy } from './origins.js';
import { sendError, sendJson } from './respond.js';

/** What the page is told: its token, or that it must ask the operator for one. */
export type SignIn = { readonly mode: 'reference'; readonly token: string } | { readonly mode: 'proxy' };

/**
 * Answers a sign-in. Only a page of ours may: browsers say where a request comes from, in headers that no page can
 * forge. Programs can: a server that hands out a token listens on this machine alone.
 */
export async function serveSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  origins: OriginPolicy,
  signIn: () => SignIn | Promise<SignIn>,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    sendError(response, 405, 'Sign in with POST.');
  } else if (!origins.isOwnPage(request)) sendError(response, 403, 'Only pages of this server can sign in.');
  else {
    try {
      sendJson(response, 200, await signIn());
    } catch (error) {
      sendError(response, 500, error instanceof Error ? error.message : 'There is no token.');
    }
  }
}
