/** All messages of the library: what a locale translates, and what hosts may override. */
import type { strings as approvalBadgeMessages } from '../elements/approval-badge/approval-badge.strings.js';
import type { strings as approvalHistoryMessages } from '../elements/approval-history/approval-history.strings.js';
import type { strings as approvalQueueMessages } from '../elements/approval-queue/approval-queue.strings.js';
import type { attentionStrings as attentionMessages } from '../elements/approval-queue/attention/attention.strings.js';
import type { bulkStrings as bulkMessages } from '../elements/approval-queue/bulk/bulk.strings.js';
import type { requestStrings as requestMessages } from '../elements/approval-queue/card/request.strings.js';
import type { contextStrings as contextMessages } from '../elements/approval-queue/card/context.strings.js';
import type { linkStrings as linkMessages } from '../elements/approval-queue/link/link.strings.js';
import type { linkedStrings as linkedMessages } from '../elements/approval-queue/link/linked.strings.js';
import type { missedStrings as missedMessages } from '../elements/approval-queue/missed/missed.strings.js';
import type { shortcutStrings as shortcutMessages } from '../elements/approval-queue/shortcuts/shortcut.strings.js';
import type { similarStrings as similarMessages } from '../elements/approval-queue/similar/similar.strings.js';
import type { strings as approvalRulesMessages } from '../elements/approval-rules/approval-rules.strings.js';
import type { findingWords as lintMessages } from '../elements/approval-rules/lint/lint.strings.js';
import type { strings as rememberedRulesMessages } from '../elements/approval-rules/remembered-rules.strings.js';
import type { strings as tryItMessages } from '../elements/approval-rules/try-it.strings.js';
import type { strings as approvalsMessages } from '../elements/approvals/approvals.strings.js';
import type { strings as auditLogMessages } from '../elements/audit-log/audit-log.strings.js';
import type { strings as connectionStatusMessages } from '../elements/connection-status/connection-status.strings.js';
import type { strings as permissionMatrixMessages } from '../elements/permission-matrix/permission-matrix.strings.js';
import type { strings as providerHealthMessages } from '../elements/provider-health/provider-health.strings.js';
import type { strings as secretsManagerMessages } from '../elements/secrets-manager/secrets-manager.strings.js';
import type { strings as securityEventsMessages } from '../elements/security-events/security-events.strings.js';
import type { strings as tokenManagerMessages } from '../elements/token-manager/token-manager.strings.js';
import type { clientErrorStrings as clientErrorMessages } from '../ui/base/client-error.strings.js';
import type { sharedStrings as sharedMessages } from '../ui/base/strings.js';
import type { timeStrings as timeMessages } from '../ui/format/time.strings.js';
import type { bannerStrings as policyBannerMessages } from '../ui/policy-banner/policy-banner.strings.js';
import type { policyStrings as policyMessages } from '../ui/policy-banner/policy.strings.js';
import type { releaseStrings as releaseMessages } from '../ui/policy-banner/release.strings.js';
import type { previewStrings as previewMessages } from '../ui/previews/preview.strings.js';
import type { backtestStrings as backtestMessages } from '../ui/remember-rule/backtest.strings.js';
import type { rememberStrings as rememberMessages } from '../ui/remember-rule/remember.strings.js';
import type { textSafetyStrings as textSafetyMessages } from '../ui/text-safety/text-safety.strings.js';
import type { vocabulary as vocabularyMessages } from '../ui/text-safety/vocabulary.strings.js';
import type { strings as pendingApprovalsMessages } from '../dashboard/pending-approvals.strings.js';
import type { strings as securityDashboardMessages } from '../dashboard/security-dashboard.strings.js';
import { registerSource } from '../messages/registry.js';
import type { Format } from '../ui/format/format.js';

/** The messages of each element and part, by the name of its catalogue. */
export interface Messages {
  readonly 'approval-badge': typeof approvalBadgeMessages;
  readonly 'approval-history': typeof approvalHistoryMessages;
  readonly 'approval-queue': typeof approvalQueueMessages;
  readonly attention: typeof attentionMessages;
  readonly bulk: typeof bulkMessages;
  readonly request: typeof requestMessages;
  readonly context: typeof contextMessages;
  readonly link: typeof linkMessages;
  readonly linked: typeof linkedMessages;
  readonly missed: typeof missedMessages;
  readonly shortcut: typeof shortcutMessages;
  readonly similar: typeof similarMessages;
  readonly 'approval-rules': typeof approvalRulesMessages;
  readonly lint: typeof lintMessages;
  readonly 'remembered-rules': typeof rememberedRulesMessages;
  readonly 'try-it': typeof tryItMessages;
  readonly approvals: typeof approvalsMessages;
  readonly 'audit-log': typeof auditLogMessages;
  readonly 'connection-status': typeof connectionStatusMessages;
  readonly 'permission-matrix': typeof permissionMatrixMessages;
  readonly 'provider-health': typeof providerHealthMessages;
  readonly 'secrets-manager': typeof secretsManagerMessages;
  readonly 'security-events': typeof securityEventsMessages;
  readonly 'token-manager': typeof tokenManagerMessages;
  readonly 'client-error': typeof clientErrorMessages;
  readonly shared: typeof sharedMessages;
  readonly time: typeof timeMessages;
  readonly 'policy-banner': typeof policyBannerMessages;
  readonly policy: typeof policyMessages;
  readonly release: typeof releaseMessages;
  readonly preview: typeof previewMessages;
  readonly backtest: typeof backtestMessages;
  readonly remember: typeof rememberMessages;
  readonly 'text-safety': typeof textSafetyMessages;
  readonly vocabulary: typeof vocabularyMessages;
  readonly 'pending-approvals': typeof pendingApprovalsMessages;
  readonly 'security-dashboard': typeof securityDashboardMessages;
}

/** A complete translation. It gets the formatters of the copy of the library that shows it. */
export type Locale = (format: Format) => Messages;

/** Some of the messages. */
export type SomeMessages<T = Messages> = {
  readonly [K in keyof T]?: T[K] extends string | readonly unknown[] | ((...params: never) => unknown)
    ? T[K]
    : SomeMessages<T[K]>;
};

/**
 * Registers words of your own for a language, or a language that this library does not have, and shows them at once.
 * They are merged over what is there, key by key; English stands in for keys that are missing.
 *
 * @param lang a language as in the `lang` attribute, such as `de` or `pt-BR`.
 * @param words the messages by element, or a function that returns them: it gets formatters for counts, times and plurals.
 */
export function registerMessages(lang: string, words: SomeMessages | ((format: Format) => SomeMessages)): void {
  registerSource(Intl.getCanonicalLocales(lang)[0] ?? lang, typeof words === 'function' ? words : () => words);
}
