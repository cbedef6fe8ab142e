import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import { lastApprovedOf, type LastApproved } from '../../../data/approvals/last-approved.js';
import type { ApprovalRequest, Decision } from '../../../protocol/index.js';
import { formatDateTime } from '../../../ui/format/format.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { currentLanguage, type Language } from '../../../ui/language/language.js';
import { boundChanges, type Change } from './changes.js';
import { onScreen } from '../card/on-screen.js';
import { renderChanges } from './render-changes.js';
import { requestStrings as strings } from '../card/request.strings.js';

/** The request to compare. */
interface ComparisonHost extends ReactiveControllerHost, HTMLElement {
  readonly request: ApprovalRequest;
  readonly client: RpcClient | undefined;
  readonly ended: Decision | undefined | null;
  /** False while the card is not filled. */
  readonly filled: boolean;
  /** True while the card has the pointer or the focus. */
  readonly held: boolean;
  shield(): void;
  /** Runs what makes words in the language of the queue. */
  localized<T>(run: () => T): T;
}

/**
 * Compares a request with the last approved one of the same action and agent. It fetches that when the card becomes
 * visible: a long queue would otherwise make hundreds of calls.
 */
export class Comparison implements ReactiveController {
  readonly #host: ComparisonHost;
  #leave: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  #last: LastApproved = { status: 'reading' };
  /** The compared request. */
  #of: ApprovalRequest | undefined;
  #changes: readonly Change[] = [];
  /** The language in which the changes are worded. */
  #language: Language | undefined;
  /** Whether the differences are expanded: not when they arrive late, or while somebody is about to press something below. */
  #open = false;
  /** Whether the card waited for the answer before it was drawn: it is being read by now, and must not grow. */
  #isLate = false;

  constructor(host: ComparisonHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const { filled, ended } = this.#host;
    // An update requested before the disconnect runs after it.
    if (ended !== null || !this.#host.isConnected) this.hostDisconnected();
    else if (filled) this.#leave ??= onScreen(this.#host, () => this.#begin());
    if (this.#unsubscribe) this.#look();
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#unsubscribe?.();
    this.#leave = this.#unsubscribe = undefined;
  }

  /** Renders the differences from the last approved request, or why they are unknown. */
  render(): TemplateResult {
    const { client, request } = this.#host;
    const known = this.#of || !client ? undefined : lastApprovedOf(client).known(request);
    if (known?.status === 'reading') this.#isLate = true;
    else if (known) this.#take(known);
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
    // The request itself was approved meanwhile; the card updates next.
    if (last.status === 'known' && last.decision.approvalId === request.approvalId) return;
    if (isSame(last, this.#last) && request === this.#of) return;
    // Read again after a gap: what is known stays until the answer is there.
    if (last.status === 'reading' && request === this.#of) return;
    const had = this.#changes.length;
    this.#take(last);
    this.#open = !held && !this.#isLate;
    // The content below moved.
    if (had + this.#changes.length > 0) this.#host.shield();
    this.#host.requestUpdate();
  }

  #take(last: LastApproved): void {
    this.#last = last;
    this.#of = this.#host.request;
    this.#changes = [];
    this.#language = undefined;
    if (last.status === 'known') this.#host.localized(() => this.#compare(last.decision));
    this.#open = true;
  }

  /** Compares the request with a decision, again in another language. */
  #compare(decision: Decision): void {
    const language = currentLanguage();
    if (!this.#of || language === this.#language) return;
    this.#language = language;
    this.#changes = boundChanges(decision, this.#of);
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
        this.#compare(this.#last.decision);
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
