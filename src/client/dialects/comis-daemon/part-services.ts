import type { Server } from '../dialect.js';
import type { Gap } from '../shared/stream-coverage.js';
import type { Instance } from './instance.js';

/** The services shared by all parts. */
export interface PartServices {
  readonly server: Server;
  /** The run of the daemon. */
  readonly instance: Instance;
  /**
   * The start of the stream's coverage in the server's time (epoch ms): the start of everything derived from events.
   */
  readonly since: () => number;
  /** The gaps in the stream's coverage since then, oldest first. */
  readonly gaps: () => readonly Gap[];
}
