import { report } from '../report.js';

/**
 * Runs tasks one after the other, in the order in which they were given. One that fails stops none of those after it: a
 * chain of `then` without a `catch` would run nothing any more.
 */
export class SerialTasks {
  #last: Promise<void> = Promise.resolve();

  /** @param onFailure - told of each task that failed. */
  constructor(private readonly onFailure: (thrown: unknown) => void) {}

  /** Runs a task after those before it. @returns when it has ended, well or badly. */
  add(task: () => void | Promise<void>): Promise<void> {
    this.#last = this.#last.then(task).catch(this.onFailure).catch(report);
    return this.#last;
  }
}
