/** Tells the host what a person did and the gateway confirmed. Bubbles and leaves the shadow root. */
export function emit<K extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  type: K,
  ...[detail]: HTMLElementEventMap[K] extends CustomEvent<infer D> ? [detail: D] : never
): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/**
 * Asks the host before something that cannot be undone.
 *
 * @returns false when a listener vetoed it with `preventDefault()`.
 */
export function askHost<K extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  type: K,
  ...[detail]: HTMLElementEventMap[K] extends CustomEvent<infer D> ? [detail: D] : never
): boolean {
  return target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
}
