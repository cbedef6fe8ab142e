import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { deadlineOf, isDeadlineUnknown } from '../../../data/approvals/approvals.js';
import type { ApprovalRequest, Verdict } from '../../../protocol/index.js';
import { renderAsker } from '../../../ui/format/asker.js';
import { formatCountdown } from '../../../ui/format/format.js';
import { ConfirmDialog } from '../../../ui/dialogs/confirm-dialog.js';
import { riskMark } from '../../../ui/format/risk.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import type { ApprovalCard } from '../card/approval-card.js';
import { strings as queueStrings } from '../approval-queue.strings.js';
import { BulkAct, type BulkRow } from './bulk-act.js';
import { renderMarks, type Marks } from './bulk-marks.js';
import { notesOf, renderNotes } from './bulk-notes.js';
import type { Deciding } from '../decide/deciding.js';
import { failureWords } from '../decide/failure.js';
import { paramsView } from '../../../ui/previews/params-view.js';
import { ticking } from '../card/ticking.js';
import { bulkStrings as strings } from './bulk.strings.js';

/** What the dialog needs from its queue. */
export interface BulkOptions {
  readonly deciding: Deciding;
  /** The gateway's clock, epoch ms. */
  readonly now: () => number;
  /** Whether the host vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
  /** Called after it closed: the focus may be lost. */
  readonly closed: () => void;
}

interface RowOptions {
  readonly marks: Marks;
  /** Whether the act has not begun. */
  readonly asking: boolean;
}

/**
 * Confirms a bulk decision and shows the result of each request. Closing it neither decides nor stops anything: a
 * running act goes on and can be shown again.
 */
export class BulkDialog {
  readonly #host: LitElement;
  readonly #options: BulkOptions;
  readonly #dialog: ConfirmDialog;
  #act: BulkAct | undefined;
  #open = false;
  /** The requests whose parameters are expanded. */
  readonly #opened = new Set<string>();
  /** The comment for all, kept while the selection is the same. */
  #comment = '';

