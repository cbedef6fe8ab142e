/** Formats times, ages, counts and lists in the language and zone of the current render. */
import { likelyMoment, timeTrouble } from '../../protocol/index.js';
import { currentLanguage } from '../language/language.js';
import { timeStrings as strings } from './time.strings.js';

interface ZoneFormats {
  readonly clock: Intl.DateTimeFormat;
  readonly clockMs: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly dayOfYear: Intl.DateTimeFormat;
  readonly dateTime: Intl.DateTimeFormat;
  readonly dateTimeMs: Intl.DateTimeFormat;
  readonly dateMinute: Intl.DateTimeFormat;
  readonly minute: Intl.DateTimeFormat;
  /** `2026-11-21`, to compare days. */
  readonly isoDay: Intl.DateTimeFormat;
  /** `GMT+02:00` */
  readonly offset: Intl.DateTimeFormat;
  /** The last hour, from the epoch, for which the offset is known to be unambiguous. */
  calmHour?: number;
}

interface LanguageFormats {
  readonly integers: Intl.NumberFormat;
  readonly relative: Intl.RelativeTimeFormat;
  /** By zone; undefined: the browser's. */
  readonly zones: Map<string | undefined, ZoneFormats>;
}

/** Formatters are cached by locale and zone: creating one costs more than using it a thousand times. */
const languages = new Map<string | undefined, LanguageFormats>();
const knownZones = new Map<string, boolean>();
let current: string | undefined;

/**
 * Formats all times in a zone during a render. Rendering is synchronous, so the zone need not be passed through every
 * template and sentence.
 *
 * @param timeZone an IANA name or `UTC`; undefined, or one that the browser does not know: the browser's own zone.
 */
export function inTimeZone<T>(timeZone: string | undefined, draw: () => T): T {
  const before = current;
  current = isTimeZone(timeZone) ? timeZone : undefined;
  try {
    return draw();
  } finally {
    current = before;
  }
}

/** Whether the browser knows a zone. */
export function isTimeZone(timeZone: string | undefined): timeZone is string {
  if (timeZone === undefined) return false;
  let isOne = knownZones.get(timeZone);
  if (isOne === undefined) {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
      isOne = true;
    } catch {
      isOne = false;
    }
    knownZones.set(timeZone, isOne);
  }
  return isOne;
}

/** The name of the current zone, such as `Europe/Paris`. */
export const zoneName = (): string => formats().clock.resolvedOptions().timeZone;

function formats(): ZoneFormats {
  const { zones } = languageFormats();
  let known = zones.get(current);
  if (!known) zones.set(current, (known = zoneFormatsOf(currentLanguage().locale, current)));
  return known;
}

function languageFormats(): LanguageFormats {
  const { locale } = currentLanguage();
  let known = languages.get(locale);
  if (!known) {
    known = {
      integers: new Intl.NumberFormat(locale),
      relative: new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'narrow' }),
      zones: new Map(),
    };
    languages.set(locale, known);
  }
  return known;
}

