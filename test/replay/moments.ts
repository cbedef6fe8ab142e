/** Finding moments in recorded values, and replacing them. A moment is an epoch in ms or an ISO date and time. */
import { isJson } from './json.js';

/** Around the day of the recordings; nothing else in them is a number of this size. */
const earliest = Date.parse('2026-11-01T00:00:00Z');
const latest = Date.parse('2026-12-31T00:00:00Z');
const iso = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)/g;

const isMoment = (value: number): boolean => value >= earliest && value <= latest;

/** All moments in a value, however deep. */
export function momentsIn(value: unknown): number[] {
  const moments: number[] = [];
  replaceMoments(value, (moment) => {
    moments.push(moment);
    return moment;
  });
  return moments;
}

/** A copy in which each moment is replaced; dates keep their form. */
export function replaceMoments(value: unknown, replace: (moment: number) => number): unknown {
  if (typeof value === 'number') return isMoment(value) ? replace(value) : value;
  if (typeof value === 'string')
    return value.replaceAll(iso, (text, fraction: string | undefined, zone: string) => {
      const moment = Date.parse(text);
      if (!isMoment(moment)) return text;
      const date = new Date(replace(moment)).toISOString();
      return `${fraction === undefined ? date.slice(0, 19) : date.slice(0, 23)}${zone === 'Z' ? 'Z' : '+00:00'}`;
    });
  if (Array.isArray(value)) return value.map((item) => replaceMoments(item, replace));
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceMoments(inner, replace)]));
}
