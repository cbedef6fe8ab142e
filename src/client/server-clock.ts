/** How many estimates are compared: about four minutes of heartbeats, so that a drifting clock is followed. */
const kept = 8;

/** By how much this machine's clock may stray from its monotonic one before it counts as set anew, in ms. */
const strayMs = 500;

/** The gateway's clock as one answer told it. All in ms. */
interface Estimate {
  /** What the gateway's clock is ahead of the monotonic one here. */
  readonly ahead: number;
  /** What this machine's clock was ahead of the monotonic one then. */
  readonly wall: number;
  readonly roundTrip: number;
}

/**
 * Estimates the gateway's clock: of the last answers, the one that came quickest is the least wrong. It goes on by the
 * monotonic clock, so that nothing changes when this machine's own is set.
 */
export class ServerClock {
  #estimates: readonly Estimate[] = [];

  /** The gateway's time as estimated, epoch ms; this machine's while there is no estimate. */
  now(): number {
    const [first, ...more] = this.#estimates;
    if (!first) return Date.now();
    const best = more.reduce((least, each) => (each.roundTrip <= least.roundTrip ? each : least), first);
    const strayed = wallAhead() - best.wall;
    // A monotonic clock may stand still while the machine sleeps. Who woke up is late, not early.
    return Math.round(performance.now() + best.ahead + (strayed > strayMs ? strayed : 0));
  }

  /**
   * Takes in one answer.
   *
   * @param sentAt - when the question left, epoch ms here.
   * @param receivedAt - when the answer came, just now, epoch ms here.
   * @param serverTime - what the gateway's clock said in between, epoch ms.
   */
  add(sentAt: number, receivedAt: number, serverTime: number): void {
    const roundTrip = receivedAt - sentAt;
    // This machine's clock was set back meanwhile: the answer says nothing.
    if (roundTrip < 0) return;
    const wall = wallAhead();
    const ahead = serverTime - (sentAt + receivedAt) / 2 + wall;
    // What was learnt before this machine slept, or its clock was set, is worth no more.
    const before = this.#estimates.filter((each) => Math.abs(each.wall - wall) <= strayMs);
    this.#estimates = [...before, { ahead, wall, roundTrip }].slice(-kept);
  }

  /** Forgets everything: another machine may answer from now on. */
  reset(): void {
    this.#estimates = [];
  }
}

/** What this machine's clock is ahead of its monotonic one, ms. */
const wallAhead = (): number => Date.now() - performance.now();
