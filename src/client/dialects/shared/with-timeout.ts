/** The default timeout, in ms. */
const patienceMs = 2000;

/** Awaits a promise with a timeout. @returns undefined after the timeout. */
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
