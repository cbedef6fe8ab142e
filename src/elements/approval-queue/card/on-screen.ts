/** One IntersectionObserver for all elements that wait to come onto the screen. */
const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/**
 * Calls once when any part of an element comes onto the screen.
 *
 * @returns a function that stops waiting; calling it later is harmless.
 */
export function onScreen(element: Element, seen: () => void): () => void {
  observer ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      const call = waiting.get(target);
      forget(target);
      call?.();
    }
  });
  waiting.set(element, seen);
  observer.observe(element);
  return () => forget(element);
}

function forget(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}
