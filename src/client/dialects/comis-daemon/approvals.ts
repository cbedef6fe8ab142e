import type { ConfigPart } from './config.js';
import type { EventRows, MethodRows, Part, Surroundings } from './part.js';

export class ApprovalsPart implements Part {
  readonly methods: MethodRows = {};
  readonly events: EventRows = {};

  constructor(_surroundings: Surroundings, _config: ConfigPart) {}
}
