import type { Diagnostics, MessageProblem } from './rpc-client.js';

/** The maximum number of kinds of problems and of unknown names; the totals count all. */
const maxKinds = 50;
/** The maximum length of names and issues, which may come from outside. */
const maxText = 200;
/** The minimum interval between announcements of changes, in ms. */
const announceEveryMs = 250;

/** Counts unreadable and unknown messages. Counting is cheap; the public snapshot is built on access. */
export class DiagnosticsLog {
  readonly #problems = new Map<string, MessageProblem>();
  readonly #unknown = new Map<string, number>();
  #unreadableCount = 0;
  #unknownCount = 0;
  #repeatCount = 0;
  #reusedIdCount = 0;
  #snapshot: Diagnostics | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param announce - called, throttled, after something was counted. */
  constructor(private readonly announce: () => void) {}

  /** A snapshot of the counts: a new object for every change. */
  get snapshot(): Diagnostics {
    this.#snapshot ??= {
      unreadable: [...this.#problems.values()],
      unreadableCount: this.#unreadableCount,
      unknownEvents: new Map(this.#unknown),
      unknownEventCount: this.#unknownCount,
      repeatCount: this.#repeatCount,
      reusedIdCount: this.#reusedIdCount,
    };
    return this.#snapshot;
  }

  /** Counts a message that could not be read. */
  unreadable(name: string, issue: string): void {
    const problem = { name: name.slice(0, maxText), issue: issue.slice(0, maxText) };
    const kind = JSON.stringify([problem.name, problem.issue]);
    const count = (this.#problems.get(kind)?.count ?? 0) + 1;
    if (count > 1 || this.#problems.size < maxKinds) {
      this.#problems.set(kind, { ...problem, count, lastAt: Date.now() });
    }
    this.#unreadableCount += 1;
    this.#changed();
  }

  /** Counts an event of a name that this version does not know. */
  unknownEvent(fullName: string): void {
    const name = fullName.slice(0, maxText);
    const count = (this.#unknown.get(name) ?? 0) + 1;
    if (count > 1 || this.#unknown.size < maxKinds) this.#unknown.set(name, count);
    this.#unknownCount += 1;
    this.#changed();
  }

  /** Counts a repeated message of the stream. */
  repeated(): void {
    this.#repeatCount += 1;
    this.#changed();
  }

  /** Counts a message with the id of a different one. */
  reusedId(): void {
    this.#reusedIdCount += 1;
    this.#changed();
  }

  /** Cancels a scheduled announcement. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #changed(): void {
    this.#snapshot = undefined;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.announce();
    }, announceEveryMs);
  }
}
