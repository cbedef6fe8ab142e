/** What the answers of a gateway say of themselves beside their own fields: where they come from, and what to know. */
import type { ResultOf, RpcMethod } from '../../protocol/index.js';

/** What any answer may carry: `derived` when it was derived from something else, and notes to show with it. */
export type AnswerNotes = Pick<ResultOf<RpcMethod>, 'derived' | 'notes'>;

/** Which answers say something of themselves. */
export class Provenance {
  readonly #said = new Map<RpcMethod, AnswerNotes>();

  /** From now on the answers of a method carry this; `{}` ends it. */
  set(method: RpcMethod, notes: AnswerNotes): void {
    this.#said.set(method, notes);
  }

  /** What the answers of a method carry. */
  of(method: RpcMethod): AnswerNotes {
    return this.#said.get(method) ?? {};
  }
}
