import { html, nothing, type TemplateResult } from 'lit';
import type { GatewayError, GatewayErrorKind } from '../../../protocol/index.js';
import { HostRefusal, NotSent } from '../../../ui/guards/before-event.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { strings } from '../approval-queue.strings.js';
import { requestStrings } from '../card/request.strings.js';
import { errorWords } from '../../../ui/base/client-error.strings.js';

/** After these errors it is unknown whether the gateway carried the decision out. */
const unanswered: readonly GatewayErrorKind[] = ['timeout', 'disconnected', 'closed'];

/** Whether a decision was sent, and the gateway's answer does not say what became of it. */
export const isOutcomeUnknown = ({ kind, unsent }: GatewayError): boolean =>
  !unsent && (kind === 'invalid-response' || unanswered.includes(kind));

/** The sentence for a failed decision. */
export function failureWords(error: GatewayError): string {
  const { kind, cause, unsent } = error;
  const message = errorWords(error);
  if (cause instanceof HostRefusal) {
    return cause.kind === 'unanswered' ? strings.hostUnanswered : strings.refused(cause.message);
  }
  if (cause instanceof NotSent) return requestStrings.notSent(cause.message);
  if (kind === 'stale') return strings.stale;
  if (kind === 'invalid-response' && !unsent) return strings.outcomeNotKnown(message);
  return unanswered.includes(kind) && !unsent ? strings.unanswered(message) : strings.failed(message);
}

/** Renders why a decision failed; details for maintainers of the gateway are folded. */
export function renderFailure(error: GatewayError): TemplateResult {
  const { details } = error;
  return html`<p class="error" role="alert">${untrusted(failureWords(error))}</p>
    ${
      details === undefined
        ? nothing
        : html`<details>
            <summary>${strings.forRepair}</summary>
            <p class="repair">${untrusted(details, true)}</p>
          </details>`
    }`;
}

/**
 * Whether the same decision can be retried. A changed request must be reviewed first, a cancelled decision made again.
 */
export function mayTryAgain({ kind, cause }: GatewayError): boolean {
  return kind !== 'stale' && kind !== 'digest-mismatch' && !(cause instanceof NotSent);
}