function zoneFormatsOf(language: string | undefined, timeZone: string | undefined): ZoneFormats {
  const make = (options: Intl.DateTimeFormatOptions, locale = language) =>
    new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone, ...options });
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const date = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  return {
    clock: make(time),
    clockMs: make({ ...time, fractionalSecondDigits: 3 }),
    day: make({ month: 'short', day: 'numeric' }),
    dayOfYear: make(date),
    dateTime: make({ dateStyle: 'medium', timeStyle: 'medium' }),
    dateTimeMs: make({ ...date, ...time, fractionalSecondDigits: 3 }),
    dateMinute: make({ dateStyle: 'medium', timeStyle: 'short' }),
    minute: make({ hour: '2-digit', minute: '2-digit' }),
    isoDay: make({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE'),
    offset: make({ timeZoneName: 'longOffset' }, 'en-US'),
  };
}

/** `12:01:03`, in the current zone; with its offset in an hour that occurs twice. */
export const formatClock = (ms: number): string =>
  formatTrouble(ms) ?? formats().clock.format(ms) + offsetIfAmbiguous(ms);

/** `12:01:03.123` for a moment of today, `Nov 21 12:01:03` for another day of this year, else with its year. */
export function formatRecent(ms: number): string {
  const trouble = formatTrouble(ms);
  if (trouble !== undefined) return trouble;
  const { clock, clockMs, day, dayOfYear } = formats();
  const [then, now] = [dayOf(ms), dayOf(Date.now())];
  if (then === now) return clockMs.format(ms) + offsetIfAmbiguous(ms);
  const date = then.slice(0, -6) === now.slice(0, -6) ? day : dayOfYear;
  return `${date.format(ms)} ${clock.format(ms)}${offsetIfAmbiguous(ms)}`;
}
/** `22 Nov 2026, 12:01:03` */
export const formatDateTime = (ms: number): string =>
  formatTrouble(ms) ?? formats().dateTime.format(ms) + offsetIfAmbiguous(ms);
/** `22 Nov 2026, 12:01:03.123 +01:00`: the full form. */
export const formatExact = (ms: number): string =>
  formatTrouble(ms) ?? `${formats().dateTimeMs.format(ms)} ${offsetOf(ms)}`;
/** `22 Nov 2026, 12:01` */
export const formatDateMinute = (ms: number): string =>
  formatTrouble(ms) ?? formats().dateMinute.format(ms) + offsetIfAmbiguous(ms);
/** `12:01:03` for a moment of today, `22 Nov 2026, 12:01:03` for any other. */
export function formatMoment(ms: number): string {
  const trouble = formatTrouble(ms);
  if (trouble !== undefined) return trouble;
  return dayOf(ms) === dayOf(Date.now()) ? formatClock(ms) : formatDateTime(ms);
}
/** `12:01` for a moment of today, `22 Nov 2026, 12:01` for any other. */
export function formatSince(ms: number): string {
  const trouble = formatTrouble(ms);
  if (trouble !== undefined) return trouble;
  if (dayOf(ms) !== dayOf(Date.now())) return formatDateMinute(ms);
  return formats().minute.format(ms) + offsetIfAmbiguous(ms);
}
/** The title of a time: to the millisecond, with the offset and the name of the zone. */
export function formatTitle(ms: number): string {
  const trouble = timeTrouble(ms);
  if (trouble === undefined) return `${formatExact(ms)} (${zoneName()})`;
  const meant = likelyMoment(ms);
  return strings.wrongTitle(trouble, meant === undefined ? undefined : `${formatExact(meant)} (${zoneName()})`);
}

/** `2026-11-21T12:01:03.123Z`, for machines and copies; an implausible time stays the received number. */
export const formatIso = (ms: number): string =>
  timeTrouble(ms) === undefined ? new Date(ms).toISOString() : String(ms);

/** `1796003000: seconds?` for an implausible time; undefined for any other. */
function formatTrouble(ms: number): string | undefined {
  const trouble = timeTrouble(ms);
  return trouble && strings.wrong(trouble, String(ms));
}

const dayOf = (ms: number): string => formats().isoDay.format(ms);

/** `+02:00`; `+00:00` in UTC. */
function offsetOf(ms: number): string {
  const name =
    formats()
      .offset.formatToParts(ms)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace(/^GMT$/, '+00:00').replace('GMT', '');
}

const hourMs = 3_600_000;

/** When clocks go back, an hour occurs twice: only the offset distinguishes the two. */
function offsetIfAmbiguous(ms: number): string {
  const zone = formats();
  const hour = Math.floor(ms / hourMs);
  if (hour === zone.calmHour) return '';
  const around = [offsetOf((hour - 3) * hourMs), offsetOf((hour + 4) * hourMs)];
  if (around[0] === around[1]) {
    zone.calmHour = hour;
    return '';
  }
  const shown = zone.dateTimeMs.format(ms);
  const [before = 0, after = 0] = around.map(minutesOf);
  const shift = Math.abs(before - after) * 60_000;
  const isTwice = [ms - shift, ms + shift].some((other) => zone.dateTimeMs.format(other) === shown);
  return isTwice ? ` ${offsetOf(ms)}` : '';
}

/** `-03:30` is -210. */
function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `1,204`. */
export const formatCount = (count: number): string => languageFormats().integers.format(count);

/** A number as in `Intl.NumberFormat`, such as a share of one: `12.5%`. */
export const formatNumber = (value: number, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(currentLanguage().locale, options).format(value);

/** A size: `64 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  const shown = size < 10 ? Math.max(0.1, Math.ceil(size * 10) / 10) : Math.ceil(size);
  return `${formatNumber(shown, { useGrouping: false, maximumFractionDigits: 1 })} ${unit}`;
}

/** `a, b and c`, without the comma before "and" that only some Englishes have. */
export function formatList(items: readonly string[]): string {
  const { locale } = currentLanguage();
  return new Intl.ListFormat(locale?.replace(/^en$|^en-US$/, 'en-GB') ?? 'en-GB', { type: 'conjunction' }).format(
    items,
  );
}

/** The forms of a noun or sentence by the plural rules of its language. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The form for a count: `{ one: 'Anfrage', other: 'Anfragen' }`. */
export const pluralForm = (count: number, forms: PluralForms): string =>
  forms[new Intl.PluralRules(currentLanguage().locale).select(count)] ?? forms.other;

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/**
 * `3 s ago`, in the largest unit that fits. A moment in the future (a clock that is off) reads as 0 s ago.
 *
 * @param ms the moment, epoch ms.
 * @param now epoch ms.
 */
export function formatAge(ms: number, now: number): string {
  const trouble = formatTrouble(ms);
  if (trouble !== undefined) return trouble;
  const age = Math.max(0, now - ms);
  const { relative } = languageFormats();
  for (const [unit, size] of units) if (age >= size) return relative.format(-Math.floor(age / size), unit);
  // Negative zero: without it, it reads as "in 0 s".
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

/** The formatters for translations, which are files of their own and import none. */
export const format = {
  count: formatCount,
  number: formatNumber,
  bytes: formatBytes,
  list: formatList,
  plural: pluralForm,
  /** A count and its noun: `2 Anfragen`. */
  counted: (count: number, forms: PluralForms): string => `${formatCount(count)} ${pluralForm(count, forms)}`,
  moment: formatMoment,
  since: formatSince,
  dateMinute: formatDateMinute,
  dateTime: formatDateTime,
  age: formatAge,
  countdown: formatCountdown,
} as const;

/** The formatters that a locale is given. */
export type Format = typeof format;
