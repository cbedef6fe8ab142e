import type { LitElement } from 'lit';

/** The part of LitElement that is not public. */
interface Updating {
  performUpdate(): void;
}

/** Draws an element before this returns, instead of in a microtask. */
export function drawNow(host: LitElement): void {
  host.requestUpdate();
  (host as unknown as Updating).performUpdate();
}
