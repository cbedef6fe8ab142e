import { GatewayError } from '../../../../protocol/index.js';
import { readActivity } from '../audit/activity.js';
import type { PartServices } from '../part-services.js';
import { type AuditedChange, lastChangeIn } from './token-wire.js';

/** How long after a change the daemon has begun to restart at the latest, in ms (1.0.34: two seconds). */
const restartsSoonMs = 5000;

/**
 * Looks up changes made before this page received events. Where the daemon does not report them to this token, a
 * restart shows them: it comes within seconds or not at all.
 */
export class TokenChangeLookup {
  readonly #services: PartServices;
  /** Since when changes are received (epoch ms, local clock). */
  #seenSince = 0;
  #wasReported = true;
  /** False: the daemon does not report changes to this token. */
  #mayAsk = true;

  constructor(services: PartServices) {
    this.#services = services;
  }

  /** Until when an unreported change may show by a restart (epoch ms, local clock); 0: all changes are reported. */
  get doubtfulUntil(): number {
    return this.#wasReported ? 0 : this.#seenSince + restartsSoonMs;
  }

  /** Called on every connection, possibly with another token. */
  connected(): void {
    this.#mayAsk = true;
    this.unseen();
  }

  /** Called after a gap in the events. */
  unseen(): void {
    this.#seenSince = Date.now();
  }

  /** Returns the last change that the daemon reports. Never throws. */
  async lastChange(): Promise<AuditedChange | undefined> {
    if (!this.#mayAsk) return undefined;
    try {
      const { audited } = await readActivity(this.#services);
      this.#wasReported = true;
      return lastChangeIn(audited);
    } catch (thrown) {
      this.#wasReported = false;
      this.#mayAsk = !(thrown instanceof GatewayError && thrown.kind === 'not-allowed');
      return undefined;
    }
  }
}
