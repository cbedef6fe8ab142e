import type { Server } from '../dialect.js';
import type { Gap } from '../shared/stream-coverage.js';
import type { Instance } from './instance.js';

/** What every part works with. */
export interface Surroundings {
  readonly server: Server;
  /** Which run of the daemon answers. */
  readonly instance: Instance;
  /** Since when the stream is seen, on the server's clock (epoch ms): what is derived from events is derived since then. */
  readonly since: () => number;
  /** When the stream was down since then, oldest first: what happened meanwhile was not seen. */
  readonly gaps: () => readonly Gap[];
}
