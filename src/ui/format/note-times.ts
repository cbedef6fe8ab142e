import { formatMoment } from './format.js';

const isoTimes = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z\b/g;

/** Formats ISO 8601 times (UTC) within a note in the current zone. */
export function inZoneOfReader(note: string): string {
  return note.replace(isoTimes, (written) => {
    const ms = Date.parse(written);
    return Number.isNaN(ms) ? written : formatMoment(ms);
  });
}
