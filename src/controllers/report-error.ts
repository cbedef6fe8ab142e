import type { GatewayError } from '../protocol/index.js';

/**
 * Dispatches `comis-error` when a read or an action of an element failed. The detail has no text from servers, agents
 * or people.
 */
export function reportError(host: object, { kind, retryable }: GatewayError): void {
  if (!(host instanceof HTMLElement)) return;
  const detail = { code: kind, retryable, element: host.localName };
  host.dispatchEvent(new CustomEvent('comis-error', { detail, bubbles: true, composed: true }));
}
