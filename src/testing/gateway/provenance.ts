/** The provenance of a gateway's answers: what they were derived from, and notes. */
import type { ResultOf, RpcMethod } from '../../protocol/index.js';

/** What any answer may carry: `derived` when it was derived from something else, and notes to show with it. */
export type AnswerNotes = Pick<ResultOf<RpcMethod>, 'derived' | 'notes'>;

/** The provenance by method. */
export class Provenance {
  readonly #said = new Map<RpcMethod, AnswerNotes>();

  /** From now on the answers of a method carry this; `{}` ends it. */
  set(method: RpcMethod, notes: AnswerNotes): void {
    this.#said.set(method, notes);
  }

  /** The provenance of a method's answers. */
  of(method: RpcMethod): AnswerNotes {
    return this.#said.get(method) ?? {};
  }
}
