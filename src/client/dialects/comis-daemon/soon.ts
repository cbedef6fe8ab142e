/** How long what could be shown waits until more is known of it than it says itself, in ms. */
const patienceMs = 2000;

/** Waits a little, not longer. @returns undefined when it takes too long. */
export function soon<T>(what: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), patienceMs);
    what.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
