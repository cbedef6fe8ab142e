/**
 * The effects of the actions of the daemon's tools (1.0.34), by their names in approvals and in the audit. Documented
 * in docs/comis-daemon.md.
 */
import type { ActionClass, Risk } from '../../../../protocol/index.js';

/** An effect of an action, the reason for its risk. */
export type Effect = keyof typeof effects;

/** Each effect as text, with its risk. */
export const effects = {
  code: { words: 'runs code', risk: 'high' },
  outside: { words: 'writes outside the workspace', risk: 'high' },
  sends: { words: 'sends data out', risk: 'high' },
  permissions: { words: 'changes what is allowed', risk: 'high' },
  keys: { words: 'hands out or changes keys', risk: 'high' },
  deletes: { words: 'deletes', risk: 'high' },
  spends: { words: 'spends', risk: 'medium' },
  changes: { words: 'changes settings or state', risk: 'medium' },
  interrupts: { words: 'interrupts what runs', risk: 'medium' },
} as const satisfies Record<string, { words: string; risk: Risk }>;

/** A known action. */
export interface KnownAction {
  readonly class: ActionClass;
  /** Empty: it only reads. */
  readonly effects: readonly Effect[];
}

const read = (): KnownAction => ({ class: 'read', effects: [] });
const mutate = (...does: Effect[]): KnownAction => ({ class: 'mutate', effects: does });
const destructive = (...does: Effect[]): KnownAction => ({ class: 'destructive', effects: does });

/** By name. Only actions of tools of 1.0.34. */
const actions: Readonly<Record<string, KnownAction>> = {
  // agents_manage: an agent's configuration names its tools (shell, files, web), whom it trusts, and what it may spend.
  'agents.list': read(),
  'agents.get': read(),
  'agents.create': mutate('code', 'permissions', 'spends'),
  'agents.update': mutate('code', 'permissions', 'spends'),
  'agents.delete': destructive('deletes'),
  'agents.suspend': mutate('interrupts'),
  'agents.resume': mutate('changes', 'spends'),
  // channels_manage: an enabled channel lets agents write to people, and people to agents.
  'channels.list': read(),
  'channels.get': read(),
  'channels.enable': mutate('sends', 'permissions'),
  'channels.disable': mutate('interrupts'),
  'channels.restart': mutate('interrupts'),
  'channels.configure': mutate('changes', 'spends'),
  // sessions_manage
  'session.export': read(),
  'session.compact': mutate('changes', 'spends'),
  'session.reset': destructive('deletes'),
  'session.delete': destructive('deletes'),
  // providers_manage: a provider is an address to which all prompts go, and a key.
  'providers.list': read(),
  'providers.get': read(),
  'providers.create': mutate('sends', 'keys'),
  'providers.update': mutate('sends', 'keys'),
  'providers.enable': mutate('sends', 'spends'),
  'providers.disable': mutate('interrupts'),
  'providers.delete': destructive('deletes', 'keys'),
  // skills_manage: a skill is instructions, and may bring scripts.
  'skills.list': read(),
  'skills.import': mutate('code', 'outside'),
  'skills.create': mutate('code', 'outside'),
  'skills.update': mutate('code', 'outside'),
  'skills.delete': destructive('deletes'),
  // mcp_manage: a server is a command that is started, or an address to which tool calls go.
  'mcp.list': read(),
  'mcp.status': read(),
  'mcp.connect': mutate('code', 'sends', 'permissions'),
  'mcp.reconnect': mutate('code', 'sends'),
  'mcp.disconnect': mutate('interrupts'),
  // tokens_manage
  'tokens.list': read(),
  'tokens.create': mutate('keys', 'permissions'),
  'tokens.rotate': destructive('keys', 'permissions'),
  'tokens.revoke': destructive('keys', 'permissions'),
  // pipeline: its nodes are tasks for agents.
  'graph.save': mutate('changes'),
  'graph.execute': destructive('code', 'spends'),
  // memory_manage, memory_tool, memory_store
  'memory.stats': read(),
  'memory.browse': read(),
  'memory.export': read(),
  'memory.store': mutate('changes'),
  'memory.delete': destructive('deletes'),
  'memory.flush': destructive('deletes'),
  // heartbeat_manage, cron: they let an agent run by itself.
  'heartbeat.get': read(),
  'heartbeat.status': read(),
  'heartbeat.update': mutate('changes', 'spends'),
  'heartbeat.trigger': mutate('spends'),
  'cron.list': read(),
  'cron.status': read(),
  'cron.runs': read(),
  'cron.add': mutate('changes', 'spends'),
  'cron.update': mutate('changes', 'spends'),
  'cron.remove': destructive('deletes'),
  // models_manage
  'models.list': read(),
  'models.list_providers': read(),
  'models.test': read(),
  // gateway, env
  'config.read': read(),
  'config.schema': read(),
  'config.history': read(),
  'config.diff': read(),
  'config.patch': destructive('permissions'),
  'config.apply': destructive('permissions'),
  'config.rollback': destructive('permissions'),
  'gateway.status': read(),
  'gateway.restart': destructive('interrupts'),
  'env.list': read(),
  'env.set': destructive('keys'),
};

/** A known action by name; undefined for one that no tool of 1.0.34 has. */
export function knownAction(action: string): KnownAction | undefined {
  return Object.hasOwn(actions, action) ? actions[action] : undefined;
}

/** All known names, for documentation and tests. */
export const knownActions: readonly string[] = Object.keys(actions);
