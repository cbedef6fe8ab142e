/** The notices of the form: changes made elsewhere, and the result of the last save. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PolicyKey, PolicyValue } from '../../data/policy/policy.js';
import { untrusted } from '../../ui/text-safety/untrusted-text.js';
import { policyStrings } from '../../ui/policy-banner/policy.strings.js';
import { strings } from './approval-rules.strings.js';
import type { Notice, Outcome } from './session.js';
import { renderDifference } from './settings.js';

/** Renders a change of a setting. */
export const difference = (key: PolicyKey, before: PolicyValue, after: PolicyValue): TemplateResult =>
  html`<span class="setting-name">${policyStrings.settings[key]}:</span> ${renderDifference(before, after)}`;

/** Changes on the gateway that were not made here. */
export function renderNotice(notice: Notice | undefined, dismiss: () => void): TemplateResult {
  return html`<div role="status" part="notice" class=${notice ? 'notice' : ''}>
    ${
      notice
        ? html`<p class="warning-mark">
              ${untrusted(notice.kind === 'altered' ? strings.altered : strings.elsewhere(notice.by, notice.at))}
            </p>
            <ul>
              ${notice.changes.map(({ key, before, after }) => html`<li>${difference(key, before, after)}</li>`)}
            </ul>
            <button type="button" class="link" @click=${dismiss}>${strings.dismiss}</button>`
        : nothing
    }
  </div>`;
}

/** Renders the result of the last save. Two live regions, always present: success is polite, failure assertive. */
export function renderOutcome(outcome: Outcome | undefined, restore: () => void): TemplateResult {
  const good = outcome?.kind === 'saved';
  return html`<div role="status" class="ok">${good ? words(outcome, restore) : nothing}</div>
    <div role="alert">${outcome && !good ? words(outcome, restore) : nothing}</div>`;
}

function words(outcome: Outcome, restore: () => void): TemplateResult {
  switch (outcome.kind) {
    case 'saved':
      return html`<p>${strings.saved(outcome.at)} ${outcome.restarting ? strings.restarting : nothing}</p>`;
    case 'not-sent':
      return html`<p class="error">${untrusted(outcome.reason)}</p>`;
    case 'stale':
      return html`<p class="error">${strings.stale}</p>`;
    case 'unclear':
      return html`<p class="error">${untrusted(strings.unclear(outcome.reason))}</p>`;
    case 'refused':
      return html`<p class="error">${untrusted(strings.refused(outcome.reason))}</p>
        ${
          outcome.changes.length === 0
            ? nothing
            : html`<p>${strings.backToServer}</p>
                <ul>
                  ${outcome.changes.map(({ key, before, value }) => html`<li>${difference(key, value, before)}</li>`)}
                </ul>
                <button type="button" class="link" @click=${restore}>${strings.restore}</button>`
        }`;
  }
}
