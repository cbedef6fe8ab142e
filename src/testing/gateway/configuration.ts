/** The gateway's configuration, as far as the documented RPC knows it, and how it changes: all of a change or nothing. */
import * as z from 'zod/mini';
import {
  type ApprovalMode,
  approvalModes,
  describeIssues,
  isKnown,
  type ParamsOf,
  type RememberedRule,
  type ResultOf,
  SecuritySection,
  type SettingFacts,
} from '../../protocol/index.js';
import type { AuditLog } from './audit-log.js';
import { brakeAfter } from './brake.js';
import type { Clock } from '../clock.js';
import type { Known } from '../known.js';
import type { Publish } from './publish.js';
import { RememberedRules } from './remembered-rules.js';
import { immutable, invalidParams, notFound, staleRevision } from './rpc-failure.js';

/** What waits for a person: nothing is approved at once (`manual`), or everything up to a risk is. */
export type DefaultMode = ApprovalMode;

/** The section `security`: the policy by which actions are judged, and the store of secrets. */
export type SecurityConfig = {
  [G in keyof Known<SecuritySection>]: undefined extends SecuritySection[G]
    ? Known<NonNullable<SecuritySection[G]>> | undefined
    : Known<SecuritySection[G]>;
};

/** A part of the policy, two levels deep. */
export type SecurityChange = { readonly [G in Exclude<keyof SecurityConfig, 'secrets'>]?: Partial<SecurityConfig[G]> };

/** All sections. */
export interface GatewayConfig {
  security: SecurityConfig;
}

/** What a fresh gateway starts with: what is dangerous waits for a person, for ten minutes. */
export const defaultConfig = (): GatewayConfig => ({
  security: {
    actionConfirmation: { requireForDestructive: true, requireForSensitive: true, autoApprove: ['memory.*'] },
    agentToAgent: { enabled: true, allowAgents: [] },
    permission: { enableNodePermissions: false, allowedFsPaths: ['/srv/work', '/tmp'], allowedNetHosts: [] },
    approvalRules: { defaultMode: 'manual', timeoutMs: 600_000, remembered: [], brake: { engaged: false } },
  },
});

type Changes = ParamsOf<'config.patch'>['changes'];

/** Holds the configuration and counts its changes. */
export class Configuration {
  /** The rules that people made from requests. */
  readonly remembered: RememberedRules;
  readonly #clock: Clock;
  readonly #publish: Publish;
  readonly #audit: AuditLog;
  readonly #value = defaultConfig();
  #revision = 1;
  #facts: readonly SettingFacts[] = [];

  /** @param options.secrets what the configuration says about the store of secrets. */
  constructor(options: {
    clock: Clock;
    newId: (kind: string) => string;
    publish: Publish;
    audit: AuditLog;
    secrets: { enabled: boolean; dbPath: string };
  }) {
    const { clock, newId, audit } = options;
    this.remembered = new RememberedRules({
      clock,
      newId,
      audit,
      read: () => this.#value.security.approvalRules.remembered ?? [],
      write: (rules, by) => this.#remember(rules, by),
    });
    this.#clock = clock;
    this.#publish = options.publish;
    this.#audit = audit;
    const { enabled, dbPath } = options.secrets;
    this.#value.security.secrets = { enabled, dbPath };
  }

  /** The policy in force. */
  get security(): Readonly<SecurityConfig> {
    return this.#value.security;
  }

