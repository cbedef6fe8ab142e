/** One shared IntersectionObserver for one-time visibility callbacks. */
import { nearbyObserver } from '../../../controllers/observers.js';

const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/**
 * Calls back once when any part of an element becomes visible.
 *
 * @returns a function that stops observing; safe to call later.
 */
export function onScreen(element: Element, seen: () => void): () => void {
  observer ??= nearbyObserver(deliver);
  waiting.set(element, seen);
  observer.observe(element);
  return () => forget(element);
}

// Not a closure of `onScreen`: that would keep the first element as long as the observer.
function deliver(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    const call = waiting.get(target);
    forget(target);
    call?.();
  }
}

function forget(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}
