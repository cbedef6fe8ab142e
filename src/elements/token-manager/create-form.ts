import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ActionController } from '../../controllers/action-controller.js';
import { scopes, type ParamsOf, type Scope } from '../../protocol/index.js';
import { strings } from './token-manager.strings.js';
import { failure } from './token-table.js';

/** The longest name that the documented RPC takes. */
const maxName = 256;
/** The key of the action: no token's id, as it is no id at all. */
const key = '';

/** The form that a token is made with. It keeps what was typed until the gateway has made the token. */
export class CreateForm {
  readonly #host: LitElement;
  readonly #actions: ActionController;
  readonly #isConnected: () => boolean;
  readonly #create: (params: ParamsOf<'tokens.create'>) => Promise<void>;
  #name = '';
  #chosen: ReadonlySet<Scope> = new Set();

  /**
   * @param isConnected whether the gateway can be asked now.
   * @param create makes the token; throws when the gateway does not. Called once however often the form is sent.
   */
  constructor(
    host: LitElement,
    actions: ActionController,
    isConnected: () => boolean,
    create: (params: ParamsOf<'tokens.create'>) => Promise<void>,
  ) {
    this.#host = host;
    this.#actions = actions;
    this.#isConnected = isConnected;
    this.#create = create;
  }

  render(): TemplateResult {
    const reason = this.#reason();
    const error = this.#actions.error(key);
    return html`<h2 id="create-title">${strings.form}</h2>
      <form aria-labelledby="create-title" part="form" autocomplete="off" @submit=${this.#onSubmit}>
        <div class="field">
          <label for="name">${strings.name}</label>
          <input id="name" maxlength=${maxName} .value=${this.#name} @input=${this.#onName} />
        </div>
        <fieldset>
          <legend>${strings.scopes}</legend>
          ${scopes.map((scope) => this.#checkbox(scope))}
        </fieldset>
        ${this.#chosen.has('admin') ? html`<p class="warning">${strings.adminWarning}</p>` : nothing}
        ${error ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}
        <div class="submit">
          <button
            type="submit"
            class="primary"
            aria-disabled=${reason !== undefined}
            aria-describedby="generate-reason"
          >
            ${strings.generate}
          </button>
          <span id="generate-reason" class="muted">${reason}</span>
        </div>
      </form>`;
  }

  #checkbox(scope: Scope): TemplateResult {
    return html`<div class="scope">
      <input
        type="checkbox"
        id="scope-${scope}"
        aria-describedby="scope-${scope}-allows"
        .checked=${this.#chosen.has(scope)}
        @change=${(event: Event) => this.#onScope(scope, (event.currentTarget as HTMLInputElement).checked)}
      />
      <label for="scope-${scope}">${scope}</label>
      <span id="scope-${scope}-allows" class="muted">${strings.scopesOf[scope]}</span>
    </div>`;
  }

  /** Why the form cannot be sent now; undefined when it can. */
  #reason(): string | undefined {
    if (this.#actions.isPending(key)) return strings.generating;
    if (!this.#isConnected()) return strings.notConnected;
    const hasName = this.#name.trim() !== '';
    if (this.#chosen.size > 0) return hasName ? undefined : strings.needsName;
    return hasName ? strings.needsScope : strings.needsBoth;
  }

  readonly #onName = (event: Event): void => {
    this.#name = (event.currentTarget as HTMLInputElement).value;
    this.#host.requestUpdate();
  };

  #onScope(scope: Scope, chosen: boolean): void {
    this.#chosen = new Set(scopes.filter((each) => (each === scope ? chosen : this.#chosen.has(each))));
    this.#host.requestUpdate();
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.#reason() !== undefined) return;
    const name = this.#name.trim();
    const chosen = [...this.#chosen];
    const result = await this.#actions.run(key, () => this.#create({ name, scopes: chosen }));
    if (!('value' in result)) return;
    this.#name = '';
    this.#chosen = new Set();
    this.#host.requestUpdate();
  };
}
