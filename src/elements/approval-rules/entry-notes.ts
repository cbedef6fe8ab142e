import { strings } from './approval-rules.strings.js';
import type { ListKey } from './settings.js';

/** What to know about an entry of a list that does less, or more, than it seems to; undefined when there is nothing. */
export function noteOn(key: ListKey, entry: string): string | undefined {
  switch (key) {
    case 'actionConfirmation.autoApprove':
      return entry.replace(/\.\*$/, '').includes('*') ? strings.matchesNothing : undefined;
    case 'permission.allowedFsPaths':
      if (/^(\/+|[A-Za-z]:[\\/]?)$/.test(entry)) return strings.everyPath;
      return /^(\/|[A-Za-z]:[\\/])/.test(entry) ? undefined : strings.relativePath;
    case 'permission.allowedNetHosts':
      // An IPv6 address has colons of its own.
      return /[/@*\s]|^[^:]*:\d+$/.test(entry) ? strings.notAHost : undefined;
    case 'agentToAgent.allowAgents':
      return undefined;
  }
}
