import { report } from '../report.js';

/** Runs tasks one after the other, in the order they were added. A failed task does not stop the next ones. */
export class SerialTasks {
  #last: Promise<void> = Promise.resolve();

  /** @param onFailure - called with the error of each failed task. */
  constructor(private readonly onFailure: (thrown: unknown) => void) {}

  /** Runs a task after those before it. Resolves when it has succeeded or failed. */
  add(task: () => void | Promise<void>): Promise<void> {
    this.#last = this.#last.then(task).catch(this.onFailure).catch(report);
    return this.#last;
  }
}