  /** Which state of the configuration this is; each change makes another. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Changes parts of the policy, as another operator would.
   *
   * @param by who.
   * @throws RpcFailure as {@link patch} does.
   */
  changeSecurity(change: SecurityChange, by = 'another-operator'): void {
    const changes = Object.entries(change).flatMap(([group, keys]) =>
      Object.entries(keys).map(([key, value]: [string, unknown]) => ({ key: `${group}.${key}`, value })),
    );
    this.patch({ section: 'security', changes, baseRevision: this.#revision }, by);
  }

  /**
   * Makes it a gateway that says of settings what is true of them beyond their values: `config.read` tells it, and
   * `config.patch` refuses to change what is immutable. Replaces what was said before.
   */
  describe(facts: readonly SettingFacts[]): void {
    this.#facts = facts;
  }

  /**
   * The configuration, or one section of it.
   *
   * @throws RpcFailure (-32002) when there is no such section.
   */
  read(section?: string): { value: unknown; revision: number; settings?: SettingFacts[] } {
    if (section === undefined) return { value: this.#value, revision: this.#revision };
    if (section !== 'security') throw notFound(`section ${section}`);
    const settings = this.#facts.length > 0 ? { settings: [...this.#facts] } : {};
    return { value: this.#value.security, revision: this.#revision, ...settings };
  }

  /**
   * Answers `config.patch`. What it says is in force when it returns.
   *
   * @param by the name of the calling token.
   * @throws RpcFailure: -32602 for a section, key or value that there cannot be, and for releasing the brake without a
   *   base revision; -32004 for what cannot be changed so; -32005 when the section is no longer what the change is
   *   based on.
   */
  patch({ section, changes, baseRevision }: ParamsOf<'config.patch'>, by: string): ResultOf<'config.patch'> {
    if (section !== 'security') throw invalidParams([`section: There is no section ${section}`]);
    const fixed = changes.find(({ key }) => key === 'secrets' || key.startsWith('secrets.'));
    if (fixed) throw immutable(`${section}.${fixed.key}`, 'Set when the gateway starts');
    if (changes.some(({ key }) => key === 'approvalRules.remembered')) {
      throw immutable(`${section}.approvalRules.remembered`, 'Made by rules.create and ended by rules.revoke');
    }
    for (const { key } of changes) {
      const why = this.#facts.find((each) => each.key === key)?.immutable;
      if (why !== undefined) throw immutable(`${section}.${key}`, why);
    }
    if (baseRevision !== undefined && String(baseRevision) !== String(this.#revision)) {
      throw staleRevision(this.#revision, this.#value.security);
    }
    const before = this.#value.security;
    const after = changed(before, this.#withBrake(changes, by, baseRevision !== undefined));
    const differences = differencesOf(before, after, changes);
    if (differences.length > 0) {
      const revision = this.#set(after, by);
      this.#audit.record({
        action: 'config.patch',
        user: by,
        classification: 'security',
        outcome: 'success',
        details: { section, revision, changes: differences },
      });
    }
    return { patched: true, section, value: this.#value.security, revision: this.#revision };
  }

  /** Stops what happens by itself: the ends of remembered rules. */
  close(): void {
    this.remembered.close();
  }

  /** Who moves the brake and when is the gateway's to say, not the caller's. */
  #withBrake(changes: Changes, by: string, mayRelease: boolean): Changes {
    const { brake } = this.#value.security.approvalRules;
    return changes.map(({ key, value }) =>
      key === 'approvalRules.brake' && brake
        ? { key, value: brakeAfter(brake, value, { by, at: this.#clock.now(), mayRelease }) }
        : { key, value },
    );
  }

  #remember(remembered: RememberedRule[], by: string | undefined): number {
    const { security } = this.#value;
    const after = { ...security, approvalRules: { ...security.approvalRules, remembered } };
    if (by !== undefined) return this.#set(after, by);
    this.#value.security = after;
    return this.#revision;
  }

  #set(security: SecurityConfig, by: string): number {
    this.#value.security = security;
    const revision = ++this.#revision;
    this.#publish('config:patched', { section: 'security', revision, by });
    return revision;
  }
}

/** The section with the changes made, checked as a whole. @throws RpcFailure (-32602) */
function changed(before: SecurityConfig, changes: Changes): SecurityConfig {
  const unknown = changes.filter(({ key }) => !optional.has(key) && settingOf(before, key) === undefined);
  if (unknown.length > 0) throw invalidParams(unknown.map(({ key }) => `${key}: There is no such setting`));
  const draft = structuredClone(before) as Record<string, Record<string, unknown>>;
  for (const { key, value } of changes) {
    const [group = '', name = ''] = key.split('.');
    draft[group] = { ...draft[group], [name]: value };
  }
  const parsed = z.safeParse(SecuritySection, draft);
  const issues = parsed.success
    ? [...unknownMode(parsed.data), ...blanksIn(parsed.data)]
    : describeIssues(parsed.error, draft);
  if (!parsed.success || issues.length > 0) throw invalidParams(issues);
  return parsed.data;
}

/** A client takes words that it does not know; what enforces them must know them. */
function unknownMode({ approvalRules: { defaultMode } }: SecuritySection): string[] {
  if (isKnown(approvalModes, defaultMode)) return [];
  return [`\`approvalRules.defaultMode\` is a text, one of ${approvalModes.join(', ')} was expected`];
}

/** Refuses invisible entries: they would be invisible rules. */
function blanksIn({ actionConfirmation, agentToAgent, permission }: SecuritySection): string[] {
  const lists = {
    'actionConfirmation.autoApprove': actionConfirmation.autoApprove,
    'agentToAgent.allowAgents': agentToAgent.allowAgents,
    'permission.allowedFsPaths': permission.allowedFsPaths,
    'permission.allowedNetHosts': permission.allowedNetHosts,
  };
  return Object.entries(lists).flatMap(([key, entries]) =>
    entries.flatMap((entry, i) => (entry.trim() === '' ? [`${key}.${i}: Must not be blank`] : [])),
  );
}

/** Settings that a gateway need not have: unset until they are changed. */
const optional: ReadonlySet<string> = new Set(['approvalRules.enabled']);

/** What a key stands for; undefined when there is no such setting. */
function settingOf(config: SecurityConfig, key: string): unknown {
  const [group = '', name = '', ...deeper] = key.split('.');
  const groups: Readonly<Record<string, object | undefined>> = config;
  const settings = Object.hasOwn(groups, group) ? groups[group] : undefined;
  if (!settings || deeper.length > 0 || !Object.hasOwn(settings, name)) return undefined;
  return (settings as Readonly<Record<string, unknown>>)[name];
}

function differencesOf(before: SecurityConfig, after: SecurityConfig, changes: Changes) {
  return [...new Set(changes.map(({ key }) => key))]
    .map((key) => ({ key, from: settingOf(before, key), to: settingOf(after, key) }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}
