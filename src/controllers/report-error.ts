import type { GatewayError } from '../protocol/index.js';

/** Tells the page, by the event `comis-error`, that a read or an act of an element failed. Holds no words of anybody's. */
export function reportError(host: object, { kind, retryable }: GatewayError): void {
  if (!(host instanceof HTMLElement)) return;
  const detail = { code: kind, retryable, element: host.localName };
  host.dispatchEvent(new CustomEvent('comis-error', { detail, bubbles: true, composed: true }));
}
