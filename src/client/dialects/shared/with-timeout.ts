/** The default timeout, in ms. */
const timeoutMs = 2000;

/** Awaits a promise with a timeout. @returns undefined after the timeout. */
export async function withTimeout<T>(what: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  try {
    return await Promise.race([what, late]);
  } finally {
    clearTimeout(timer);
  }
}
