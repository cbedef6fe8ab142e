/** Finds list entries that match less, or more, than they seem to. */
import { isAtOrUnder, matchesAction, plainHost } from '../../../data/policy/policy-evaluation.js';
import { isSuspicious } from '../../../ui/text-safety/checks/suspicious-text.js';
import type { Finding } from './finding.js';
import { lintHost } from './lint-hosts.js';
import type { ListKey } from '../settings.js';

/**
 * Checks an entry of a list.
 *
 * @param others the other entries of the list.
 */
export function lint(key: ListKey, entry: string, others: readonly string[]): Finding[] {
  const found = byKey[key](entry, others);
  const same = others.find((other) => isSame[key](entry, other));
  if (same !== undefined) found.unshift({ severity: 'error', kind: 'same', detail: same });
  if (isSuspicious(entry) && !found.some(({ kind }) => kind === 'lookalike')) {
    found.push({ severity: 'warning', kind: 'unseen' });
  }
  return found;
}

const isSame: Readonly<Record<ListKey, (a: string, b: string) => boolean>> = {
  'actionConfirmation.autoApprove': (a, b) => a === b,
  'agentToAgent.allowAgents': (a, b) => a === b,
  'permission.allowedFsPaths': (a, b) => isAtOrUnder(a, b) && isAtOrUnder(b, a),
  'permission.allowedNetHosts': (a, b) => plainHost(a) === plainHost(b),
};

const byKey: Readonly<Record<ListKey, (entry: string, others: readonly string[]) => Finding[]>> = {
  'actionConfirmation.autoApprove': lintPattern,
  'agentToAgent.allowAgents': lintAgent,
  'permission.allowedFsPaths': lintPath,
  'permission.allowedNetHosts': lintHost,
};

function lintPattern(entry: string, others: readonly string[]): Finding[] {
  const prefix = entry.endsWith('.*') ? entry.slice(0, -2) : undefined;
  if ((prefix ?? entry).includes('*') || prefix === '') return [{ severity: 'error', kind: 'wildcard' }];
  if ((prefix ?? entry).split('.').includes('')) return [{ severity: 'error', kind: 'empty-part' }];
  const wide = others.find((other) => other !== entry && covers(other, entry));
  if (wide !== undefined) return [{ severity: 'warning', kind: 'shadowed', detail: wide }];
  return prefix === undefined || prefix.includes('.')
    ? []
    : [{ severity: 'warning', kind: 'broad-prefix', detail: prefix }];
}

/** Whether a pattern covers another one. */
function covers(wide: string, narrow: string): boolean {
  if (!wide.endsWith('.*')) return false;
  return narrow.endsWith('.*') ? narrow.startsWith(wide.slice(0, -1)) : matchesAction(narrow, wide);
}

function lintAgent(entry: string, others: readonly string[]): Finding[] {
  if (entry.includes('*')) return [{ severity: 'error', kind: 'agent-wildcard' }];
  return others.length === 0 ? [{ severity: 'warning', kind: 'alone' }] : [];
}

const drive = /^[A-Za-z]:[\\/]/;
/** System folders, and the folder of all users' data. */
const systemFolders =
  /^(?:bin|boot|dev|etc|home|lib|lib64|opt|proc|root|run|sbin|sys|usr|var|Users|System|Library|Applications|Windows|Program Files)$/;

function lintPath(entry: string, others: readonly string[]): Finding[] {
  const isWindows = drive.test(entry) || /^[A-Za-z]:$/.test(entry);
  const parts = isWindows ? entry.slice(2).split(/[\\/]/).filter(Boolean) : entry.split('/').filter(Boolean);
  if (entry.includes('*')) return [{ severity: 'error', kind: 'path-wildcard' }];
  if (!isWindows && !entry.startsWith('/')) return [{ severity: 'error', kind: 'relative' }];
  if (parts.includes('..'))
    return [{ severity: 'error', kind: 'traversal', detail: collapsed(entry, parts, isWindows) }];
  if (/[?[\]{}]/.test(entry)) return [{ severity: 'warning', kind: 'path-literal' }];
  const named = parts.filter((part) => part !== '.');
  if (named.length === 0)
    return [{ severity: 'warning', kind: 'every-path', detail: isWindows ? entry.slice(0, 2) : '/' }];
  const wide = others.find((other) => isAtOrUnder(entry, other) && !isAtOrUnder(other, entry));
  if (wide !== undefined) return [{ severity: 'warning', kind: 'shadowed', detail: wide }];
  const [top = ''] = named;
  return named.length === 1 && systemFolders.test(top)
    ? [{ severity: 'warning', kind: 'broad-folder', detail: top }]
    : [];
}

/** A path with `..` resolved. */
function collapsed(entry: string, parts: readonly string[], isWindows: boolean): string {
  const left: string[] = [];
  for (const part of parts) {
    if (part === '..') left.pop();
    else if (part !== '.') left.push(part);
  }
  return isWindows ? `${entry.slice(0, 2)}\\${left.join('\\')}` : `/${left.join('/')}`;
}
