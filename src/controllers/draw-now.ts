import type { LitElement } from 'lit';

/** The protected part of LitElement that is needed here. */
interface Updating {
  performUpdate(): void;
}

/** Renders an element synchronously instead of in a microtask. */
export function drawNow(host: LitElement): void {
  host.requestUpdate();
  (host as unknown as Updating).performUpdate();
}
