import * as z from 'zod/mini';
import { describeIssues, GatewayError, type ResultOf, type SecuritySection } from '../../../../protocol/index.js';
import { DaemonApprovals, DaemonConfig, DaemonSecurity } from './config-wire.js';
import type { EventRows, MethodRows, Part } from '../../shared/part.js';
import type { Surroundings } from '../surroundings.js';
import { immutable, settingFacts } from './setting-facts.js';

const Patched = z.looseObject({ section: z.string(), patchedBy: z.string() });

/**
 * The configuration, read-only: what the documented RPC calls its section `security` is held in two of the daemon's. Only
 * `config.read` is ever asked: the daemon's `config.get` would give token secrets in clear.
 */
export class ConfigPart implements Part {
  readonly methods: MethodRows = {
    'config.read': {
      capability: () => ({ status: 'offered' }),
      call: ({ section }) => this.#read(section),
    },
    'config.patch': { capability: () => ({ status: 'not-offered', reason: immutable }) },
  };
  readonly events: EventRows = {
    // Declared by the daemon, and sent by nothing in 1.0.34.
    'config:patched': (payload) => {
      const patched = z.safeParse(Patched, payload);
      if (!patched.success) {
        this.#in.server.unreadable('config:patched', describeIssues(patched.error, payload).join('; '));
        return;
      }
      this.#forget();
      const { section, patchedBy } = patched.data;
      const documented = section === 'approvals' ? 'security' : section;
      this.#in.server.emit('config:patched', { section: documented, revision: this.#revision, by: patchedBy });
    },
  };

  readonly #in: Surroundings;
  /** The daemon takes no change without a restart: each section is read once per connection. */
  readonly #sections = new Map<string, Promise<unknown>>();

  constructor(surroundings: Surroundings) {
    this.#in = surroundings;
  }

  connected(): void {
    this.#forget();
  }

  /** What a section declares of one matter: of the rest nothing has to be readable. @throws {GatewayError} as a call does. */
  async declared<S extends z.core.$ZodType>(section: 'security' | 'approvals', schema: S): Promise<z.infer<S>> {
    let reading = this.#sections.get(section);
    if (!reading) {
      reading = this.#ask({ section });
      this.#sections.set(section, reading);
      reading.catch(() => this.#sections.get(section) === reading && this.#sections.delete(section));
    }
    return check(schema, await reading, `config.read of ${section}`);
  }

  async #read(section: string | undefined): Promise<ResultOf<'config.read'>> {
    if (section === 'security') return this.#policy();
    const [answer] = await Promise.all([
      this.#ask(section === undefined ? {} : { section }),
      this.#in.instance.known(),
    ]);
    const value = section === undefined ? check(DaemonConfig, answer, 'config.read').config : answer;
    return { value, revision: this.#revision };
  }

  async #policy(): Promise<ResultOf<'config.read'>> {
    const [security, approvals] = await Promise.all([
      this.declared('security', DaemonSecurity),
      this.declared('approvals', DaemonApprovals),
      this.#in.instance.known(),
    ]);
    const value: SecuritySection = {
      ...security,
      approvalRules: {
        enabled: approvals.enabled,
        // How it works out: whatever asks waits for a person, and when approvals are off nothing asks.
        defaultMode: approvals.enabled ? 'manual' : 'auto-all',
        timeoutMs: approvals.defaultTimeoutMs,
      },
    };
    return {
      value,
      revision: this.#revision,
      settings: settingFacts(approvals),
      notes: ['Shown as the gateway holds it, in its sections security and approvals.'],
    };
  }

  /** Read only at the start of the daemon, so that a run of it is a revision. */
  get #revision(): string {
    return this.#in.instance.id ?? 'not known';
  }

  /** Without anybody's signal: who asks first may leave before the others have their answer. */
  #ask(params: { section?: string }): Promise<unknown> {
    return this.#in.server.request('config.read', params, { for: 'config.read' });
  }

  #forget(): void {
    this.#sections.clear();
  }
}

/** Checks what the daemon answered. @throws {GatewayError} `invalid-response`, naming what and where. */
export function check<S extends z.core.$ZodType>(schema: S, answer: unknown, what: string): z.infer<S> {
  const parsed = z.safeParse(schema, answer);
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error, answer).join('; ');
  throw new GatewayError('invalid-response', `The gateway's answer to ${what} cannot be read: ${issues}`);
}
