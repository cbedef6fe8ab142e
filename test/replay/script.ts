/** What the lines of a recording do to the replay when the tape comes to them. */
import type { Answers } from './answers.js';
import type { ReplayClock } from './clock.js';
import type { Daemon } from './daemon.js';
import { field, isJson } from './json.js';
import { eventIn, type Line, type RecordedCall, type Recording } from './recording.js';
import { changeIn, type TokenRegistry } from './tokens.js';

/** What a script works with. */
export interface ScriptParts {
  readonly recording: Recording;
  readonly answers: Answers;
  readonly clock: ReplayClock;
  readonly daemon: Daemon;
  readonly tokens: TokenRegistry;
  /** Resolves when somebody would see an event. */
  readonly heard: () => Promise<void>;
  /** Restarts the daemon; resolves when it is up again. */
  readonly restart: () => Promise<void>;
}

/** Makes happen what happened: events, what the recorded client changed, restarts. Its reads leave no trace. */
export class Script {
  constructor(private readonly parts: ScriptParts) {}

  async perform(line: Line, index: number): Promise<void> {
    const { clock, daemon, heard, recording } = this.parts;
    const event = eventIn(line);
    if (event) {
      if (this.#wasMade(event, index)) return;
      await heard();
      clock.pass(line.t);
      daemon.happens(event.name, this.#compressed(clock.rebase(event.data)));
    } else if (recording.restarts.includes(index)) await this.#restart(index);
    else this.#change(line, index);
  }

  /** A request that runs out on the tape has less time in the replay, too. */
  #compressed(data: unknown): unknown {
    const timeoutMs = field(data, 'timeoutMs');
    if (!isJson(data) || typeof timeoutMs !== 'number' || !this.#runsOut(data['requestId'])) return data;
    return { ...data, timeoutMs: this.parts.clock.span(timeoutMs) };
  }

  #runsOut(requestId: unknown): boolean {
    return this.parts.recording.lines.some((line) => {
      const { name, data } = eventIn(line) ?? {};
      return (
        name === 'approval:resolved' &&
        field(data, 'requestId') === requestId &&
        field(data, 'approvedBy') === 'system:timeout'
      );
    });
  }

  /** The recorded client changed something, unless a client of the replay did so in its place. */
  #change(line: Line, index: number): void {
    const { answers, clock, daemon, tokens } = this.parts;
    for (const call of answers.callsAt(index)) {
      if (answers.wasMade(call) || !('result' in call.outcome)) continue;
      clock.pass(line.t);
      if (call.method === 'admin.approval.clearDenialCache') daemon.gate.clearDenials(call.params);
      const result = clock.rebase(call.outcome.result);
      const change = isJson(result) && changeIn(call.method, result);
      if (change) tokens.apply(change);
    }
  }

  /** A restart is left out when all that led to it was done by clients of the replay, and led to a restart then. */
  async #restart(index: number): Promise<void> {
    const { answers, recording, restart } = this.parts;
    const before = recording.restarts[recording.restarts.indexOf(index) - 1] ?? 0;
    const causes = recording.calls.filter((call) => call.line > before && call.line < index && causesRestart(call));
    if (causes.length > 0 && causes.every((call) => answers.wasMade(call))) return;
    await restart();
  }

  /** True for the trace that a change left in the audit, when it was made by a client of the replay. */
  #wasMade({ name, data }: { name: string; data: unknown }, index: number): boolean {
    const { answers, recording } = this.parts;
    if (name !== 'audit:event') return false;
    const entity = field(field(data, 'metadata'), 'entityId');
    return recording.calls.some(
      (call) =>
        call.method === field(data, 'actionType') &&
        entityOf(call) === entity &&
        Math.abs(call.line - index) < nearby &&
        answers.wasMade(call),
    );
  }
}

/** How many lines at most lie between an answer and its trace in the audit. */
const nearby = 5;

const resultOf = ({ outcome }: RecordedCall) => ('result' in outcome && isJson(outcome.result) ? outcome.result : {});

const causesRestart = (call: RecordedCall): boolean =>
  resultOf(call)['restarting'] === true || entityOf(call) !== undefined;

/** What the audit calls the token that a call changed. */
function entityOf(call: RecordedCall): string | undefined {
  const change = 'result' in call.outcome ? changeIn(call.method, resultOf(call)) : undefined;
  return change && [change.removed, change.added?.id].filter((id) => id !== undefined).join(' -> ');
}
