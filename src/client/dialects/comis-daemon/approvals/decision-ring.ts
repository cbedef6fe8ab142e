import type { Decision, ParamsOf, ResultOf } from '../../../../protocol/index.js';

/** The maximum number of decisions kept. */
const kept = 2000;
/** The default page size. */
const pageSize = 50;

type Filter = ParamsOf<'approvals.history'>;

/** The last {@link kept} decisions seen, newest first. */
export class DecisionRing {
  /** Oldest first, each with a unique number. */
  readonly #all: { readonly number: number; readonly decision: Decision }[] = [];
  #last = 0;

  /** Notes about missing decisions. */
  get notes(): string[] {
    const cut = this.#last - this.#all.length;
    return cut > 0 ? [`The oldest ${cut} of those seen are no longer kept here.`] : [];
  }

  /** The decision about a request; undefined when it was not seen. */
  get(approvalId: string): Decision | undefined {
    return this.#all.findLast(({ decision }) => decision.approvalId === approvalId)?.decision;
  }

  /** Adds the newest decision. */
  add(decision: Decision): void {
    this.#all.push({ number: ++this.#last, decision });
    if (this.#all.length > kept) this.#all.shift();
  }

  /** Answers as the documented `approvals.history` does. */
  find({
    cursor,
    limit = pageSize,
    ...filter
  }: Filter): Pick<ResultOf<'approvals.history'>, 'decisions' | 'nextCursor' | 'total'> {
    const before = cursor === undefined ? Infinity : Number(cursor);
    const matching = this.#all.filter(({ decision }) => matches(decision, filter)).reverse();
    const rest = matching.filter(({ number }) => number < before);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      decisions: page.map(({ decision }) => decision),
      total: matching.length,
      ...(last && rest.length > page.length ? { nextCursor: String(last.number) } : {}),
    };
  }
}

function matches(decision: Decision, { outcome, agentId, action, resolvedBy, from, to }: Filter): boolean {
  const same = (wanted: string | undefined, value: string | undefined) => wanted === undefined || wanted === value;
  return (
    same(outcome, decision.outcome) &&
    // The daemon does not report the agent: the user is shown in its place, and filtered by.
    same(agentId, decision.agentId ?? decision.user) &&
    same(action, decision.action) &&
    same(resolvedBy, decision.resolvedBy) &&
    decision.resolvedAt >= (from ?? -Infinity) &&
    decision.resolvedAt <= (to ?? Infinity)
  );
}
