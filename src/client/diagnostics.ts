import type { Diagnostics, MessageProblem } from './rpc-client.js';

/** How many kinds of problems, and how many unknown names, are kept; the totals count all. */
const maxKinds = 50;
/** Names and issues may come from outside: no longer than this is kept of them. */
const maxText = 200;
/** Changes are announced together, at most this often, in ms. */
const announceEveryMs = 250;

/** Counts what could not be read or was not known. Counting is cheap; the public picture is made when it is looked at. */
export class DiagnosticsLog {
  readonly #problems = new Map<string, MessageProblem>();
  readonly #unknown = new Map<string, number>();
  #unreadableCount = 0;
  #unknownCount = 0;
  #repeatCount = 0;
  #reusedIdCount = 0;
  #picture: Diagnostics | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param announce - called some time after something was counted. */
  constructor(private readonly announce: () => void) {}

  /** What was counted so far: a new object whenever it has changed. */
  get picture(): Diagnostics {
    this.#picture ??= {
      unreadable: [...this.#problems.values()],
      unreadableCount: this.#unreadableCount,
      unknownEvents: new Map(this.#unknown),
      unknownEventCount: this.#unknownCount,
      repeatCount: this.#repeatCount,
      reusedIdCount: this.#reusedIdCount,
    };
    return this.#picture;
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

  /** Counts a message that the stream brought once more. */
  repeated(): void {
    this.#repeatCount += 1;
    this.#changed();
  }

  /** Counts a message under an id that another message had. */
  reusedId(): void {
    this.#reusedIdCount += 1;
    this.#changed();
  }

  /** Drops the announcement that waits. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #changed(): void {
    this.#picture = undefined;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.announce();
    }, announceEveryMs);
  }
}
