/** Counts what a simulated client could not read, in the bounds of {@link Diagnostics}. */
import type { Diagnostics } from '../client/rpc-client.js';

const kindsKept = 50;

/** Nothing was left out. */
export const noDiagnostics: Diagnostics = {
  unreadable: [],
  unreadableCount: 0,
  unknownEvents: new Map(),
  unknownEventCount: 0,
};

/** Counts an unreadable message. */
export function addProblem(before: Diagnostics, name: string, issue: string, lastAt: number): Diagnostics {
  const unreadableCount = before.unreadableCount + 1;
  const known = before.unreadable.find((problem) => problem.name === name && problem.issue === issue);
  const rest = before.unreadable.filter((problem) => problem !== known);
  if (!known && rest.length >= kindsKept) return { ...before, unreadableCount };
  return { ...before, unreadableCount, unreadable: [...rest, { name, issue, lastAt, count: (known?.count ?? 0) + 1 }] };
}

/** Counts an event of a name that this version does not know. */
export function addUnknown(before: Diagnostics, name: string): Diagnostics {
  const unknownEventCount = before.unknownEventCount + 1;
  const count = before.unknownEvents.get(name) ?? 0;
  if (count === 0 && before.unknownEvents.size >= kindsKept) return { ...before, unknownEventCount };
  return { ...before, unknownEventCount, unknownEvents: new Map(before.unknownEvents).set(name, count + 1) };
}
