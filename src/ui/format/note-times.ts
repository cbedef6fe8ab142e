import { formatMoment } from './format.js';

const isoTimes = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z\b/g;

/** A note with the times in it, written in UTC as ISO 8601 has them, in the zone of the element that draws it. */
export function inZoneOfReader(note: string): string {
  return note.replace(isoTimes, (written) => {
    const ms = Date.parse(written);
    return Number.isNaN(ms) ? written : formatMoment(ms);
  });
}
