/** Reports an error of a host's listener like the DOM does (`reportError`), without interrupting the caller. */
export function report(thrown: unknown): void {
  if (typeof reportError === 'function') {
    reportError(thrown);
  } else {
    queueMicrotask(() => {
      throw thrown;
    });
  }
}
