/** The controls that are not lists: switches and the approval mode. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { approvalModes, isKnown } from '../../protocol/index.js';
import { openWords } from '../../ui/text-safety/open-word.js';
import { labelText } from '../../ui/text-safety/untrusted-text.js';
import { policyStrings } from '../../ui/policy-banner/policy.strings.js';
import { strings } from './approval-rules.strings.js';
import { type FormState, isDisabled } from './form-state.js';
import { describedBy, settingStatus } from './setting-status.js';
import { idOf, type SwitchKey } from './settings.js';

/* eslint-disable lit-a11y/role-has-required-aria-attrs -- the native checkbox says whether it is checked */

/** Renders a switch, with its state in words. */
export function renderSwitch(form: FormState, key: SwitchKey): TemplateResult {
  const on = form.draft.values[key];
  const onChange = (event: Event) => form.set({ key, value: (event.currentTarget as HTMLInputElement).checked });
  return html`<div class="setting switch ${form.draft.isEdited(key) ? 'edited' : ''}" part="setting">
    <input
      type="checkbox"
      role="switch"
      id=${idOf(key)}
      aria-describedby=${describedBy(form, key)}
      ?disabled=${isDisabled(form, key)}
      .checked=${live(on)}
      @change=${onChange}
    />
    <label for=${idOf(key)}>${policyStrings.settings[key]}</label>
    <span class="state-word" aria-hidden="true">${on ? strings.on : strings.off}</span>
    ${settingStatus(form, key)}
  </div>`;
}

/* eslint-enable lit-a11y/role-has-required-aria-attrs */

/** Renders the approval mode. */
export function renderMode(form: FormState): TemplateResult {
  const key = 'approvalRules.defaultMode';
  const current = form.draft.values[key];
  const onChange = (event: Event) => {
    const chosen = (event.currentTarget as HTMLSelectElement).value;
    const mode = approvalModes.find((each) => each === chosen);
    if (mode) form.set({ key, value: mode });
  };
  return html`<div class="setting field ${form.draft.isEdited(key) ? 'edited' : ''}" part="setting">
    <label for=${idOf(key)}>${policyStrings.settings[key]}</label>
    <select
      id=${idOf(key)}
      aria-describedby=${describedBy(form, key)}
      ?disabled=${isDisabled(form, key)}
      @change=${onChange}
    >
      ${
        isKnown(approvalModes, current)
          ? nothing
          : html`<option disabled .selected=${live(true)}>${labelText(openWords(approvalModes, current))}</option>`
      }
      ${approvalModes.map(
        (mode) => html`<option value=${mode} .selected=${live(mode === current)}>${strings.modes[mode]}</option>`,
      )}
    </select>
    ${settingStatus(form, key)}
  </div>`;
}
