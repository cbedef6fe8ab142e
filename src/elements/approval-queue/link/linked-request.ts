import { html, nothing, type TemplateResult } from 'lit';
import type { RpcClient } from '../../../client/rpc-client.js';
import { StoreController } from '../../../controllers/store-controller.js';
import { approvalsOf } from '../../../data/approvals/approvals.js';
import { findDecision, type FoundDecision } from '../../../data/approvals/find-decision.js';
import { type Decision, type GatewayError, toGatewayError } from '../../../protocol/index.js';
import { emit } from '../../../ui/base/emit.js';
import { QueueElement } from '../../../ui/base/queue-element.js';
import { HeightLock } from '../../../ui/guards/height-lock.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { linkedStrings as strings } from './linked.strings.js';
import { linkedStyles } from './linked.styles.js';
import { errorWords } from '../../../ui/base/client-error.strings.js';

/** What is known of a linked request without a card. */
type Note =
  | { readonly kind: 'ended'; readonly decision: Decision }
  | { readonly kind: 'gone' | 'looking' }
  | { readonly kind: 'leftOut' }
  | { readonly kind: 'unlisted'; readonly count: number }
  | { readonly kind: 'unknown'; readonly found: FoundDecision }
  | { readonly kind: 'failed'; readonly error: GatewayError };

/** Longer ids are truncated with a note: ids come from a URL that anybody can write. */
const longestId = 120;

/**
 * Shows how a linked request without a card ended, or that it is unknown.
 *
 * @internal
 */
export class LinkedRequest extends QueueElement {
  static override readonly elementName: string = 'linked-request';
  static override styles = [QueueElement.styles, linkedStyles];

  readonly #approvals = new StoreController(this, this.gateway, approvalsOf);
  readonly #heightLock = new HeightLock(this, () => this.#widget);
  /** The key of the last search: id, client and epoch. */
  #sought: { readonly id: string; readonly client: RpcClient; readonly epoch: number } | undefined;
  #searching: AbortController | undefined;
  #found: FoundDecision | GatewayError | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override willUpdate(): void {
    this.hidden = this.#note() === undefined;
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    this.#heightLock.around(() => super.update(changed));
  }

  protected override render(): unknown {
    const note = this.#note();
    return html`<div role="status">${note && this.#words(note)}</div>
      ${
        note
          ? html`<div class="acts">
              ${
                note.kind === 'failed'
                  ? html`<button type="button" class="link" @click=${() => this.#again()}>${strings.retry}</button>`
                  : nothing
              }
              <button type="button" class="link" @click=${() => emit(this, 'comis-request-linked', { approvalId: '' })}>
                ${strings.dismiss}
              </button>
            </div>`
          : nothing
      }`;
  }

  get #widget(): Element | undefined {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root.host : undefined;
  }

  #note(): Note | undefined {
    const client = this.gateway.value;
    const state = this.#approvals.store?.state;
    const { request: id } = this;
    if (!client || !state?.data || id === '') return undefined;
    const { requests, ended, unlisted, leftOut } = state.data;
    if (leftOut.includes(id)) return { kind: 'leftOut' };
    if (requests.some(({ approvalId }) => approvalId === id)) return undefined;
    const seen = ended.get(id);
    if (seen) return { kind: 'ended', decision: seen };
    const found = this.#search(client, id);
    if (!found) return { kind: 'looking' };
    if ('kind' in found) return { kind: 'failed', error: found };
    if (found.decision) return { kind: 'ended', decision: found.decision };
    if (ended.has(id)) return { kind: 'gone' };
    return unlisted > 0 ? { kind: 'unlisted', count: unlisted } : { kind: 'unknown', found };
  }

  /** Searches once, and again when the result may be out of date. */
  #search(client: RpcClient, id: string): FoundDecision | GatewayError | undefined {
    const { epoch } = client;
    const sought = this.#sought;
    if (sought?.id === id && sought.client === client && sought.epoch === epoch) return this.#found;
    this.#forget();
    this.#sought = { id, client, epoch };
    void this.#look(client, id);
    return undefined;
  }

  async #look(client: RpcClient, id: string): Promise<void> {
    const searching = (this.#searching = new AbortController());
    let found: FoundDecision | GatewayError;
    try {
      found = await findDecision(client, id, searching.signal);
    } catch (thrown) {
      found = toGatewayError(thrown);
    }
    if (searching.signal.aborted) return;
    this.#found = found;
    this.requestUpdate();
  }

  #again(): void {
    this.#forget();
    this.requestUpdate();
  }

  #forget(): void {
    this.#searching?.abort();
    this.#sought = undefined;
    this.#found = undefined;
  }

  #words(note: Note): TemplateResult {
    const { request: id } = this;
    const shown = id.length > longestId ? id.slice(0, longestId) + strings.cut(id.length) : id;
    return html`<p><strong>${strings.linked}</strong> <code>${untrusted(shown)}</code> ${noteText(note)}</p>`;
  }
}

function noteText(note: Note): unknown {
  switch (note.kind) {
    case 'ended': {
      const { decision } = note;
      return html`${untrusted(strings.ended(decision))}
      ${decision.comment === undefined ? nothing : untrusted(strings.comment(decision.comment))}`;
    }
    case 'gone':
    case 'leftOut':
    case 'looking':
      return strings[note.kind];
    case 'unlisted':
      return strings.unlisted(note.count);
    case 'unknown': {
      const { searched, complete } = note.found;
      return searched === 0 ? strings.neverAny : strings.unknown(searched, complete);
    }
    case 'failed':
      return untrusted(strings.failed(errorWords(note.error)));
  }
}
