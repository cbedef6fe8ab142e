import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { ClientController } from '../../src/controllers/client-controller.js';
import { PageHideController } from '../../src/controllers/page-hide-controller.js';
import type { ComisGateway } from '../../src/elements/gateway/gateway.js';
import { untrusted } from '../../src/ui/text-safety/untrusted-text.js';
import { openSession } from './session.js';

/**
 * Signs the page in: automatically where the server hands out a token, else with one that a person types. Visible only
 * while there is a message or a form, and keeps the token only in the function that the gateway calls.
 */
export class PageSignIn extends LitElement {
  client: RpcClient | undefined;

  /** The rest of the page has nothing to show yet: the siblings after this element are removed meanwhile. */
  @property({ type: Boolean, reflect: true }) alone = false;

  @state() private asking = false;
  /** Why the token was not accepted, once there is no connection left to ask. */
  @state() private reason: string | undefined;
  @state() private mode: 'reference' | 'proxy' = 'reference';

  @query('input') private field!: HTMLInputElement | null;

  readonly #gateway = new ClientController(this);
  /** The removed siblings. */
  readonly #aside = document.createDocumentFragment();

  constructor() {
    super();
    // Browsers restore a page from the back/forward cache, including typed text.
    new PageHideController(this, () => {
      if (this.field) this.field.value = '';
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#signInBySession();
  }

  /** Shows the form for another token. */
  async ask(): Promise<void> {
    this.asking = true;
    await this.updateComplete;
    this.field?.focus();
  }

  /** In the light DOM, for the page's own styles. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const client = this.#gateway.value;
    if (client?.connection.status === 'refused' && client.epoch === 0) {
      // The page never showed data: return to the sign-in form alone.
      this.#stop(client.connection.error.message);
    }
    this.alone = this.asking && !this.#gateway.value;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('alone')) return;
    if (this.alone) while (this.nextSibling) this.#aside.append(this.nextSibling);
    else this.after(this.#aside);
  }

  protected override render() {
    const connection = this.#gateway.value?.connection;
    const reason = connection?.status === 'refused' ? connection.error.message : this.reason;
    if (!this.asking && reason === undefined) return nothing;
    return html`<form @submit=${this.#submit} aria-label="Sign in">
      ${
        reason === undefined
          ? html`<p>The gateway asks for a token. It stays in this page's memory until you close or reload it.</p>`
          : html`<p role="alert">The gateway does not accept the token: ${untrusted(reason)}</p>`
      }
      <label for="token">Token</label>
      <input id="token" type="password" autocomplete="off" spellcheck="false" required />
      <button type="submit">Connect</button>
      ${
        this.mode === 'reference'
          ? html`<button type="button" @click=${this.#signInBySession}>Sign in again</button>`
          : nothing
      }
    </form>`;
  }

  #signInBySession(): void {
    this.#use(async () => {
      const session = await openSession();
      this.mode = session.mode;
      if (session.mode === 'reference') return session.token;
      this.#stop();
      await this.ask();
      // The requesting connection is closed by now.
      throw new Error('this server has no token to hand out');
    });
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.field;
    const token = field?.value.trim();
    if (!field || !token) return;
    field.value = '';
    this.#use(() => token);
  }

  /** Another token may belong to another person: reconnect. */
  #use(getToken: ComisGateway['getToken']): void {
    this.asking = false;
    this.reason = undefined;
    this.#connectWith(getToken);
  }

  #stop(reason?: string): void {
    this.asking = true;
    this.reason = reason;
    this.#connectWith(undefined);
  }

  #connectWith(getToken: ComisGateway['getToken']): void {
    const gateway = this.closest('comis-gateway');
    if (!gateway) return;
    gateway.getToken = getToken;
    gateway.reconnect();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'page-sign-in': PageSignIn;
  }
}
