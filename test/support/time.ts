/** Time that a test does not wait for. */
import { expect } from '@open-wc/testing';

/**
 * Does something that starts a timer of a known length, and lets that length pass at once: when it is done, those timers
 * fire that were not cleared. Others run as ever.
 *
 * @throws {Error} when no timer of that length is left.
 */
export async function elapse(ms: number, act: () => unknown): Promise<void> {
  const { setTimeout: start, clearTimeout: clear } = globalThis;
  const waiting = new Map<unknown, () => void>();
  globalThis.setTimeout = ((handler: () => void, delay?: number, ...args: unknown[]) => {
    const id = start(handler, delay, ...args);
    if (delay === ms) waiting.set(id, handler);
    return id;
  }) as typeof setTimeout;
  globalThis.clearTimeout = (id) => {
    waiting.delete(id);
    clear(id);
  };
  try {
    await act();
  } finally {
    Object.assign(globalThis, { setTimeout: start, clearTimeout: clear });
  }
  expect(waiting.size, `timers of ${String(ms)} ms`).to.be.greaterThan(0);
  for (const [id, fire] of waiting) {
    clear(id as number);
    fire();
  }
}

const now = performance.now.bind(performance);
let skippedMs = 0;

/** Moves the clock of the page on, as if so much time had passed. Timers that run do not know it. */
export function skipTime(ms: number): void {
  skippedMs += ms;
  performance.now = () => now() + skippedMs;
}
