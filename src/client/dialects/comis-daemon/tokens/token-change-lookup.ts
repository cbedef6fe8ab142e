import { GatewayError } from '../../../../protocol/index.js';
import { readActivity } from '../audit/activity.js';
import type { Surroundings } from '../surroundings.js';
import { type AuditedChange, lastChangeIn } from './token-wire.js';

/** After how long at most the daemon has begun to restart for a change, in ms; seen of 1.0.34: two seconds. */
const restartsSoonMs = 5000;

/**
 * Knows what was changed before this page saw changes itself. Where the daemon does not tell that to this token, it
 * shows by a restart: one that has not come within seconds will not come.
 */
export class TokenChangeLookup {
  readonly #in: Surroundings;
  /** Since when changes are seen, epoch ms on this machine's clock. */
  #seenSince = 0;
  #isTold = true;
  /** False: it does not tell this token. */
  #mayAsk = true;

  constructor(surroundings: Surroundings) {
    this.#in = surroundings;
  }

  /** Until when a change may come to light that nobody tells of, epoch ms on this machine's clock; 0: all is told. */
  get doubtfulUntil(): number {
    return this.#isTold ? 0 : this.#seenSince + restartsSoonMs;
  }

  /** Connected (again), maybe with another token. */
  connected(): void {
    this.#mayAsk = true;
    this.unseen();
  }

  /** What happened until now was not seen. */
  unseen(): void {
    this.#seenSince = Date.now();
  }

  /** The last change that the daemon tells of. Keeps quiet when it tells of none. */
  async lastChange(): Promise<AuditedChange | undefined> {
    if (!this.#mayAsk) return undefined;
    try {
      const { audited } = await readActivity(this.#in);
      this.#isTold = true;
      return lastChangeIn(audited);
    } catch (thrown) {
      this.#isTold = false;
      this.#mayAsk = !(thrown instanceof GatewayError && thrown.kind === 'not-allowed');
      return undefined;
    }
  }
}
