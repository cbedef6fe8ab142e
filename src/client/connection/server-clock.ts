import { timeTrouble } from '../../protocol/index.js';

/** The number of estimates compared: about four minutes of heartbeats, to follow clock drift. */
const kept = 8;

/** By how much the local clock may deviate from the monotonic one before it counts as adjusted, in ms. */
const strayMs = 500;

/** How long to wait for a new estimate after that, in ms. */
const patienceMs = 2000;

/** An estimate of the gateway's clock from one answer. All in ms. */
interface Estimate {
  /** The gateway's clock minus the monotonic clock. */
  readonly ahead: number;
  /** The local clock minus the monotonic clock at that time. */
  readonly wall: number;
  /** Infinity: unknown delay. */
  readonly roundTrip: number;
}

/** The gateway's time in an answer. */
export interface ClockAnswer {
  /** The gateway's time, epoch ms. */
  readonly serverTime: number;
  /** When the request was sent (epoch ms, local clock). */
  readonly sentAt: number;
  /** When the answer arrived, just now (epoch ms, local clock). */
  readonly receivedAt: number;
  /** The round trip by the monotonic clock, in ms. */
  readonly tookMs: number;
}

/**
 * Estimates the gateway's clock from the answer with the shortest round trip among the last ones. Based on the
 * monotonic clock, so that adjusting the local clock has no effect; a new estimate is requested then. Implausible times,
 * such as seconds, are ignored.
 */
export class ServerClock {
  readonly #onStrayed: () => void;
  #estimates: readonly Estimate[] = [];
  /** The local clock's offset when it was found to deviate, and when (monotonic clock). */
  #strayed: { readonly wall: number; readonly at: number } | undefined;

  /**
   * @param onStrayed - called once when the local clock was adjusted or the machine slept, to request a new estimate.
   */
  constructor(onStrayed: () => void = () => undefined) {
    this.#onStrayed = onStrayed;
  }

  /** The estimated gateway time (epoch ms); the local time without an estimate. */
  now(): number {
    const best = this.#best;
    if (!best) return Date.now();
    const wall = wallAhead();
    const strayed = wall - best.wall;
    const waited = Math.abs(strayed) > strayMs ? performance.now() - this.#noticed(wall) : 0;
    // A monotonic clock may stop while the machine sleeps: without a new answer, take the later time.
    return Math.round(performance.now() + best.ahead + (strayed > 0 && waited > patienceMs ? strayed : 0));
  }

  /** The maximum error in ms; undefined without an estimate. */
  get errorMs(): number | undefined {
    const best = this.#best;
    return best && best.roundTrip < Infinity ? best.roundTrip : undefined;
  }

  get #best(): Estimate | undefined {
    const [first, ...more] = this.#estimates;
    return first && more.reduce((least, each) => (each.roundTrip <= least.roundTrip ? each : least), first);
  }

  /**
   * Adds an answer.
   *
   * @param sentAt - when the request was sent (epoch ms, local clock).
   * @param receivedAt - when the answer arrived, just now (epoch ms, local clock).
   * @param serverTime - the gateway's time in between, epoch ms.
   * @param tookMs - the round trip by the monotonic clock.
   */
  add(sentAt: number, receivedAt: number, serverTime: number, tookMs = receivedAt - sentAt): void {
    if (timeTrouble(serverTime) !== undefined) return;
    const roundTrip = receivedAt - sentAt;
    this.#strayed = undefined;
    // The local clock was adjusted meanwhile, or the machine slept: ignore the answer.
    if (roundTrip < 0 || Math.abs(roundTrip - tookMs) > strayMs) return;
    const wall = wallAhead();
    const ahead = serverTime - (sentAt + receivedAt) / 2 + wall;
    // Estimates from before the adjustment or sleep are void.
    const before = this.#estimates.filter((each) => Math.abs(each.wall - wall) <= strayMs);
    this.#estimates = [...before, { ahead, wall, roundTrip }].slice(-kept);
  }

  /**
   * Adds a time received without a request. Used only if no answer has a round trip shorter than `lateMs`.
   *
   * @param serverTime - the gateway's time when it was sent (epoch ms), or a lower bound of it.
   * @param lateMs - its maximum age.
   */
  hear(serverTime: number, lateMs: number): void {
    if (timeTrouble(serverTime) !== undefined) return;
    const wall = wallAhead();
    const fresh = this.#estimates.filter((each) => Math.abs(each.wall - wall) <= strayMs);
    if (fresh.some(({ roundTrip }) => roundTrip < lateMs)) return;
    this.#strayed = undefined;
    this.#estimates = [...fresh, { ahead: serverTime - performance.now(), wall, roundTrip: lateMs }].slice(-kept);
  }

  /** Discards all estimates: another machine may answer from now on. */
  reset(): void {
    this.#estimates = [];
    this.#strayed = undefined;
  }

  /** @returns when the deviation was first noticed (monotonic clock). */
  #noticed(wall: number): number {
    const known = this.#strayed;
    if (known && Math.abs(known.wall - wall) <= strayMs) return known.at;
    const at = performance.now();
    this.#strayed = { wall, at };
    this.#onStrayed();
    return at;
  }
}

/** The local clock minus the monotonic clock, in ms. */
const wallAhead = (): number => Date.now() - performance.now();
