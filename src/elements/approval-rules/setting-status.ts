/** What accompanies every setting: its explanation, the gateway's facts, and its status. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PolicyKey } from '../../data/policy/policy.js';
import { ineffectiveReason } from '../../data/policy/policy-summary.js';
import type { SettingFacts } from '../../protocol/index.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { strings } from './approval-rules.strings.js';
import type { FormState } from './form-state.js';
import { idOf } from './settings.js';

/** Renders the explanation of a setting, its facts, and its status: without effect, edited, refused. */
export function settingStatus({ draft, refused, policy }: FormState, key: PolicyKey): TemplateResult {
  const id = idOf(key);
  const known = policy.facts.get(key);
  const idle = known?.enforced === false ? undefined : ineffectiveReason(key, policy);
  // Where the gateway reports how it holds the setting, it also explains 0.
  const zero = key === 'approvalRules.timeoutMs' && known?.held === undefined ? ` ${strings.zeroWaits}` : '';
  return html`<p id="${id}-hint" class="muted hint">${strings.hints[key]}${zero}</p>
    <div id="${id}-facts" class="facts">${known ? renderFacts(known) : nothing}</div>
    <p id="${id}-mark" class="mark">
      ${idle === undefined ? nothing : html`<span class="idle">${strings.idle[idle]}</span>`}
      ${draft.isEdited(key) ? html`<span class="unsaved">${strings.edited}</span>` : nothing}
      ${refused.has(key) ? html`<span class="error">${strings.refusedHere}</span>` : nothing}
    </p>`;
}

/** The ids of the descriptions of a setting's control. */
export function describedBy({ reasonId, policy }: FormState, key: PolicyKey): string {
  const id = idOf(key);
  const factsId = policy.facts.has(key) ? `${id}-facts` : undefined;
  return [`${id}-hint`, factsId, `${id}-mark`, reasonId].filter((each) => each !== undefined).join(' ');
}

/** Renders the gateway's value of a setting, whether it is enforced, and why it cannot be changed. */
export function renderFacts({ held, enforced, by, immutable }: SettingFacts): TemplateResult {
  const words = strings.facts;
  return html`${held === undefined ? nothing : html`<p>${words.held} <code>${untrusted(held)}</code></p>`}
  ${enforced ? nothing : html`<p><strong class="warning-mark">${words.notEnforced}</strong> ${untrusted(by ?? words.nothingReads)}</p>`}
  ${enforced && by !== undefined ? html`<p>${words.enforced} ${untrusted(by)}</p>` : nothing}
  ${immutable === undefined ? nothing : html`<p class="fixed"><strong>${words.fixed}</strong> ${untrusted(immutable)}</p>`}`;
}
