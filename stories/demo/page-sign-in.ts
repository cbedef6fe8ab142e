import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { ClientController } from '../../src/controllers/client-controller.js';
import { PageHideController } from '../../src/controllers/page-hide-controller.js';
import type { ComisGateway } from '../../src/elements/gateway/gateway.js';
import { untrusted } from '../../src/ui/text-safety/untrusted-text.js';
import { openSession } from './session.js';

/**
 * Signs the page in: by itself where the server hands out a token, else with the one that a person types. It shows only
 * while there is something to say or to ask, and keeps no token but in the function that the gateway calls.
 */
export class PageSignIn extends LitElement {
  client: RpcClient | undefined;

  /** Nothing else on the page has anything to show yet: what follows this element is taken off the page meanwhile. */
  @property({ type: Boolean, reflect: true }) alone = false;

  @state() private asking = false;
  /** Why the token was not accepted, when there is no connection left that could tell. */
  @state() private reason: string | undefined;
  @state() private mode: 'reference' | 'proxy' = 'reference';

  @query('input') private field!: HTMLInputElement | null;

  readonly #gateway = new ClientController(this);
  /** What was taken off the page. */
  readonly #aside = document.createDocumentFragment();

  constructor() {
    super();
    // Browsers show a page that was left again as it was, and what was typed with it.
    new PageHideController(this, () => {
      if (this.field) this.field.value = '';
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#signInBySession();
  }

  /** Lets a person change to another token. */
  async ask(): Promise<void> {
    this.asking = true;
    await this.updateComplete;
    this.field?.focus();
  }

  /** The page's own styles reach it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const client = this.#gateway.value;
    if (client?.connection.status === 'refused' && client.epoch === 0) {
      // It never showed anything: the page goes back to asking, and to that alone.
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
      // The connection that asked is closed by now.
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

  /** Another token may be another person's: the connection is opened anew. */
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
