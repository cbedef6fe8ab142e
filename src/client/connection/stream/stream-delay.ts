/** What counts as late. All in ms. */
export interface DelayLimits {
  /** How often the gateway sends a `ping` on the stream. */
  readonly pingMs: number;
  /** How late a message may be. */
  readonly delayMs: number;
  /** How long an opened stream may take to bring its first byte. */
  readonly firstByteMs: number;
}

/** For how many periods of the pings a late message counts: a proxy that collects them brings the last one in time. */
const remembered = 4;
/** How late a timer may be, in ms, for what arrives then to say something about the stream and not about this page. */
const busyMs = 1000;
/** How often silence is measured, in ms, unless the pings come more often. */
const tickMs = 1000;

/**
 * Measures how late an event stream brings what the gateway sends: by the time in `ping` and in `approval:requested`, by
 * the regularity of pings that hold no time, and by silence.
 */
export class StreamDelay {
  #timer: ReturnType<typeof setInterval> | undefined;
  #tickedAt = 0;
  #openedAt = 0;
  #arrivedAt = 0;
  #hasArrived = false;
  /** The last pings that held no time. */
  #emptyPings: readonly { readonly nth: number; readonly at: number }[] = [];
  #late: { readonly delayMs: number; readonly at: number }[] = [];
  #told: number | undefined;

  /**
   * @param age - how long ago the gateway's clock showed a time, in ms and at least; undefined while that is not known.
   * @param onChange - called when {@link delayMs} has become another one, or no delay.
   */
  constructor(
    private readonly limits: DelayLimits,
    private readonly age: (time: number) => number | undefined,
    private readonly onChange: () => void,
  ) {}

  /** How late the stream is, in ms; undefined while it is in time. Changes in steps of what may be late. */
  get delayMs(): number | undefined {
    return this.#told;
  }

  /** The stream is open. @param goesOn - it replaces one that had gone silent: the silence goes on. */
  start(goesOn: boolean): void {
    this.stop();
    const now = performance.now();
    this.#openedAt = this.#tickedAt = now;
    if (!goesOn) {
      this.#arrivedAt = now;
      this.#told = undefined;
    }
    this.#hasArrived = false;
    this.#emptyPings = [];
    this.#late = [];
    const every = Math.min(tickMs, this.limits.pingMs / 4);
    this.#timer = setInterval(() => {
      this.#tickedAt = performance.now();
      this.#judge();
    }, every);
    // Node must be able to end while nothing else is going on.
    if (typeof this.#timer === 'object') this.#timer.unref();
  }

  /** Something arrived. */
  arrived(): void {
    this.#arrivedAt = performance.now();
    this.#hasArrived = true;
  }

  /** A message arrived. */
  message(name: string, data: string): void {
    const now = performance.now();
    // A page that was busy or asleep reads late what came in time.
    if (now - this.#tickedAt > tickMs + busyMs) return;
    const delayMs =
      name === 'ping' ? this.#ofPing(data, now) : name === 'approval:requested' ? this.#ofRequest(data, now) : 0;
    if (delayMs <= this.limits.delayMs) return;
    this.#late.push({ delayMs, at: now });
    this.#judge();
  }

  /** The stream has ended. What was found out stays until the next one. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #ofPing(data: string, now: number): number {
    const ts = timeIn(data, 'ts');
    if (ts !== undefined) return this.age(ts) ?? 0;
    const { pingMs } = this.limits;
    const before = this.#emptyPings.slice(-remembered);
    const nth = (before.at(-1)?.nth ?? 0) + 1;
    this.#emptyPings = [...before, { nth, at: now }];
    // Two close together mean that one was held back; without that, the gateway may only have another period.
    const isBundled = this.#emptyPings.some(
      ({ at }, index, all) => index > 0 && at - (all[index - 1]?.at ?? 0) < pingMs / 2,
    );
    const phase = (ping: { nth: number; at: number }) => ping.at - ping.nth * pingMs;
    return isBundled ? phase({ nth, at: now }) - Math.min(...this.#emptyPings.map(phase)) : 0;
  }

  #ofRequest(data: string, now: number): number {
    const createdAt = timeIn(data, 'createdAt');
    const age = createdAt === undefined ? undefined : this.age(createdAt);
    // What is older than the stream may be a replay.
    return age === undefined || age > now - this.#openedAt ? 0 : age;
  }

  #judge(): void {
    const now = performance.now();
    const { pingMs, delayMs, firstByteMs } = this.limits;
    this.#late = this.#late.filter(({ at }) => now - at <= remembered * pingMs);
    const silentMs = now - this.#arrivedAt;
    const isSilent = silentMs > (this.#hasArrived ? 2 * pingMs : Math.min(firstByteMs, 2 * pingMs));
    const worst = Math.max(...this.#late.map((late) => late.delayMs), isSilent ? silentMs : 0);
    const delay = worst > 0 ? worst : undefined;
    const isSame =
      delay === undefined || this.#told === undefined ? delay === this.#told : Math.abs(delay - this.#told) < delayMs;
    if (isSame) return;
    this.#told = delay;
    this.onChange();
  }
}

/** A time (epoch ms) in a message; undefined when there is none. */
function timeIn(data: string, field: 'ts' | 'createdAt'): number | undefined {
  try {
    const value: unknown = JSON.parse(data);
    const time = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
    return typeof time === 'number' ? time : undefined;
  } catch {
    return undefined;
  }
}
