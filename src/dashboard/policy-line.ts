import { html, type TemplateResult } from 'lit';
import type { Policy } from '../data/policy.js';
import type { View } from '../data/view.js';
import { untrusted } from '../elements/shared/untrusted-text.js';
import { strings } from './pending-approvals.strings.js';

/**
 * Says by which rules requests come here and leave again, and leads to where they are changed. Loud when no request ever
 * waits for a person: an empty queue would look like peace.
 *
 * Since when it may be out of date is said by the queue below it: one more sentence here would push the cards down, and
 * the one under the pointer with them.
 */
export function policyLine(view: View<Policy>, openRules: () => void): TemplateResult {
  const loud = view.kind === 'data' && nobodyIsAsked(view.data);
  return html`<section class="policy ${loud ? 'loud' : ''}" part="policy" aria-label=${strings.inForce}>
    <p role="status">${words(view)}</p>
    <button type="button" class=${loud ? '' : 'link'} @click=${openRules}>${strings.rules}</button>
  </section>`;
}

/** Whether every action goes ahead without a person. */
function nobodyIsAsked({ values }: Policy): boolean {
  return values['approvalRules.defaultMode'] === 'auto-all' || nothingAsks({ values });
}

function nothingAsks({ values }: Pick<Policy, 'values'>): boolean {
  return !values['actionConfirmation.requireForDestructive'] && !values['actionConfirmation.requireForSensitive'];
}

function words(view: View<Policy>): unknown {
  switch (view.kind) {
    case 'data': {
      const { values } = view.data;
      return [
        nothingAsks(view.data) ? strings.nothingAsks : strings.modes[values['approvalRules.defaultMode']],
        strings.timeout(values['approvalRules.timeoutMs']),
      ].join(' ');
    }
    case 'connecting':
    case 'loading':
      return strings.reading;
    case 'failed':
      return untrusted(strings.unknownBecause(view.error.message));
    case 'no-client':
    case 'refused':
    case 'closed':
    case 'not-offered':
    case 'not-allowed':
      return strings.unknown;
  }
}
