/** Observers of layout that also work where there is none: on a server, and in test DOMs such as jsdom. */

const inert = { root: null, rootMargin: '', scrollMargin: '', thresholds: [], takeRecords: () => [] };

/** A ResizeObserver; without layout no size ever changes. */
export function resizeObserver(callback: ResizeObserverCallback): ResizeObserver {
  if ('ResizeObserver' in globalThis) return new ResizeObserver(callback);
  return { observe() {}, unobserve() {}, disconnect() {} };
}

/** An IntersectionObserver; without layout nothing is ever seen. For guards. */
export function intersectionObserver(
  callback: IntersectionObserverCallback,
  options?: IntersectionObserverInit,
): IntersectionObserver {
  if ('IntersectionObserver' in globalThis) return new IntersectionObserver(callback, options);
  return { ...inert, observe() {}, unobserve() {}, disconnect() {} };
}

/** An IntersectionObserver; without layout everything is in view. For what is drawn only near the screen. */
export function nearbyObserver(
  callback: IntersectionObserverCallback,
  options?: IntersectionObserverInit,
): IntersectionObserver {
  if ('IntersectionObserver' in globalThis) return new IntersectionObserver(callback, options);
  const targets = new Set<Element>();
  const observer: IntersectionObserver = {
    ...inert,
    observe(target) {
      targets.add(target);
      queueMicrotask(() => {
        if (!targets.has(target)) return;
        const boundingClientRect = target.getBoundingClientRect();
        callback([{ target, isIntersecting: true, boundingClientRect } as IntersectionObserverEntry], observer);
      });
    },
    unobserve: (target) => void targets.delete(target),
    disconnect: () => targets.clear(),
  };
  return observer;
}
