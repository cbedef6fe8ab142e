import type { Instance } from './instance.js';

/** Shared by all clients of the page, so that ids are unique. */
let lastNumber = 0;

/** Generates an id for an event without one, from the daemon's run (if known) and a counter. */
export function generateId(instance: Instance): string {
  return `${instance.id ?? 'daemon'}:${++lastNumber}`;
}
