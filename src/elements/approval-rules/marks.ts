/** What stands with every setting: its explanation, and what has become of it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PolicyKey } from '../../data/policy.js';
import { strings } from './approval-rules.strings.js';
import type { FormState } from './form-state.js';
import { idOf } from './settings.js';

/** The explanation of a setting, and its marks: edited, refused. */
export function marks({ draft, refused }: FormState, key: PolicyKey): TemplateResult {
  const id = idOf(key);
  return html`<p id="${id}-hint" class="muted hint">${strings.hints[key]}</p>
    <p id="${id}-mark" class="mark">
      ${draft.isEdited(key) ? html`<span class="unsaved">${strings.edited}</span>` : nothing}
      ${refused.has(key) ? html`<span class="error">${strings.refusedHere}</span>` : nothing}
    </p>`;
}

/** The ids of what describes a setting's control. */
export function describedBy({ reasonId }: FormState, key: PolicyKey): string {
  const id = idOf(key);
  return [`${id}-hint`, `${id}-mark`, reasonId].filter((each) => each !== undefined).join(' ');
}
