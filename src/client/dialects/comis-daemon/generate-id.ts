import type { Instance } from './instance.js';

/** Counts over all clients of this page, so that an id is never made twice. */
let made = 0;

/** Makes an id for what the daemon sends without one: of the daemon's run, as far as that is known, and a counter. */
export function generateId(instance: Instance): string {
  return `${instance.id ?? 'daemon'}:${++made}`;
}
