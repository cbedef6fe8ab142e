/** The longest wait that an answer may ask for, in ms: with a mistyped one a page would never connect again. */
const maxMs = 3_600_000;

/**
 * The wait that an answer asks for by `Retry-After`, in ms; at most an hour. Undefined when it asks for none that can be
 * read.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : untilDate(value, headers.get('date'));
  return ms >= 0 ? Math.min(ms, maxMs) : undefined;
}

/** The time to a date, by the clock of the server where the page may read it. */
function untilDate(value: string, serverDate: string | null): number {
  const now = Date.parse(serverDate ?? '');
  return Date.parse(value) - (Number.isNaN(now) ? Date.now() : now);
}
