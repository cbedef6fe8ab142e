/** One timer for everything on the page that ages, running only while something does. */
const running = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Calls a function once a second, all such functions at the same moment.
 *
 * @returns a function that ends it; calling it twice is harmless.
 */
export function everySecond(tick: () => void): () => void {
  // An entry of its own, so that one function given twice is called twice and ends once.
  const entry = () => tick();
  running.add(entry);
  timer ??= setInterval(() => {
    for (const each of [...running]) each();
  }, 1000);
  return () => {
    running.delete(entry);
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
