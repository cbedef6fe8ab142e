import type { ReplayClock } from './clock.js';
import type { Line, Recording, Section } from './recording.js';

/** How fast a tape runs. */
export interface TapeSpeed {
  /** How many recorded ms pass in one real ms. */
  readonly speed: number;
  /** The longest pause between two lines, real ms. */
  readonly maxGapMs: number;
}

/** Where a tape stops: before or after the line, if at it. */
type Stop = (line: Line, index: number) => 'before' | 'after' | undefined;

/** Runs through the lines of a recording in their time. One run at a time: the next waits for the one before. */
export class Tape {
  /** The index of the line that comes next. */
  position = 0;
  #run: Promise<void> = Promise.resolve();
  readonly #closed = new AbortController();
  /** Resolves when it is closed. */
  readonly closed = new Promise<void>((resolve) => this.#closed.signal.addEventListener('abort', () => resolve()));

  /** @param perform - makes a line happen; what it returns is waited for. */
  constructor(
    private readonly recording: Recording,
    private readonly clock: ReplayClock,
    private readonly pace: TapeSpeed,
    private readonly perform: (line: Line, index: number) => Promise<void> | void,
  ) {}

  /** Ends a run where it is. */
  close(): void {
    this.#closed.abort();
  }

  /** Runs to the end. Resolves when it is there, or closed. */
  play(): Promise<void> {
    return this.#start(() => undefined);
  }

  /** Runs through the next section, and what comes before it. @returns its note; undefined when there is none ahead. */
  async playNext(): Promise<string | undefined> {
    await this.#run;
    const [next, after] = this.#ahead();
    if (next) await this.#start((_, index) => (index === after?.line ? 'before' : undefined));
    return next?.note;
  }

  /** Runs until the line that begins a section comes next. @throws when no section ahead begins so. */
  async playTo(name: string): Promise<void> {
    await this.#run;
    const section = this.#ahead().find(({ note }) => begins(note, name));
    if (!section) throw new Error(`No section “${name}” ahead in ${this.recording.name}.`);
    await this.#start((_, index) => (index === section.line ? 'before' : undefined));
  }

  /** Runs until a line is the one that is looked for, and plays it too. @throws when the end comes first. */
  async playUntil(isIt: (line: Line) => boolean): Promise<void> {
    let found = false;
    await this.#start((line) => {
      found ||= isIt(line);
      return found ? 'after' : undefined;
    });
    if (!found && !this.#closed.signal.aborted)
      throw new Error(`There is no such line ahead in ${this.recording.name}.`);
  }

  #start(stop: Stop): Promise<void> {
    const run = this.#run.then(() => this.#go(stop));
    this.#run = run.catch(() => {});
    return run;
  }

  async #go(stop: Stop): Promise<void> {
    const { lines } = this.recording;
    let t = lines[this.position - 1]?.t ?? 0;
    this.clock.pass(t);
    let due = Date.now();
    while (this.position < lines.length && !this.#closed.signal.aborted) {
      const line = lines[this.position]!;
      const at = stop(line, this.position);
      if (at === 'before') return;
      due += Math.min((line.t - t) / this.pace.speed, this.pace.maxGapMs);
      t = line.t;
      await this.#until(due);
      if (this.#closed.signal.aborted) return;
      const index = this.position++;
      await this.perform(line, index);
      // What held it up is not made up for.
      due = Math.max(due, Date.now());
      if (at === 'after') return;
    }
  }

  async #until(due: number): Promise<void> {
    const { signal } = this.#closed;
    const left = due - Date.now();
    if (left < 1) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, left);
      signal.addEventListener('abort', done);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  #ahead(): Section[] {
    return this.recording.sections.filter(({ line }) => line >= this.position);
  }
}

/** True for “4 user-trust request” and “4”, not for “41 …”. */
const begins = (note: string, name: string): boolean =>
  note.startsWith(name) && !/[a-z0-9]/i.test(note.charAt(name.length));
