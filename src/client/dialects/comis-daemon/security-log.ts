import type { EventRows, MethodRows, Part, Surroundings } from './part.js';

export class SecurityLogPart implements Part {
  readonly methods: MethodRows = {};
  readonly events: EventRows = {};

  constructor(_surroundings: Surroundings) {}
}
