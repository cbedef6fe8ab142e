import type { GatewayError } from '../../../../protocol/index.js';
import type { Activity } from './activity.js';
import { gapNotes, moment } from '../../shared/gap-notes.js';
import type { PartServices } from '../part-services.js';
import type { Gap } from '../../shared/stream-coverage.js';

/** The maximum number of gaps kept, the newest. */
const kept = 500;

/** The coverage of the audit: its start and its gaps. Reading the list of recent activity fills gaps. */
export class AuditReach {
  readonly #services: PartServices;
  /** The start of the coverage by the lists, and its reason. */
  #listed: { readonly from: number; readonly isWhole: boolean } | undefined;
  #gaps: Gap[] = [];
  /** The daemon's run at the last read. */
  #run: string | undefined;
  #restartedAt: number | undefined;

  constructor(services: PartServices) {
    this.#services = services;
  }

  /** The start of the coverage (epoch ms, the daemon's time). */
  get since(): number {
    return Math.min(this.#services.since(), this.#listed?.from ?? Infinity);
  }

  /** Called when the stream has reopened. */
  lost(): void {
    const gap = this.#services.gaps().at(-1);
    if (gap) this.#gaps = [...this.#gaps, gap].slice(-kept);
  }

  /** Called when the list was read. */
  read({ from, isWhole }: Activity): void {
    const { id, startedAt } = this.#services.instance;
    if (this.#run !== undefined && id !== undefined && id !== this.#run) this.#restartedAt = startedAt;
    this.#run = id ?? this.#run;
    if (from === undefined) return;
    if (from < this.since) this.#listed = { from, isWhole };
    this.#gaps = this.#gaps.flatMap((gap) => {
      if (from <= gap.from) return [];
      return [from < gap.to ? { from: gap.from, to: from } : gap];
    });
  }

  /** Notes about the coverage. @param failure - the error of the last read of the list. */
  notes(failure: GatewayError | undefined): string[] {
    return [
      `The gateway keeps no audit log. These are its events since ${moment(this.since)}, ${this.#why}.`,
      ...(failure
        ? [`Its list of recent activity could not be read. ${words(failure)} Its entries are missing here.`]
        : []),
      ...gapNotes(this.#gaps, 'Entries may be missing'),
      ...(this.#restartedAt === undefined
        ? []
        : [
            `It restarted at ${moment(this.#restartedAt)} and lost its list: earlier entries are only those that this page received.`,
          ]),
      'Approvals are not included: see the history of approvals. Who made a change over RPC is not reported.',
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
