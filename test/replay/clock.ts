import type { Recording } from './recording.js';
import { replaceMoments } from './moments.js';

/**
 * Says when a recorded moment happened in the replay. What lies before the recording lies as long before the replay;
 * what lies in it moves with the tape: compressed, and held up where the tape was held up.
 */
export class ReplayClock {
  /** The moments that the tape passed: recorded and real, both epoch ms, both ascending. */
  readonly #passed: { readonly recorded: number; readonly real: number }[];
  readonly #known = new Map<number, number>();

  /** @param speed - how many recorded ms pass in one real ms. */
  constructor(
    private readonly recording: Pick<Recording, 'start'>,
    private readonly speed: number,
    startedAt = Date.now(),
  ) {
    this.#passed = [{ recorded: recording.start, real: startedAt }];
  }

  /** The tape passes a moment now. @param t - ms since the recording began. */
  pass(t: number): void {
    this.#passed.push({ recorded: this.recording.start + t, real: Date.now() });
  }

  /** The real moment of a recorded one, epoch ms: never later than now, and always the same once the tape passed it. */
  real(recorded: number): number {
    const known = this.#known.get(recorded);
    if (known !== undefined) return known;
    const at = this.#passed.findLastIndex((passed) => passed.recorded < recorded);
    const before = this.#passed[at] ?? this.#passed[0]!;
    const after = this.#passed[at + 1];
    const speed = at < 0 ? 1 : this.speed;
    const real = Math.min(Math.round(before.real + (recorded - before.recorded) / speed), after?.real ?? Date.now());
    if (after) this.#known.set(recorded, real);
    return real;
  }

  /** How long a recorded time takes in the replay, ms. */
  span(ms: number): number {
    return Math.ceil(ms / this.speed);
  }

  /** A copy of a recorded value with all moments in it as they are in the replay. */
  rebase(value: unknown): unknown {
    return replaceMoments(value, (moment) => this.real(moment));
  }
}
