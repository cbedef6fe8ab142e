import {
  changedBy,
  type Policy,
  type PolicyChange,
  type PolicyKey,
  type PolicySaved,
} from '../../data/policy/policy.js';
import type { GatewayError, GatewayErrorKind } from '../../protocol/index.js';
import { Draft, type DraftChange, type ServerChange } from './draft.js';

/** Changes on the gateway that were not made here. */
export interface Notice {
  /** `elsewhere`: somebody else did. `altered`: the gateway keeps something else than it confirmed. */
  readonly kind: 'elsewhere' | 'altered';
  readonly by: string | undefined;
  /** When it was seen (epoch ms, local clock). */
  readonly at: number;
  readonly changes: readonly ServerChange[];
}

/** The result of the last save. */
export type Outcome =
  | { readonly kind: 'saved'; readonly at: number; readonly restarting: boolean }
  | { readonly kind: 'not-sent'; readonly reason: string }
  | { readonly kind: 'stale' }
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly changes: readonly DraftChange[] };

/** The gateway did not answer: the outcome is unknown. */
const unanswered: ReadonlySet<GatewayErrorKind> = new Set([
  'timeout',
  'disconnected',
  'closed',
  'invalid-response',
  'token-refused',
]);

/** An edit session: the draft until it is saved or discarded, and changes on the gateway meanwhile. */
export class Session {
  #draft: Draft;
  #policy: Policy;
  #notice: Notice | undefined;
  #outcome: Outcome | undefined;

  constructor(policy: Policy) {
    this.#policy = policy;
    this.#draft = new Draft(policy.values);
  }

  get draft(): Draft {
    return this.#draft;
  }
  /** The policy that the draft is based on. */
  get policy(): Policy {
    return this.#policy;
  }
  get notice(): Notice | undefined {
    return this.#notice;
  }
  get outcome(): Outcome | undefined {
    return this.#outcome;
  }
  /** The settings that the gateway refused, until they are edited again. */
  get refused(): ReadonlySet<PolicyKey> {
    const changes = this.#outcome?.kind === 'refused' ? this.#outcome.changes : [];
    return new Set(changes.map(({ key }) => key).filter((key) => !this.#draft.isEdited(key)));
  }

  /** Rebases the draft on the gateway's policy and records what changed. */
  follow(policy: Policy): void {
    if (policy === this.#policy) return;
    this.#adopt(policy, 'elsewhere');
  }

  set(change: PolicyChange): void {
    this.#draft = this.#draft.set(change);
    if (this.#outcome?.kind !== 'refused') this.#outcome = undefined;
  }

  /** Undoes a change; on a conflict, that takes the gateway's value. */
  undo(key: PolicyKey): void {
    this.#draft = this.#draft.reset(key);
  }

  /** Keeps the draft's value over the gateway's new one. */
  insist(key: PolicyKey): void {
    this.#draft = this.#draft.insist(key);
  }

  /** Discards the draft and its result. */
  discard(): void {
    this.#draft = this.#draft.discard();
    this.#outcome = undefined;
  }

  /** Restores refused changes to the draft. */
  restore(): void {
    if (this.#outcome?.kind !== 'refused') return;
    for (const change of this.#outcome.changes) this.#draft = this.#draft.set(change);
    this.#outcome = undefined;
  }

  dismiss(): void {
    this.#notice = undefined;
  }

  /** The changes were not sent: they stay in the draft. */
  notSent(reason: string): void {
    this.#outcome = { kind: 'not-sent', reason };
  }

  saved({ policy, altered, restarting }: PolicySaved): void {
    this.#notice = undefined;
    this.#draft = this.#draft.confirmed();
    this.#adopt(policy, altered ? 'altered' : 'elsewhere');
    this.#outcome = { kind: 'saved', at: Date.now(), restarting };
  }

  /**
   * Records a failed save: refused changes are reset to the gateway's values; changes with an unknown outcome stay in
   * the draft.
   */
  failed({ kind, message, data }: GatewayError): void {
    if (kind === 'stale') this.#outcome = { kind };
    else if (unanswered.has(kind)) this.#outcome = { kind: 'unclear', reason: message };
    else {
      const changes = kind === 'rate-limited' ? [] : atFault(this.#draft.changes, data);
      for (const { key } of changes) this.#draft = this.#draft.reset(key);
      this.#outcome = { kind: 'refused', reason: message, changes };
    }
  }

  #adopt(policy: Policy, kind: Notice['kind']): void {
    const { draft, changed } = this.#draft.rebase(policy.values);
    this.#draft = draft;
    this.#policy = policy;
    if (changed.length === 0) return;
    const before = new Map(this.#notice?.changes.map((change) => [change.key, change]));
    for (const change of changed)
      before.set(change.key, { ...change, before: before.get(change.key)?.before ?? change.before });
    this.#notice = { kind, by: changedBy(policy), at: Date.now(), changes: [...before.values()] };
  }
}

/** The changes that the gateway names in its error, one by one or by their group; all of them when it names none. */
function atFault(changes: readonly DraftChange[], data: unknown): readonly DraftChange[] {
  const named = namesIn(data);
  const within = (path: string, group: string) => path === group || path.startsWith(`${group}.`);
  const found = changes.filter(({ key }) => named.some((name) => within(key, name) || within(name, key)));
  return found.length > 0 ? found : changes;
}

function namesIn(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  const path: unknown[] = 'path' in data ? [data.path] : [];
  const issues: unknown[] = 'issues' in data && Array.isArray(data.issues) ? data.issues : [];
  // The path in an issue is the text in backticks, or before the first colon, with or without the section.
  return [...path, ...issues]
    .filter((each) => typeof each === 'string')
    .map((each) => /^`([^`[]+)/.exec(each)?.[1] ?? each.split(':', 1)[0] ?? '')
    .map((path) => path.replace(/^security\./, ''));
}
