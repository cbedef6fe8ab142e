import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { GatewayError, Verdict } from '../../../protocol/index.js';
import type { BulkDialog } from './bulk-dialog.js';
import type { Selection } from './selection.js';
import { bulkStrings as strings } from './bulk.strings.js';
import { errorWords } from '../../../ui/base/client-error.strings.js';

const verdicts: readonly Verdict[] = ['deny', 'approve'];

/** The state and actions of the bar. */
export interface ToolbarOptions {
  readonly selection: Selection;
  /** Undefined until its code is loaded. */
  readonly bulk: BulkDialog | undefined;
  /** Why its code could not be loaded. */
  readonly error: GatewayError | undefined;
  /** Opens the dialog for the selection; loads its code again where it could not be loaded. */
  readonly ask: (verdict: Verdict) => void;
  /** False where nothing can be decided; then nothing can be selected. */
  readonly canDecide: boolean;
  /** Called after the selection changed here. */
  readonly changed: () => void;
  /** Content at the end of the bar. */
  readonly tools: unknown;
}

/** The toolbar for bulk decisions. Always present, with a fixed height: nothing below it moves. */
export function bulkToolbar(options: ToolbarOptions): TemplateResult {
  return html`<div
    class="triage screen-only"
    part="triage"
    role="toolbar"
    aria-label=${strings.toolbar}
    @keydown=${moveFocus}
  >
    ${options.canDecide ? selecting(options) : nothing}
    <span class="tools">${options.tools}</span>
  </div>`;
}

function selecting({ selection, bulk, error, ask, changed }: ToolbarOptions): TemplateResult {
  const { cards, selectable, leftOut } = selection;
  const set = (on: boolean) => {
    selection.set(on ? selectable : cards, on);
    changed();
  };
  return html`<label class="select-all">
      <input
        type="checkbox"
        .checked=${live(cards.length > 0 && cards.length === selectable.length)}
        .indeterminate=${live(cards.length > 0 && cards.length < selectable.length)}
        ?disabled=${selectable.length === 0}
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      />
      ${strings.selectAll(selectable.length)}
    </label>
    ${leftOut > 0 ? html`<span class="muted" title=${strings.leftOutTitle}>${strings.leftOut(leftOut)}</span>` : nothing}
    <span role="status" class="selected" translate="no"
      >${cards.length > 0 ? strings.selected(cards.length) : nothing}</span
    >
    ${bulk?.act?.phase === 'running' ? running(bulk) : [cards.length > 0 ? acts(cards.length, ask) : nothing, last(bulk)]}
    ${error ? html`<span class="error" role="alert">${errorWords(error)}</span>` : nothing}
    ${cards.length > 0 ? html`<button type="button" class="link" @click=${() => set(false)}>${strings.clear}</button>` : nothing}`;
}

function acts(count: number, ask: (verdict: Verdict) => void): TemplateResult[] {
  return verdicts.map(
    (verdict) =>
      html`<button type="button" class=${verdict} @click=${() => ask(verdict)}>${strings.act(verdict, count)}</button>`,
  );
}

function running(bulk: BulkDialog): unknown {
  const { act } = bulk;
  if (!act) return nothing;
  return html`<span class="muted">${strings.progress(act.verdict, act.done, act.all)}</span>
    <button type="button" class="link" @click=${() => bulk.show()}>${strings.show}</button>
    <button type="button" class="link" @click=${() => act.stop()}>${strings.stop}</button>`;
}

function last(bulk: BulkDialog | undefined): unknown {
  if (bulk?.act?.phase !== 'over') return nothing;
  return html`<span class="muted">${bulk.summary}</span>
    <button type="button" class="link" @click=${() => bulk.show()}>${strings.show}</button>`;
}

/** Arrow keys move between the controls (ARIA toolbar pattern). */
function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const bar = event.currentTarget as HTMLElement;
  const controls = [...bar.querySelectorAll<HTMLElement>('button, input:not(:disabled)')];
  const towardsEnd = getComputedStyle(bar).direction === 'rtl' ? -step : step;
  const at = controls.indexOf(event.target as HTMLElement) + towardsEnd;
  controls[Math.max(0, Math.min(controls.length - 1, at))]?.focus();
  event.preventDefault();
}
