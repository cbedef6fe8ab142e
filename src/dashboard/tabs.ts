/** The tabs: one row each, in the order in which they stand. Adding a tab is adding a row. */
import type { RpcClient } from '../client/rpc-client.js';
import { approvalsOf, waitingCount } from '../data/approvals/approvals.js';
import { ComisSecurityEvents } from '../elements/security-events/security-events.js';
import type { LazyPart } from '../ui/base/register.js';
import { strings } from './security-dashboard.strings.js';

interface TabRow<Id extends string = string> {
  /** Names the tab in the `tab` attribute, in its event and in a host's URL. */
  readonly id: Id;
  readonly label: string;
  /** What stands in the panel: loaded when it is first shown, or right after the start where it is live. */
  readonly element: LazyPart;
  /**
   * It shows what arrives by itself, so it is there from the start and misses nothing. The others only read, and so do
   * it when they are first looked at: a call that a token may not make is recorded by the gateway as denied.
   */
  readonly live?: true;
  /** It scrolls by itself and fills the panel; the others grow, and the panel scrolls. */
  readonly fills?: true;
  /** It says by itself by which rules requests come and go, and holds the emergency brake. */
  readonly saysPolicy?: true;
  /** How many wait for a person; undefined while that is not known. */
  readonly waiting?: (client: RpcClient) => number | undefined;
}

const rows = [
  {
    id: 'events',
    label: strings.tabs.events,
    element: { elementName: ComisSecurityEvents.elementName, load: () => Promise.resolve(ComisSecurityEvents) },
    live: true,
    fills: true,
  },
  {
    id: 'audit',
    label: strings.tabs.audit,
    element: {
      elementName: 'audit-log',
      load: async () => (await import('../elements/audit-log/audit-log.js')).ComisAuditLog,
    },
  },
  {
    id: 'tokens',
    label: strings.tabs.tokens,
    element: {
      elementName: 'token-manager',
      load: async () => (await import('../elements/token-manager/token-manager.js')).ComisTokenManager,
    },
  },
  {
    id: 'secrets',
    label: strings.tabs.secrets,
    element: {
      elementName: 'secrets-manager',
      load: async () => (await import('../elements/secrets-manager/secrets-manager.js')).ComisSecretsManager,
    },
  },
  {
    id: 'rules',
    label: strings.tabs.rules,
    element: {
      elementName: 'approval-rules',
      load: async () => (await import('../elements/approval-rules/approval-rules.js')).ComisApprovalRules,
    },
    saysPolicy: true,
  },
  {
    id: 'pending',
    label: strings.tabs.pending,
    element: {
      elementName: 'pending-approvals',
      load: async () => (await import('./pending-approvals.js')).PendingApprovals,
    },
    live: true,
    saysPolicy: true,
    waiting: (client) => waitingCount(approvalsOf(client).state.data),
  },
  {
    id: 'health',
    label: strings.tabs.health,
    element: {
      elementName: 'provider-health',
      load: async () => (await import('../elements/provider-health/provider-health.js')).ComisProviderHealth,
    },
  },
] as const satisfies readonly TabRow[];

/** The id of a tab. */
export type DashboardTab = (typeof rows)[number]['id'];

/** A tab, as its row says. */
export type Tab = TabRow<DashboardTab>;

/** All tabs; the first one is the default. */
export const tabs: readonly Tab[] = rows;

/** The tab of an id: the first one when there is no such id. */
export function tabOf(id: string | null): Tab {
  return tabs.find((tab) => tab.id === id) ?? rows[0];
}

/**
 * Where a key leads in a row of tabs, which is a ring.
 *
 * @returns the index of the tab, or undefined for a key that means nothing here.
 */
export function tabAfterKey(key: string, from: number, count: number, rightToLeft: boolean): number | undefined {
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case rightToLeft ? 'ArrowLeft' : 'ArrowRight':
      return (from + 1) % count;
    case rightToLeft ? 'ArrowRight' : 'ArrowLeft':
      return (from - 1 + count) % count;
    default:
      return undefined;
  }
}
