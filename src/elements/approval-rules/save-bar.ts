import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PolicyKey } from '../../data/policy/policy.js';
import type { GuardedButton } from '../../ui/guards/guarded-button.js';
import { policyStrings } from '../../ui/policy-banner/policy.strings.js';
import { strings } from './approval-rules.strings.js';
import type { DraftChange } from './draft.js';
import { difference, renderNotice, renderOutcome } from './render-notices.js';
import type { Session } from './session.js';
import { renderValue } from './settings.js';

/** The actions of the bar. */
export interface SaveBarActions {
  readonly save: () => void;
  readonly discard: () => void;
  readonly undo: (key: PolicyKey) => void;
  readonly insist: (key: PolicyKey) => void;
  readonly restore: () => void;
  readonly dismiss: () => void;
}

/** The state of the bar. */
export interface SaveBarState {
  readonly saving: boolean;
  /** Typed text is not part of the draft yet. */
  readonly typing: boolean;
  /** Why the draft cannot be saved now; undefined when it can. */
  readonly reason: string | undefined;
  /** Rendered while the host's answer is pending. */
  readonly held: unknown;
  /** Guards Save. */
  readonly guard: GuardedButton;
}

/**
 * Renders the draft as a list of changes, with Save.
 *
 * @param proof the backtest of the draft.
 */
export function renderSaveBar(
  session: Session,
  state: SaveBarState,
  actions: SaveBarActions,
  proof: unknown,
): TemplateResult {
  const { changes } = session.draft;
  const { saving, typing, reason, held, guard } = state;
  const count = changes.length;
  return html`<section class="save-bar ${count > 0 ? 'dirty' : ''}" part="draft" aria-label=${strings.bar}>
    ${renderNotice(session.notice, actions.dismiss)} ${renderOutcome(session.outcome, actions.restore)}
    ${count > 0 ? html`${changeList(changes, actions, saving)} ${proof}` : nothing}
    <div class="submit">
      <button
        type="button"
        class="primary"
        aria-disabled=${reason !== undefined || !guard.open}
        aria-describedby="save-reason ${guard.id}"
        @pointerdown=${guard.press}
        @keydown=${guard.press}
        @click=${(event: MouseEvent) => {
          if (guard.accepts(event)) actions.save();
        }}
      >
        ${saving ? strings.saving : strings.save}
      </button>
      <button
        type="button"
        aria-disabled=${saving || (count === 0 && !typing)}
        @click=${saving ? nothing : actions.discard}
      >
        ${strings.discard}
      </button>
      <span role="status" class="count">${count > 0 ? strings.dirty(count) : nothing}</span>
      <span id="save-reason" class="muted">${reason}</span>
      <span role="status">${held}</span>
      ${guard.render(reason === undefined)}
    </div>
  </section>`;
}

/** The changes, each with its old and new value. */
export function changeList(changes: readonly DraftChange[], actions: SaveBarActions, saving: boolean): TemplateResult {
  return html`<ul class="changes" part="changes">
    ${repeat(
      changes,
      ({ key }) => key,
      (change) => html`<li>${change.conflict ? conflict(change, actions) : plain(change, actions, saving)}</li>`,
    )}
  </ul>`;
}

function plain({ key, before, value }: DraftChange, actions: SaveBarActions, saving: boolean): TemplateResult {
  return html`<div class="change">
    <div>${difference(key, before, value)}</div>
    <button type="button" class="link" ?disabled=${saving} @click=${() => actions.undo(key)}>
      ${strings.undo}<span class="visually-hidden"> ${policyStrings.settings[key]}</span>
    </button>
  </div>`;
}

function conflict({ key, before, value }: DraftChange, actions: SaveBarActions): TemplateResult {
  const label = policyStrings.settings[key];
  return html`<div class="conflict" role="group" aria-label=${label} part="conflict">
    <p class="warning-mark"><span class="setting-name">${label}:</span> ${strings.conflict}</p>
    <p>${strings.onGateway}: <strong>${renderValue(before)}</strong></p>
    <p>${strings.inDraft}: <strong>${renderValue(value)}</strong></p>
    <button type="button" @click=${() => actions.insist(key)}>${strings.keepDraft}</button>
    <button type="button" @click=${() => actions.undo(key)}>${strings.takeServer}</button>
  </div>`;
}