  constructor(host: LitElement, options: BulkOptions) {
    this.#host = host;
    this.#options = options;
    this.#dialog = new ConfirmDialog(host, {
      id: 'bulk',
      isOpen: () => this.#open,
      trusted: options.trusted,
      leave: () => this.#close(),
      closed: options.closed,
    });
  }

  /** The current or last act; undefined when there was none. */
  get act(): BulkAct | undefined {
    return this.#act;
  }

  /** The results of the last act. */
  get summary(): string {
    return this.#act ? summary(this.#act) : '';
  }

  /** Opens it for these cards, as they are now. */
  ask(verdict: Verdict, cards: readonly ApprovalCard[]): void {
    if (this.#act?.phase === 'running') return;
    const { deciding } = this.#options;
    this.#act = new BulkAct(this.#host, verdict, cards, deciding);
    this.#opened.clear();
    this.#dialog.guard.raise();
    this.show();
  }

  /** Clears the last act and its comment, for a new selection. */
  forget(): void {
    this.#comment = '';
    if (this.#act?.phase !== 'running') this.#act = undefined;
    this.#host.requestUpdate();
  }

  /** Closes it and cancels a running act: what was not sent yet is not sent. */
  drop(): void {
    this.#open = false;
    this.#act?.stop();
    this.#act = undefined;
    this.forget();
  }

  show(): void {
    this.#open = true;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    return this.#dialog.render(this.#open && this.#act ? this.#content(this.#act) : nothing);
  }

  #content(act: BulkAct): TemplateResult {
    const { verdict, phase, rows, all } = act;
    return html`<h2 id="bulk-title" translate="no">
        ${(phase === 'asking' ? strings.ask : strings.acted)(verdict, all)}
      </h2>
      ${phase === 'asking' ? this.#effect(act) : this.#progress(act)}
      <div class="bulk-rows" role="region" aria-label=${strings.rows} tabindex="0">
        <table>
          <thead>
            <tr>
              <th scope="col">${strings.agent}</th>
              <th scope="col">${strings.action}</th>
              <th scope="col">${strings.risk}</th>
              ${act.marks.size === 0 ? nothing : html`<th scope="col">${strings.marks}</th>`}
              <th scope="col">${phase === 'asking' ? strings.left : strings.result}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row, index) => this.#row(row, index, { marks: act.marks, asking: phase === 'asking' }))}
          </tbody>
        </table>
      </div>
      ${phase === 'asking' ? this.#commentBox(rows) : nothing}
      <div class="actions">${phase === 'asking' ? this.#question(act) : this.#rest(act)}</div>`;
  }

  #effect({ rows, all }: BulkAct): TemplateResult {
    const notes = notesOf(rows);
    return html`<p>${notes.size === 0 ? strings.effect : strings.effectWithNotes}</p>
      ${renderNotes(notes, all)}`;
  }

  #row({ card, request, comment, state }: BulkRow, index: number, { marks, asking }: RowOptions): TemplateResult {
    const isOpen = this.#opened.has(request.approvalId);
    return html`<tr class=${state.kind}>
        <td>${renderAsker(request)}</td>
        <td>
          <code>${untrusted(request.action)}</code>
          <button
            type="button"
            class="link"
            aria-expanded=${isOpen ? 'true' : 'false'}
            aria-controls=${isOpen ? `bulk-params-${index}` : nothing}
            @click=${() => this.#turn(request)}
          >
            ${strings.params}
          </button>
          ${comment === '' ? nothing : html`<div class="muted">${strings.ownComment} ${untrusted(comment)}</div>`}
        </td>
        <td>${riskMark(request.risk, request.riskFrom)}</td>
        ${marks.size === 0 ? nothing : html`<td>${renderMarks(marks, request)}</td>`}
        <td>${asking && state.kind === 'waits' ? this.#timeLeft(request) : untrusted(this.#words(request, state))}</td>
      </tr>
      ${
        isOpen
          ? html`<tr class="all-params" id="bulk-params-${index}">
              <td colspan=${marks.size === 0 ? 4 : 5}>${paramsView(request, card.previews)}</td>
            </tr>`
          : nothing
      }`;
  }

  /** Expands or collapses all parameters of a request: the row itself shows only what differs. */
  #turn({ approvalId }: ApprovalRequest): void {
    if (!this.#opened.delete(approvalId)) this.#opened.add(approvalId);
    // The buttons below moved.
    this.#dialog.guard.raise();
    this.#host.requestUpdate();
  }

  #words({ approvalId }: ApprovalRequest, state: BulkRow['state']): string {
    const waitsFor = state.kind === 'sending' ? this.#options.deciding.waitsFor(approvalId) : undefined;
    return waitsFor ? queueStrings.waitsFor[waitsFor] : resultWords(state);
  }

  #timeLeft(request: ApprovalRequest): TemplateResult {
    const deadline = deadlineOf(request);
    if (deadline === Infinity) {
      const words = isDeadlineUnknown(request) ? queueStrings.deadlineNotKnown : queueStrings.noDeadline;
      return html`<span class="muted" translate="no">${words}</span>`;
    }
    return html`<span class="mono" translate="no"
      >${ticking(() => formatCountdown(deadline - this.#options.now()), this.#open)}</span
    >`;
  }

  #progress(act: BulkAct): TemplateResult {
    const { all, done } = act;
    return html`<p role="status">
        ${act.phase === 'running' ? strings.progress(act.verdict, done, all) : summary(act)}
      </p>
      <progress max=${all} value=${done} aria-label=${strings.progress(act.verdict, done, all)}></progress>`;
  }

  #commentBox(rows: readonly BulkRow[]): TemplateResult {
    return html`<label class="comment" part="comment">
      <span>${rows.some(({ comment }) => comment !== '') ? strings.commentForOthers : strings.comment}</span>
      <textarea
        id="bulk-comment"
        rows="1"
        data-first
        .value=${live(this.#comment)}
        @input=${(event: Event) => (this.#comment = (event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>`;
  }

  #question(act: BulkAct): TemplateResult {
    const count = act.count('waits');
    const approves = act.verdict === 'approve';
    const inert = count === 0 || !(approves ? this.#dialog.guard : this.#dialog.guard.shield).open;
    return html`${count === 0 ? html`<span class="muted">${strings.none}</span>` : approves ? this.#dialog.guard.render() : nothing}
      <button type="button" @click=${this.#dialog.leave}>${strings.cancel}</button>
      <button
        type="button"
        class="confirm ${act.verdict}"
        aria-disabled=${inert ? 'true' : 'false'}
        aria-describedby=${approves ? this.#dialog.guard.id : nothing}
        @pointerdown=${this.#dialog.guard.press}
        @keydown=${this.#dialog.guard.press}
        @click=${(event: MouseEvent) => {
          if ((approves ? this.#dialog.guard : this.#dialog.guard.shield).accepts(event) && !inert) void this.#run(act);
        }}
      >
        ${strings.confirm(act.verdict, count)}
      </button>`;
  }

  #rest(act: BulkAct): TemplateResult {
    return html`${
        act.phase === 'running'
          ? html`<button type="button" @click=${() => act.stop()}>${strings.stop}</button>`
          : nothing
      } <button type="button" @click=${this.#dialog.leave}>${strings.close}</button>`;
  }

  async #run(act: BulkAct): Promise<void> {
    await act.run(this.#comment);
    // Sent, or kept on the cards of failed requests. After a stop it can be used again.
    if (this.#act === act && act.count('not-sent') === 0) this.#comment = '';
  }

  #close(): void {
    this.#open = false;
    if (this.#act?.phase === 'asking') this.#act = undefined;
  }
}

/** The summary of the results. */
function summary(act: BulkAct): string {
  const { verdict, decided } = act;
  return strings.summary(verdict, {
    decided,
    failed: act.count('failed'),
    selected: act.failedSelected,
    unknown: act.unknown,
    ended: act.count('ended') - decided,
    rest: act.count('not-sent', 'waits'),
  });
}

function resultWords(state: BulkRow['state']): string {
  switch (state.kind) {
    case 'waits':
      return strings.waits;
    case 'sending':
      return strings.sending;
    case 'not-sent':
      return strings.notSent(state.why);
    case 'omitted':
      return strings.omitted(state.why);
    case 'ended':
      return state.counted ? queueStrings.ended(state.decision) : strings.already(queueStrings.ended(state.decision));
    case 'failed':
      return failureWords(state.error);
  }
}
