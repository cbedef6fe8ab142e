/** The tabs, one row each, in order. Adding a tab is adding a row. */
import type { RpcClient } from '../client/rpc-client.js';
import { approvalsOf, waitingCount } from '../data/approvals/approvals.js';
import { ComisSecurityEvents } from '../elements/security-events/security-events.js';
import type { LazyPart } from '../ui/base/register.js';
import { strings } from './security-dashboard.strings.js';

interface TabRow<Id extends string = string> {
  /** Identifies the tab in the `tab` attribute, in its event and in a host's URL. */
  readonly id: Id;
  readonly label: string;
  /** The widget of the panel: its code is loaded behind the first tab, or when the tab is opened. */
  readonly element: LazyPart;
  /**
   * Its widget collects live data, so it is rendered from the start. The others only read, and do so when first opened:
   * the gateway records calls that a token may not make as denied.
   */
  readonly live?: true;
  /** Its widget fills the panel and scrolls itself; others grow, and the panel scrolls. */
  readonly fills?: true;
  /** Its widget shows the rules in force and the emergency brake itself. */
  readonly saysPolicy?: true;
  /** The number of pending requests; undefined while unknown. */
  readonly waiting?: (client: RpcClient) => number | undefined;
}

const rows = [
  {
    id: 'events',
    get label() {
      return strings.tabs.events;
    },
    element: { elementName: ComisSecurityEvents.elementName, load: () => Promise.resolve(ComisSecurityEvents) },
    live: true,
    fills: true,
  },
  {
    id: 'audit',
    get label() {
      return strings.tabs.audit;
    },
    element: {
      elementName: 'audit-log',
      load: async () => (await import('../elements/audit-log/audit-log.js')).ComisAuditLog,
    },
  },
  {
    id: 'tokens',
    get label() {
      return strings.tabs.tokens;
    },
    element: {
      elementName: 'token-manager',
      load: async () => (await import('../elements/token-manager/token-manager.js')).ComisTokenManager,
    },
  },
  {
    id: 'secrets',
    get label() {
      return strings.tabs.secrets;
    },
    element: {
      elementName: 'secrets-manager',
      load: async () => (await import('../elements/secrets-manager/secrets-manager.js')).ComisSecretsManager,
    },
  },
  {
    id: 'rules',
    get label() {
      return strings.tabs.rules;
    },
    element: {
      elementName: 'approval-rules',
      load: async () => (await import('../elements/approval-rules/approval-rules.js')).ComisApprovalRules,
    },
    saysPolicy: true,
  },
  {
    id: 'pending',
    get label() {
      return strings.tabs.pending;
    },
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
    get label() {
      return strings.tabs.health;
    },
    element: {
      elementName: 'provider-health',
      load: async () => (await import('../elements/provider-health/provider-health.js')).ComisProviderHealth,
    },
  },
] as const satisfies readonly TabRow[];

/** The id of a tab. */
export type DashboardTab = (typeof rows)[number]['id'];

/** A row of the table. */
export type Tab = TabRow<DashboardTab>;

/** All tabs; the first one is the default. */
export const tabs: readonly Tab[] = rows;

/** The tab of an id: the first one when there is no such id. */
export function tabOf(id: string | null): Tab {
  return tabs.find((tab) => tab.id === id) ?? rows[0];
}

/**
 * The target of a key in the tab list, which wraps around.
 *
 * @returns the index of the tab, or undefined for other keys.
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
