/** Finds what the recorded daemon answered to a call. */
import { ReplayClock } from './clock.js';
import { canonical, field, isJson, type Json } from './json.js';
import { type Outcome, type RecordedCall, type Recording, recording, type RecordingName } from './recording.js';

/** Calls that every replay can answer, whatever file it plays, and the files that know the answer. */
const base: Readonly<Record<string, readonly RecordingName[]>> = {
  'config.read': ['config', 'methods'],
  'gateway.status': ['config'],
};

const insufficientScope = -32603;

/** The answers of one file, and of the base set. */
export class Answers {
  readonly #answers: Map<string, RecordedCall[]>;
  /** Recorded calls that a client of the replay made instead. */
  readonly #made = new Set<RecordedCall>();

  constructor(
    private readonly played: Recording,
    private readonly clock: ReplayClock,
    private readonly startedAt: number,
  ) {
    this.#answers = byCall(played);
  }

  /**
   * The recorded answer to a call: the last one that the tape passed, else the first that lies ahead.
   *
   * @param position - the index of the line that the tape plays next.
   * @returns undefined when no file knows such a call.
   */
  find(method: string, params: unknown, position: number): Outcome | undefined {
    const key = keyOf(method, params);
    const calls = this.#answers.get(key) ?? [];
    const call = calls.findLast(({ line }) => line < position) ?? calls[0];
    if (call) return this.clock.rebase(call.outcome) as Outcome;
    for (const name of base[method] ?? []) {
      const other = recording(name);
      const found = byCall(other).get(key)?.[0]?.outcome ?? sectionOf(other, method, params);
      if (found) return new ReplayClock(other, 1, this.startedAt).rebase(found) as Outcome;
    }
    return undefined;
  }

  /**
   * Takes the recorded answer of a call that changes something, so that the tape does not change it again.
   *
   * @returns undefined when there is none ahead of the tape.
   */
  make(method: string, params: unknown, position: number): Json | undefined {
    const calls = this.#answers.get(keyOf(method, params)) ?? [];
    const call = calls.find((call) => call.line >= position && !this.#made.has(call) && 'result' in call.outcome);
    if (!call || !('result' in call.outcome) || !isJson(call.outcome.result)) return undefined;
    this.#made.add(call);
    return this.clock.rebase(call.outcome.result) as Json;
  }

  /** The calls that were answered in a line. */
  callsAt(line: number): RecordedCall[] {
    return this.played.calls.filter((call) => call.line === line);
  }

  /** True when a client of the replay made this call in place of the recorded one. */
  wasMade(call: RecordedCall): boolean {
    return this.#made.has(call);
  }
}

/** What a call is, whoever makes it: unknown trust levels and positional parameters do not count for the daemon. */
function keyOf(method: string, params: unknown): string {
  const { _trustLevel: _, ...counted } = isJson(params) ? params : {};
  return `${method} ${canonical(counted)}`;
}

const indexed = new Map<RecordingName, Map<string, RecordedCall[]>>();

/** All calls by what they are. What was refused for a missing scope says nothing about the call. */
function byCall(file: Recording): Map<string, RecordedCall[]> {
  const known = indexed.get(file.name);
  if (known) return known;
  const calls = new Map<string, RecordedCall[]>();
  for (const call of file.calls) {
    if ('error' in call.outcome && call.outcome.error.code === insufficientScope) continue;
    const key = keyOf(call.method, call.params);
    calls.set(key, [...(calls.get(key) ?? []), call]);
  }
  indexed.set(file.name, calls);
  return calls;
}

/** One section of the configuration, out of the answer that has all. */
function sectionOf(file: Recording, method: string, params: unknown): Outcome | undefined {
  const section = field(params, 'section');
  if (method !== 'config.read' || typeof section !== 'string') return undefined;
  const whole = byCall(file).get(keyOf(method, {}))?.[0]?.outcome;
  const result = whole && 'result' in whole ? field(field(whole.result, 'config'), section) : undefined;
  return result === undefined ? undefined : { result };
}
