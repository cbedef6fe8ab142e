/** The rules that people made from requests: made, counted, ended by a person or by the clock, all of it audited. */
import type { ParamsOf, RememberedRule, ResultOf } from '../../protocol/index.js';
import type { AuditLog } from './audit-log.js';
import type { Clock } from '../clock.js';
import { notFound } from './rpc-failure.js';

interface Options {
  readonly clock: Clock;
  readonly newId: (kind: string) => string;
  readonly audit: AuditLog;
  /** The rules in the configuration. */
  readonly read: () => readonly RememberedRule[];
  /**
   * Puts rules into the configuration.
   *
   * @param by who made or ended one. Absent: only counts differ, which makes no draft stale.
   * @returns the configuration's revision.
   */
  readonly write: (rules: RememberedRule[], by?: string) => number;
}

/** Who ends a rule whose time is over. */
const time = 'system:timeout';

/** Holds the remembered rules of a gateway. */
export class RememberedRules {
  readonly #options: Options;
  readonly #stopClocks = new Map<string, () => void>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Answers `rules.create`. @param by the name of the calling token. */
  create(params: ParamsOf<'rules.create'>, by: string): ResultOf<'rules.create'> {
    const { clock, newId, audit } = this.#options;
    const { durationMs, ...covered } = params;
    const createdAt = clock.now();
    const expiresAt = createdAt + durationMs;
    const rule: RememberedRule = { ...covered, id: newId('rule'), createdAt, createdBy: by, expiresAt, uses: 0 };
    const revision = this.#options.write([...this.#options.read(), rule], by);
    audit.record({
      action: 'rules.create',
      agentId: rule.agentId,
      user: by,
      classification: 'security',
      outcome: 'success',
      comment: rule.comment,
      details: { id: rule.id, ...covered, expiresAt },
    });
    this.#stopClocks.set(
      rule.id,
      clock.after(durationMs, () => this.#end(rule.id, 'rules.expire', time)),
    );
    return { rule, revision };
  }

  /** Answers `rules.revoke`. @throws RpcFailure (-32002) when there is no such rule, or none any more. */
  revoke(id: string, by: string): ResultOf<'rules.revoke'> {
    return { id, revoked: true, revision: this.#end(id, 'rules.revoke', by) };
  }

  /** Counts that a rule has decided. Its use is audited with what it decided. @returns how often it has, this time too. */
  use(id: string): number {
    const { clock, read, write } = this.#options;
    const used = { ...this.#rule(id), uses: this.#rule(id).uses + 1, lastUsedAt: clock.now() };
    write(read().map((rule) => (rule.id === id ? used : rule)));
    return used.uses;
  }

  /** Stops the clocks; the rules stay. */
  close(): void {
    for (const stop of this.#stopClocks.values()) stop();
  }

  #end(id: string, action: string, by: string): number {
    const rule = this.#rule(id);
    this.#stopClocks.get(id)?.();
    this.#stopClocks.delete(id);
    const { read, write, audit } = this.#options;
    const revision = write(
      read().filter((each) => each !== rule),
      by,
    );
    audit.record({
      action,
      agentId: rule.agentId,
      user: by,
      classification: 'security',
      outcome: 'success',
      details: { id, action: rule.action, uses: rule.uses },
    });
    return revision;
  }

  #rule(id: string): RememberedRule {
    const found = this.#options.read().find((each) => each.id === id);
    if (!found) throw notFound(`rule ${id}`);
    return found;
  }
}
