/** Tells the host what a person did and the gateway confirmed. Bubbles and leaves the shadow root. */
export function emit<K extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  type: K,
  ...[detail]: HTMLElementEventMap[K] extends CustomEvent<infer D> ? [detail: D] : never
): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
