/** Times, ages and counts in words. Formatters are made once: making one costs more than using it a thousand times. */

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const clockMs = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
const dateMinute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
const minute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const integers = new Intl.NumberFormat();
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'always', style: 'narrow' });

/** `12:01:03`, in the reader's zone. */
export const formatClock = (ms: number): string => clock.format(ms);
/** `12:01:03.123` for a moment of today, `Nov 21 12:01:03` for any other, in the reader's zone. */
export function formatRecent(ms: number): string {
  const isToday = ms >= new Date().setHours(0, 0, 0, 0) && ms < new Date().setHours(24, 0, 0, 0);
  return isToday ? clockMs.format(ms) : `${day.format(ms)} ${clock.format(ms)}`;
}
/** `22 Nov 2026, 12:01:03`, in the reader's zone. */
export const formatDateTime = (ms: number): string => dateTime.format(ms);
/** `22 Nov 2026, 12:01`, in the reader's zone. */
export const formatDateMinute = (ms: number): string => dateMinute.format(ms);
/** `12:01` for a moment of today, `22 Nov 2026, 12:01` for any other, in the reader's zone. */
export function formatSince(ms: number): string {
  const isToday = new Date(ms).toDateString() === new Date().toDateString();
  return isToday ? minute.format(ms) : dateMinute.format(ms);
}
/** `1,204`. */
export const formatCount = (count: number): string => integers.format(count);

/** A size: `64 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${size < 10 ? Math.max(0.1, Math.ceil(size * 10) / 10) : Math.ceil(size)} ${unit}`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** `3 s ago`, in the largest unit that fits. A moment in the future (a clock that is off) reads as 0 s ago. */
export function formatAge(ageMs: number): string {
  const age = Math.max(0, ageMs);
  for (const [unit, size] of units) if (age >= size) return relative.format(-Math.floor(age / size), unit);
  // Zero has a sign: without it, it reads as in 0 s.
  return relative.format(-0, 'second');
}

/** `4:05`, or `1:04:05` from an hour on; never negative. */
export function formatCountdown(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const pad = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.floor(total / 60);
  const seconds = pad(total % 60);
  return minutes < 60 ? `${minutes}:${seconds}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${seconds}`;
}
