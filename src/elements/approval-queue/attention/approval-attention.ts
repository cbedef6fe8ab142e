import { html, nothing, type TemplateResult } from 'lit';
import { StoreController } from '../../../controllers/store-controller.js';
import type { RpcClient } from '../../../client/rpc-client.js';
import { approvalsOf, waitingCount } from '../../../data/approvals/approvals.js';
import { QueueElement } from '../../../ui/base/queue-element.js';
import { HeightLock } from '../../../ui/guards/height-lock.js';
import { untrusted } from '../../../ui/text-safety/untrusted-text.js';
import { attentionStrings as strings } from './attention.strings.js';
import { attentionStyles } from './attention.styles.js';
import { chime } from './chime.js';
import { notifier } from './notifier.js';
import { pageTitle } from './page-title.js';
import { attentionModes, attentionOf, type AttentionMode } from './attention-modes.js';

/**
 * Draws attention to pending requests as the page asks: in its title, by a notification while it is hidden, by a sound.
 * Shows the permission that is needed, and which modes are unavailable and why.
 *
 * @internal
 */
export class ApprovalAttention extends QueueElement {
  static override readonly elementName: string = 'approval-attention';
  static override styles = [QueueElement.styles, attentionStyles];

  readonly #approvals = new StoreController(this, this.gateway, approvalsOf);
  /** Subscriptions by mode. */
  readonly #listening = new Map<AttentionMode, () => void>();
  /** The known requests and their client; undefined before the first read, which is not announced. */
  #known: { readonly client: RpcClient; readonly ids: ReadonlySet<string> } | undefined;
  #needed: { readonly store: ReturnType<typeof approvalsOf>; readonly end: () => void } | undefined;
  readonly #heightLock = new HeightLock(this, () => this.#widget);

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release(new Set());
    this.#followWhileHidden(false);
    this.#known = undefined;
  }

  protected override willUpdate(): void {
    const { ways, unknown } = attentionOf(this.attention);
    this.hidden = !ways.has('notification') && !ways.has('sound') && unknown.length === 0;
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    this.#heightLock.around(() => super.update(changed));
  }

  protected override render(): unknown {
    const { ways, unknown } = attentionOf(this.attention);
    return html`${
      unknown.length === 0
        ? nothing
        : html`<p class="error" role="alert">${untrusted(strings.unknown(unknown, attentionModes))}</p>`
    }
    ${
      ways.has('notification') || ways.has('sound')
        ? html`<div class="row" role="group" aria-label=${strings.label}>
            ${ways.has('notification') ? notification() : nothing} ${ways.has('sound') ? sound() : nothing}
          </div>`
        : nothing
    }`;
  }

  protected override updated(): void {
    if (!this.isConnected) return;
    const { ways } = attentionOf(this.attention);
    this.#release(ways);
    this.#followWhileHidden(ways.size > 0);
    if (ways.has('notification')) this.#listen('notification', notifier);
    if (ways.has('sound')) this.#listen('sound', chime);
    this.#follow(ways);
  }

  get #widget(): Element | undefined {
    const root = this.getRootNode();
    return root instanceof ShadowRoot ? root.host : undefined;
  }

  /** A hidden page has no stream: keep the store subscribed so that it polls. */
  #followWhileHidden(wanted: boolean): void {
    const store = wanted ? this.#approvals.store : undefined;
    if (store === this.#needed?.store) return;
    this.#needed?.end();
    this.#needed = store && { store, end: store.needWhileHidden() };
  }

  #follow(ways: ReadonlySet<AttentionMode>): void {
    const client = this.gateway.value;
    const data = this.#approvals.store?.state.data;
    if (!client || !data) {
      // The count is unknown.
      pageTitle.release(this);
      notifier.release(this);
      return;
    }
    const ids = data.requests.map(({ approvalId }) => approvalId);
    const known = this.#known?.client === client ? this.#known.ids : undefined;
    const arrived = known !== undefined && ids.some((id) => !known.has(id));
    this.#known = { client, ids: new Set(ids) };
    const count = waitingCount(data) ?? 0;
    if (ways.has('title')) pageTitle.count(this, client, count);
    if (ways.has('notification')) notifier.count(this, client, count, arrived);
    if (ways.has('sound') && arrived) chime.play();
  }

  #listen(way: AttentionMode, to: { subscribe(listener: () => void): () => void }): void {
    if (!this.#listening.has(way))
      this.#listening.set(
        way,
        to.subscribe(() => this.requestUpdate()),
      );
  }

  /** Ends modes that are no longer on. */
  #release(wanted: ReadonlySet<AttentionMode>): void {
    if (!wanted.has('title')) pageTitle.release(this);
    if (!wanted.has('notification')) notifier.release(this);
    for (const [way, stop] of this.#listening) {
      if (wanted.has(way)) continue;
      this.#listening.delete(way);
      stop();
    }
  }
}

function notification(): TemplateResult {
  const { state } = notifier;
  if (state !== 'granted' && state !== 'default') return html`<span>${strings.noNotification[state]}</span>`;
  return html`<button type="button" aria-pressed=${notifier.on} @click=${() => void notifier.toggle()}>
    ${strings.notify}
  </button>`;
}

function sound(): TemplateResult {
  if (chime.state === 'unsupported') return html`<span>${strings.noSound}</span>`;
  return html`<button type="button" aria-pressed=${chime.muted} @click=${() => chime.toggle()}>${strings.mute}</button>
    ${chime.state === 'waiting' ? html`<span>${strings.soundLater}</span>` : nothing}`;
}
