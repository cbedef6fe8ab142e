import * as z from 'zod/mini';
import { describeIssues, GatewayError, type ResultOf, type SecuritySection } from '../../../../protocol/index.js';
import { DaemonApprovals, DaemonConfig, DaemonSecurity } from './config-wire.js';
import type { EventRows, MethodRows, Part } from '../../shared/part.js';
import type { PartServices } from '../part-services.js';
import { immutable, settingFacts } from './setting-facts.js';

const Patched = z.looseObject({ section: z.string(), patchedBy: z.string() });

/**
 * The configuration, read-only. The documented section `security` is derived from two sections of the daemon. Only
 * `config.read` is called: the daemon's `config.get` returns token secrets in plain text.
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
    // Declared by the daemon, but never sent by 1.0.34.
    'config:patched': (payload) => {
      const patched = z.safeParse(Patched, payload);
      if (!patched.success) {
        this.#services.server.unreadable('config:patched', describeIssues(patched.error, payload).join('; '));
        return;
      }
      this.#forget();
      const { section, patchedBy } = patched.data;
      const documented = section === 'approvals' ? 'security' : section;
      this.#services.server.emit('config:patched', { section: documented, revision: this.#revision, by: patchedBy });
    },
  };

  readonly #services: PartServices;
  /** The daemon applies changes only with a restart, so each section is read once per connection. */
  readonly #sections = new Map<string, Promise<unknown>>();

  constructor(services: PartServices) {
    this.#services = services;
  }

  connected(): void {
    this.#forget();
  }

  /** Reads some fields of a section; the others need not be readable. @throws {GatewayError} as a call does. */
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
      this.#services.instance.known(),
    ]);
    const value = section === undefined ? check(DaemonConfig, answer, 'config.read').config : answer;
    return { value, revision: this.#revision };
  }

  async #policy(): Promise<ResultOf<'config.read'>> {
    const [security, approvals] = await Promise.all([
      this.declared('security', DaemonSecurity),
      this.declared('approvals', DaemonApprovals),
      this.#services.instance.known(),
    ]);
    const value: SecuritySection = {
      ...security,
      approvalRules: {
        enabled: approvals.enabled,
        // The effective policy: whatever asks waits for a person, and nothing asks when approvals are off.
        defaultMode: approvals.enabled ? 'manual' : 'auto-all',
        timeoutMs: approvals.defaultTimeoutMs,
      },
    };
    return {
      value,
      revision: this.#revision,
      settings: settingFacts(approvals),
      notes: ['Derived from the gateway’s configuration sections security and approvals.'],
    };
  }

  /** The configuration is read only at the daemon's start, so each run is a revision. */
  get #revision(): string {
    return this.#services.instance.id ?? 'not known';
  }

  /** Shared by several callers, so without any caller's abort signal. */
  #ask(params: { section?: string }): Promise<unknown> {
    return this.#services.server.request('config.read', params, { for: 'config.read' });
  }

  #forget(): void {
    this.#sections.clear();
  }
}

/** Validates an answer of the daemon. @throws {GatewayError} `invalid-response`, naming the field. */
export function check<S extends z.core.$ZodType>(schema: S, answer: unknown, what: string): z.infer<S> {
  const parsed = z.safeParse(schema, answer);
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error, answer).join('; ');
  throw new GatewayError('invalid-response', `The gateway's answer to ${what} cannot be read: ${issues}`);
}
