import { html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { RpcClient } from '../../src/client/rpc-client.js';
import { ClientController } from '../../src/controllers/client-controller.js';
import type { ComisGateway } from '../../src/elements/gateway/gateway.js';
import { untrusted } from '../../src/elements/shared/untrusted-text.js';
import { openSession } from './session.js';

/**
 * Signs the page in: by itself where the server hands out a token, else with the one that a person types. It shows only
 * while there is something to say or to ask, and keeps no token but in the function that the gateway calls.
 */
export class PageSignIn extends LitElement {
  client: RpcClient | undefined;

  /** Nothing else on the page has anything to show yet. */
  @property({ type: Boolean, reflect: true }) alone = false;

  @state() private asking = false;
  @state() private mode: 'reference' | 'proxy' = 'reference';

  @query('input') private field!: HTMLInputElement | null;

  readonly #gateway = new ClientController(this);

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
    this.alone = this.#shown && !this.#gateway.value?.epoch;
  }

  protected override render() {
    if (!this.#shown) return nothing;
    const connection = this.#gateway.value?.connection;
    return html`<form @submit=${this.#submit} aria-label="Sign in">
      ${
        connection?.status === 'refused'
          ? html`<p role="alert">The gateway does not accept the token: ${untrusted(connection.error.message)}</p>`
          : html`<p>The gateway asks for a token. It stays in this page's memory until you close or reload it.</p>`
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

  get #shown(): boolean {
    return this.asking || this.#gateway.value?.connection.status === 'refused';
  }

  #signInBySession(): void {
    this.asking = false;
    this.#use(async () => {
      const session = await openSession();
      this.mode = session.mode;
      if (session.mode === 'reference') return session.token;
      void this.ask();
      // Answered by the form, which puts another function in this one's place.
      return new Promise<never>(() => undefined);
    });
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const field = this.field;
    const token = field?.value.trim();
    if (!field || !token) return;
    field.value = '';
    this.asking = false;
    this.#use(() => token);
  }

  /** Another function is another connection. */
  #use(getToken: ComisGateway['getToken']): void {
    const gateway = this.closest('comis-gateway');
    if (gateway) gateway.getToken = getToken;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'page-sign-in': PageSignIn;
  }
}
