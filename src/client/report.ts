/**
 * Hands an error that a host's listener threw to the platform, as the DOM does with its own listeners: it is seen, and
 * whoever was calling goes on.
 */
export function report(thrown: unknown): void {
  if (typeof reportError === 'function') {
    reportError(thrown);
  } else {
    queueMicrotask(() => {
      throw thrown;
    });
  }
}
