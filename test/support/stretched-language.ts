/** A pseudo-language: every English word is 40 % longer, as words of other languages are. */
import { strings as approvalBadgeMessages } from '../../src/elements/approval-badge/approval-badge.strings.js';
import { strings as approvalHistoryMessages } from '../../src/elements/approval-history/approval-history.strings.js';
import { strings as approvalQueueMessages } from '../../src/elements/approval-queue/approval-queue.strings.js';
import { attentionStrings as attentionMessages } from '../../src/elements/approval-queue/attention/attention.strings.js';
import { bulkStrings as bulkMessages } from '../../src/elements/approval-queue/bulk/bulk.strings.js';
import { requestStrings as requestMessages } from '../../src/elements/approval-queue/card/request.strings.js';
import { contextStrings as contextMessages } from '../../src/elements/approval-queue/card/context.strings.js';
import { linkStrings as linkMessages } from '../../src/elements/approval-queue/link/link.strings.js';
import { linkedStrings as linkedMessages } from '../../src/elements/approval-queue/link/linked.strings.js';
import { missedStrings as missedMessages } from '../../src/elements/approval-queue/missed/missed.strings.js';
import { shortcutStrings as shortcutMessages } from '../../src/elements/approval-queue/shortcuts/shortcut.strings.js';
import { similarStrings as similarMessages } from '../../src/elements/approval-queue/similar/similar.strings.js';
import { strings as approvalRulesMessages } from '../../src/elements/approval-rules/approval-rules.strings.js';
import { findingWords as lintMessages } from '../../src/elements/approval-rules/lint/lint.strings.js';
import { strings as rememberedRulesMessages } from '../../src/elements/approval-rules/remembered-rules.strings.js';
import { strings as tryItMessages } from '../../src/elements/approval-rules/try-it.strings.js';
import { strings as approvalsMessages } from '../../src/elements/approvals/approvals.strings.js';
import { strings as auditLogMessages } from '../../src/elements/audit-log/audit-log.strings.js';
import { strings as connectionStatusMessages } from '../../src/elements/connection-status/connection-status.strings.js';
import { strings as permissionMatrixMessages } from '../../src/elements/permission-matrix/permission-matrix.strings.js';
import { strings as providerHealthMessages } from '../../src/elements/provider-health/provider-health.strings.js';
import { strings as secretsManagerMessages } from '../../src/elements/secrets-manager/secrets-manager.strings.js';
import { strings as securityEventsMessages } from '../../src/elements/security-events/security-events.strings.js';
import { strings as tokenManagerMessages } from '../../src/elements/token-manager/token-manager.strings.js';
import { clientErrorStrings as clientErrorMessages } from '../../src/ui/base/client-error.strings.js';
import { sharedStrings as sharedMessages } from '../../src/ui/base/strings.js';
import { timeStrings as timeMessages } from '../../src/ui/format/time.strings.js';
import { bannerStrings as policyBannerMessages } from '../../src/ui/policy-banner/policy-banner.strings.js';
import { policyStrings as policyMessages } from '../../src/ui/policy-banner/policy.strings.js';
import { releaseStrings as releaseMessages } from '../../src/ui/policy-banner/release.strings.js';
import { previewStrings as previewMessages } from '../../src/ui/previews/preview.strings.js';
import { backtestStrings as backtestMessages } from '../../src/ui/remember-rule/backtest.strings.js';
import { rememberStrings as rememberMessages } from '../../src/ui/remember-rule/remember.strings.js';
import { textSafetyStrings as textSafetyMessages } from '../../src/ui/text-safety/text-safety.strings.js';
import { vocabulary as vocabularyMessages } from '../../src/ui/text-safety/vocabulary.strings.js';
import { strings as pendingApprovalsMessages } from '../../src/dashboard/pending-approvals.strings.js';
import { strings as securityDashboardMessages } from '../../src/dashboard/security-dashboard.strings.js';
import { registerMessages, type Messages } from '../../src/locales/messages.js';

const english: Messages = {
  'approval-badge': approvalBadgeMessages,
  'approval-history': approvalHistoryMessages,
  'approval-queue': approvalQueueMessages,
  attention: attentionMessages,
  bulk: bulkMessages,
  request: requestMessages,
  context: contextMessages,
  link: linkMessages,
  linked: linkedMessages,
  missed: missedMessages,
  shortcut: shortcutMessages,
  similar: similarMessages,
  'approval-rules': approvalRulesMessages,
  lint: lintMessages,
  'remembered-rules': rememberedRulesMessages,
  'try-it': tryItMessages,
  approvals: approvalsMessages,
  'audit-log': auditLogMessages,
  'connection-status': connectionStatusMessages,
  'permission-matrix': permissionMatrixMessages,
  'provider-health': providerHealthMessages,
  'secrets-manager': secretsManagerMessages,
  'security-events': securityEventsMessages,
  'token-manager': tokenManagerMessages,
  'client-error': clientErrorMessages,
  shared: sharedMessages,
  time: timeMessages,
  'policy-banner': policyBannerMessages,
  policy: policyMessages,
  release: releaseMessages,
  preview: previewMessages,
  backtest: backtestMessages,
  remember: rememberMessages,
  'text-safety': textSafetyMessages,
  vocabulary: vocabularyMessages,
  'pending-approvals': pendingApprovalsMessages,
  'security-dashboard': securityDashboardMessages,
};

/** The value of `lang` for which the stretched messages are registered. */
export const stretchedLang = 'qps';

const longer = (text: string): string =>
  text.replaceAll(/\p{L}+/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)).toLowerCase());

function stretch(message: unknown): unknown {
  if (typeof message === 'string') return longer(message);
  if (Array.isArray(message)) return message.map(stretch);
  if (typeof message === 'function')
    return (...params: unknown[]) => stretch((message as (...all: unknown[]) => unknown)(...params));
  if (typeof message !== 'object' || message === null || Object.getPrototypeOf(message) !== Object.prototype)
    return message;
  return Object.fromEntries(Object.entries(message).map(([key, each]: [string, unknown]) => [key, stretch(each)]));
}

registerMessages(stretchedLang, stretch(english) as Messages);
