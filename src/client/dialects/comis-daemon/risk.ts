/** How dangerous an action is, by its own name: the daemon does not say, and who asks says nothing about it. */
import type { ActionClass, Risk } from '../../../protocol/index.js';

/** What is known of an action's danger. */
export interface Danger {
  readonly risk: Risk;
  /** What it was worked out from, to follow "derived from". */
  readonly riskFrom: string;
  readonly class?: ActionClass;
  readonly sensitive?: true;
}

/** What the verb of an action does: those of the daemon's tools that ask (1.0.34), and their like. */
const classOfVerb: Readonly<Record<string, ActionClass>> = {
  get: 'read',
  list: 'read',
  read: 'read',
  search: 'read',
  status: 'read',
  create: 'mutate',
  update: 'mutate',
  save: 'mutate',
  set: 'mutate',
  add: 'mutate',
  enable: 'mutate',
  disable: 'mutate',
  connect: 'mutate',
  disconnect: 'mutate',
  reconnect: 'mutate',
  restart: 'mutate',
  suspend: 'mutate',
  resume: 'mutate',
  import: 'mutate',
  install: 'mutate',
  execute: 'destructive',
  delete: 'destructive',
  remove: 'destructive',
  uninstall: 'destructive',
  revoke: 'destructive',
  rotate: 'destructive',
  flush: 'destructive',
  clear: 'destructive',
  reset: 'destructive',
  purge: 'destructive',
};

/** What gives or takes access, whatever its verb. */
const sensitivePrefixes: ReadonlySet<string> = new Set(['tokens', 'secrets', 'env', 'providers', 'gateway']);

const riskOfClass: Readonly<Record<ActionClass, Risk>> = { read: 'low', mutate: 'medium', destructive: 'high' };

/** Works out how dangerous an action is. @param action - `<prefix>.<verb>`, as the daemon names them. */
export function dangerOf(action: string): Danger {
  const dot = action.lastIndexOf('.');
  const [prefix, verb] = [action.slice(0, Math.max(0, dot)), action.slice(dot + 1)];
  const kind = Object.hasOwn(classOfVerb, verb) ? classOfVerb[verb] : undefined;
  const sensitive = sensitivePrefixes.has(prefix) && kind !== 'read' ? { sensitive: true as const } : {};
  if (!kind) {
    return { risk: 'unknown', riskFrom: 'the action’s name, whose class is not known here', ...sensitive };
  }
  const risk = sensitive.sensitive ? 'high' : riskOfClass[kind];
  const why = sensitive.sensitive && kind !== 'destructive' ? `${kind}, and it concerns access` : kind;
  return { risk, riskFrom: `the action’s class: ${why}`, class: kind, ...sensitive };
}
