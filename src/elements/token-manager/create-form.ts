import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Capability } from '../../client/rpc-client.js';
import type { ActionResult } from '../../controllers/action-controller.js';
import type { Wait } from '../../data/tokens.js';
import { scopes, type ParamsOf, type Scope } from '../../protocol/index.js';
import { renderNotes, renderRefusal } from '../../ui/base/capability.js';
import { GuardedButton } from '../../ui/guards/guarded-button.js';
import { type HostActions, renderHeld } from '../../ui/guards/host-actions.js';
import { similarTo } from '../../ui/text-safety/untrusted-text.js';
import { isDeceptiveName, similarNote, untrusted, untrustedName } from '../../ui/text-safety/untrusted-text.js';
import { LossConsent } from './loss-consent.js';
import { strings } from './token-manager.strings.js';
import { failure, waits } from './token-parts.js';

/** The longest name that the documented RPC takes. */
const maxName = 256;
/** The key of the action. Token ids are never empty. */
export const createKey = '';

/** What the form needs from its element. */
export interface CreateFormOptions {
  /** The gateway's capability for `tokens.create`. */
  readonly capability: () => Capability;
  /** Whether the gateway is connected. */
  readonly isConnected: () => boolean;
  /** False when tokens of this gateway do not expire. */
  readonly canExpire: () => boolean;
  /** The names of the tokens in force. */
  readonly names: () => readonly string[];
  /** What a scope allows, where the gateway reports it. */
  readonly allows: (scope: Scope) => string | undefined;
  /** What delays the creation of a token of this name. */
  readonly wait: (name: string) => Wait | undefined;
  /** Whether the host of the page vouches for what it draws over the form. */
  readonly trusted: () => boolean;
  /** Creates the token, under {@link createKey}. */
  readonly create: (params: ParamsOf<'tokens.create'>) => Promise<ActionResult<void>>;
}

/** The form "Create Token". It keeps what was typed until the gateway has created the token. */
export class CreateForm {
  readonly #host: LitElement;
  readonly #actions: HostActions;
  readonly #options: CreateFormOptions;
  #name = '';
  #chosen: ReadonlySet<Scope> = new Set();
  /** The name in flight. */
  #sent = '';
  readonly #consent: LossConsent;
  readonly #guard: GuardedButton;

  constructor(host: LitElement, actions: HostActions, options: CreateFormOptions) {
    this.#host = host;
    this.#actions = actions;
    this.#options = options;
    this.#consent = new LossConsent(host, 'create-phrase');
    this.#guard = new GuardedButton(host, {
      trusted: options.trusted,
      find: () => host.renderRoot.querySelector('form .generate'),
    });
  }

  /** Empties it. */
  clear(): void {
    this.#name = '';
    this.#chosen = new Set();
    this.#actions.cancel(createKey);
    this.#actions.clear(createKey);
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    const capability = this.#options.capability();
    const isOff = capability.status === 'not-offered';
    const reason = isOff ? undefined : this.#reason();
    const error = this.#actions.error(createKey);
    const wait = this.#actions.isPending(createKey) ? this.#options.wait(this.#sent) : undefined;
    return html`<h2 id="create-title">${strings.form}</h2>
      <form aria-labelledby="create-title" part="form" autocomplete="off" @submit=${preventDefault}>
        ${renderRefusal('tokens.create', capability, 'create-refusal')}
        <div class="field">
          <label for="name">${strings.name}</label>
          <input
            id="name"
            maxlength=${maxName}
            aria-invalid=${nameProblem(this.#name) !== undefined}
            aria-describedby="generate-reason name-notes"
            ?disabled=${isOff}
            .value=${live(this.#name)}
            @input=${this.#onName}
          />
          <div id="name-notes" aria-live="polite">${this.#nameNotes()}</div>
        </div>
        <fieldset ?disabled=${isOff}>
          <legend>${strings.scopes}</legend>
          ${scopes.map((scope) => this.#checkbox(scope))}
        </fieldset>
        ${this.#chosen.has('admin') ? html`<p class="warning">${strings.adminWarning}</p>` : nothing}
        ${this.#options.canExpire() ? nothing : html`<p class="muted">${strings.noExpiry}</p>`}
        ${renderNotes(capability, 'create-notes')}
        ${error && error.kind !== 'unconfirmed' ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}
        ${this.#consent.render(error)}
        <div class="submit">
          <button
            type="submit"
            class="primary generate"
            aria-disabled=${isOff || reason !== undefined || !this.#guard.open}
            aria-describedby="create-refusal create-notes generate-reason ${this.#guard.id}"
            @pointerdown=${this.#guard.press}
            @keydown=${this.#guard.press}
            @click=${(event: MouseEvent) => this.#guard.attempt(event, this.#reason(), () => void this.#create())}
          >
            ${strings.generate}
          </button>
          <span id="generate-reason" class="muted">${reason}</span>
          ${this.#guard.render(!isOff && reason === undefined)}
        </div>
        <div role="status">${wait ? waits(wait) : renderHeld(this.#actions, createKey)}</div>
      </form>`;
  }

  /** Renders what the field does not show of its name. */
  #nameNotes(): unknown {
    const name = this.#name;
    if (name === '') return nothing;
    return html`${
      isDeceptiveName(name) ? html`<p class="suspicion">${strings.nameDeceives} ${untrustedName(name)}</p>` : nothing
    }
    ${similarNote(similarTo(name, this.#options.names()))}`;
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
      <span id="scope-${scope}-allows" class="muted">${this.#allows(scope)}</span>
    </div>`;
  }

  #allows(scope: Scope): unknown {
    const said = this.#options.allows(scope);
    return said === undefined ? strings.scopesOf[scope] : untrusted(said);
  }

  /** Why the form cannot be sent now; undefined when it can. */
  #reason(): string | undefined {
    if (this.#actions.isPending(createKey)) return strings.generating;
    if (!this.#options.isConnected()) return strings.notConnected;
    const problem = nameProblem(this.#name);
    if (problem !== undefined) return problem;
    const hasName = this.#name.trim() !== '';
    if (this.#chosen.size > 0 && hasName) {
      return this.#consent.isMissing(this.#actions.error(createKey)) ? strings.needsPhrase : undefined;
    }
    if (this.#chosen.size > 0) return strings.needsName;
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

  readonly #create = async (): Promise<void> => {
    if (this.#options.capability().status === 'not-offered' || this.#reason() !== undefined) return;
    const name = (this.#sent = this.#name);
    const chosen = [...this.#chosen];
    const acceptLoss = this.#consent.accepted(this.#actions.error(createKey));
    const params = { name, scopes: chosen, ...(acceptLoss ? { acceptLoss: [...acceptLoss] } : {}) };
    const result = await this.#options.create(params);
    // The call may have waited for long, and the next name been typed meanwhile.
    if (!('value' in result) || this.#name !== name) return;
    this.#name = '';
    this.#chosen = new Set();
    this.#host.requestUpdate();
  };
}

/** Enter clicks the button, which acts. */
const preventDefault = (event: Event): void => event.preventDefault();

/** Why a name is invalid; undefined when it is valid or empty. */
function nameProblem(name: string): string | undefined {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed !== name) return strings.nameEndsInSpace;
  // Lone surrogates would be replaced on the wire.
  return /\p{Cs}/u.test(name) ? strings.nameBroken : undefined;
}
