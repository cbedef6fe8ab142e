/** Emits an event for an act that a person did and the gateway confirmed. Bubbles, composed. */
export function emit<K extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  type: K,
  ...[detail]: HTMLElementEventMap[K] extends CustomEvent<infer D> ? [detail: D] : never
): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
