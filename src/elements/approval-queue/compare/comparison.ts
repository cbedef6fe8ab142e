import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import { lastApprovedOf, type LastApproved } from '../../../data/approvals/last-approved.js';
import type { ApprovalRequest, Decision } from '../../../protocol/index.js';
import { formatDateTime } from '../../../ui/format/format.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { boundChanges, type Change } from './changes.js';
import { onScreen } from '../card/on-screen.js';
import { renderChanges } from './render-changes.js';
import { requestStrings as strings } from '../card/request.strings.js';

/** What is compared: the request of a card. */
interface ComparisonHost extends ReactiveControllerHost, HTMLElement {
  readonly request: ApprovalRequest;
  readonly client: RpcClient | undefined;
  readonly ended: Decision | undefined | null;
  /** False while the card shows nothing. */
  readonly filled: boolean;
  /** True while pointer or focus are in the card. */
  readonly held: boolean;
  shield(): void;
}

/**
 * Compares a request with the last one of the same action and agent that was approved. It asks when the card comes onto
 * the screen, not before: a long queue would ask hundreds of questions that nobody has.
 */
export class Comparison implements ReactiveController {
  readonly #host: ComparisonHost;
  #leave: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #last: LastApproved = { status: 'reading' };
  /** The request that was compared. */
  #of: ApprovalRequest | undefined;
  #changes: readonly Change[] = [];
  /** Whether the differences stand open: not when they come while somebody is about to press something below them. */
  #open = false;

  constructor(host: ComparisonHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const { filled, ended } = this.#host;
    // An update that was asked for before it left the page comes after that.
    if (ended !== null || !this.#host.isConnected) this.hostDisconnected();
    else if (filled) this.#leave ??= onScreen(this.#host, () => this.#begin());
    if (this.#unsubscribe) this.#look();
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#unsubscribe?.();
    this.#leave = this.#unsubscribe = undefined;
  }

  /** How the request differs from the one approved last, field by field; or why that is not known. */
  render(): TemplateResult {
    return html`<div class="comparison" part="comparison">${this.#words()}</div>`;
  }

  #begin(): void {
    const { client } = this.#host;
    if (!client || this.#unsubscribe) return;
    this.#unsubscribe = lastApprovedOf(client).subscribe(() => this.#look());
    this.#look();
  }

  #look(): void {
    const { client, request, held } = this.#host;
    const last = client ? lastApprovedOf(client).of(request) : this.#last;
    // It has been approved itself, which the card is about to be told.
    if (last.status === 'known' && last.decision.approvalId === request.approvalId) return;
    if (isSame(last, this.#last) && request === this.#of) return;
    const had = this.#changes.length;
    this.#last = last;
    this.#of = request;
    this.#changes = last.status === 'known' ? boundChanges(last.decision, request) : [];
    this.#open = !held;
    // What stands below has moved.
    if (had + this.#changes.length > 0) this.#host.shield();
    this.#host.requestUpdate();
  }

  #words(): TemplateResult {
    switch (this.#last.status) {
      case 'reading':
        return html`<p class="muted">${strings.comparing}</p>`;
      case 'none':
        return html`<p class="muted">${strings.nothingToCompare}</p>`;
      case 'unknown':
        return html`<p class="muted">${untrusted(strings.notComparable(this.#last.reason))}</p>`;
      case 'known':
        return this.#compared(this.#last.decision);
    }
  }

  #compared({ resolvedAt, resolvedBy, automatic }: Decision): TemplateResult {
    const by = automatic === undefined ? untrusted(resolvedBy) : strings.theGateway;
    const when = html`(${formatDateTime(resolvedAt)}, ${strings.by} ${by})`;
    if (this.#changes.length === 0) return html`<p class="as-approved">${strings.sameAsLast} ${when}</p>`;
    return html`<details ?open=${this.#open}>
      <summary><span class="differs">${strings.differs(this.#changes.length)}</span> ${when}</summary>
      ${renderChanges(this.#changes)}
    </details>`;
  }
}

const isSame = (a: LastApproved, b: LastApproved): boolean =>
  a.status === b.status && (a.status !== 'known' || (b.status === 'known' && a.decision === b.decision));
