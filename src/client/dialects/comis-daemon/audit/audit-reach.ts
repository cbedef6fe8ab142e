import type { GatewayError } from '../../../../protocol/index.js';
import type { Activity } from './activity.js';
import { gapNotes, moment } from '../../shared/gap-notes.js';
import type { Surroundings } from '../surroundings.js';
import type { Gap } from '../../shared/stream-coverage.js';

/** How many gaps are remembered, the newest. */
const kept = 500;

/** How far back the audit is known, and where it has gaps: a list that is read fills those that it reaches back to. */
export class AuditReach {
  readonly #in: Surroundings;
  /** Since when it is known from the lists, and why since then. */
  #listed: { readonly from: number; readonly isWhole: boolean } | undefined;
  #gaps: Gap[] = [];
  /** The run of the daemon whose list was read last. */
  #run: string | undefined;
  #restartedAt: number | undefined;

  constructor(surroundings: Surroundings) {
    this.#in = surroundings;
  }

  /** Since when nothing is missing but for the gaps, epoch ms on the daemon's clock. */
  get since(): number {
    return Math.min(this.#in.since(), this.#listed?.from ?? Infinity);
  }

  /** The stream has come back. */
  lost(): void {
    const gap = this.#in.gaps().at(-1);
    if (gap) this.#gaps = [...this.#gaps, gap].slice(-kept);
  }

  /** A list was read. */
  read({ from, isWhole }: Activity): void {
    const { id, startedAt } = this.#in.instance;
    if (this.#run !== undefined && id !== undefined && id !== this.#run) this.#restartedAt = startedAt;
    this.#run = id ?? this.#run;
    if (from === undefined) return;
    if (from < this.since) this.#listed = { from, isWhole };
    this.#gaps = this.#gaps.flatMap((gap) => {
      if (from <= gap.from) return [];
      return [from < gap.to ? { from: gap.from, to: from } : gap];
    });
  }

  /** What is to be said of what is there, and what is not. @param failure - why the list could not be read last. */
  notes(failure: GatewayError | undefined): string[] {
    return [
      `The gateway keeps no audit log. This is what it told since ${moment(this.since)}, ${this.#why}.`,
      ...(failure
        ? [`Its list of recent activity could not be read. ${words(failure)} What it holds is missing here.`]
        : []),
      ...gapNotes(this.#gaps, 'Entries may be missing'),
      ...(this.#restartedAt === undefined
        ? []
        : [
            `It restarted at ${moment(this.#restartedAt)}, and forgot what was before: that is only what this page saw.`,
          ]),
      'Approvals are not in it: how they ended is in the history of approvals. Who changed something over RPC is not told.',
    ];
  }

  get #why(): string {
    if (!this.#listed) return 'when this page was connected';
    return this.#listed.isWhole ? 'when it started' : 'as far back as its list of recent activity reaches';
  }
}

function words({ kind, message }: GatewayError): string {
  return kind === 'not-allowed' ? 'That needs a token with the scope rpc.' : message;
}
