/** How long what could be shown waits until more is known of it than it says itself, in ms. */
const patienceMs = 2000;

/** Waits a little, not longer. @returns undefined when it takes too long. */
export async function soon<T>(what: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  try {
    return await Promise.race([what, late]);
  } finally {
    clearTimeout(timer);
  }
}
