/** One timer for everything on the page that shows an age; it runs only while something does. */
const running = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Calls a function every second, together with all others.
 *
 * @returns a function that stops it; calling it twice is harmless.
 */
export function everySecond(tick: () => void): () => void {
  // A wrapper, so that a function passed twice is called twice and can be stopped separately.
  const entry = () => tick();
  running.add(entry);
  timer ??= setInterval(tickAll, 1000);
  return () => {
    running.delete(entry);
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

// Not a closure of `everySecond`: that would keep the first element as long as the timer.
function tickAll(): void {
  for (const each of [...running]) each();
}
