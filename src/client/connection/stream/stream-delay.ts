/** The limits from which the stream counts as delayed. All in ms. */
export interface DelayLimits {
  /** How often the gateway sends a `ping` on the stream. */
  readonly pingMs: number;
  /** The tolerated delay of a message. */
  readonly delayMs: number;
  /** How long an opened stream may take to bring its first byte. */
  readonly firstByteMs: number;
}

/**
 * For how many ping intervals a late message counts: a proxy that buffers delivers the last one of each batch in time.
 */
const remembered = 4;
/** The timer lateness, in ms, above which delays are attributed to this page and not to the stream. */
const busyMs = 1000;
/** The interval for measuring silence, in ms, unless pings are more frequent. */
const tickMs = 1000;

/**
 * Measures the delay of an event stream: by the times in `ping` and `approval:requested`, by the regularity of pings
 * without a time, and by silence.
 */
export class StreamDelay {
  #timer: ReturnType<typeof setInterval> | undefined;
  #tickedAt = 0;
  #openedAt = 0;
  #arrivedAt = 0;
  #hasArrived = false;
  /** The last pings without a time. */
  #emptyPings: readonly { readonly nth: number; readonly at: number }[] = [];
  #late: { readonly delayMs: number; readonly at: number }[] = [];
  #reported: number | undefined;

  /**
   * @param age - returns the minimum age of a gateway time in ms; undefined while unknown.
   * @param onChange - called when {@link delayMs} has changed.
   */
  constructor(
    private readonly limits: DelayLimits,
    private readonly age: (time: number) => number | undefined,
    private readonly onChange: () => void,
  ) {}

  /** The delay of the stream in ms, rounded to steps of the limit; undefined while it is in time. */
  get delayMs(): number | undefined {
    return this.#reported;
  }

  /** Called when the stream is open. @param goesOn - true when it replaces a silent one: the silence continues. */
  start(goesOn: boolean): void {
    this.stop();
    const now = performance.now();
    this.#openedAt = this.#tickedAt = now;
    if (!goesOn) {
      this.#arrivedAt = now;
      this.#reported = undefined;
    }
    this.#hasArrived = false;
    this.#emptyPings = [];
    this.#late = [];
    const every = Math.min(tickMs, this.limits.pingMs / 4);
    this.#timer = setInterval(() => {
      this.#tickedAt = performance.now();
      this.#judge();
    }, every);
    // Lets Node exit while only this timer is left.
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
    // A page that was busy or asleep reads messages late that arrived in time.
    if (now - this.#tickedAt > tickMs + busyMs) return;
    const delayMs =
      name === 'ping' ? this.#ofPing(data, now) : name === 'approval:requested' ? this.#ofRequest(data, now) : 0;
    if (delayMs <= this.limits.delayMs) return;
    this.#late.push({ delayMs, at: now });
    this.#judge();
  }

  /** Called when the stream has ended. The last measurement is kept until the next one. */
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
    // Two pings close together mean that one was delayed; otherwise the gateway may just have a different interval.
    const isBundled = this.#emptyPings.some(
      ({ at }, index, all) => index > 0 && at - (all[index - 1]?.at ?? 0) < pingMs / 2,
    );
    const phase = (ping: { nth: number; at: number }) => ping.at - ping.nth * pingMs;
    return isBundled ? phase({ nth, at: now }) - Math.min(...this.#emptyPings.map(phase)) : 0;
  }

  #ofRequest(data: string, now: number): number {
    const createdAt = timeIn(data, 'createdAt');
    const age = createdAt === undefined ? undefined : this.age(createdAt);
    // Messages older than the stream may be replayed.
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
      delay === undefined || this.#reported === undefined
        ? delay === this.#reported
        : Math.abs(delay - this.#reported) < delayMs;
    if (isSame) return;
    this.#reported = delay;
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
