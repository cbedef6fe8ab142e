import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Capability } from '../../client/rpc-client.js';
import type { ActionResult } from '../../controllers/action-controller.js';
import { maxValueLength } from '../../data/secrets.js';
import type { Secret } from '../../protocol/index.js';
import { renderNotes, renderRefusal } from '../../ui/base/capability.js';
import { PageHideController } from '../../controllers/page-hide-controller.js';
import { GuardedButton } from '../../ui/guards/guarded-button.js';
import { type HostActions, renderHeld } from '../../ui/guards/host-actions.js';
import { similarTo } from '../../ui/text-safety/untrusted-text.js';
import { isDeceptiveName, similarNote, untrusted, untrustedName } from '../../ui/text-safety/untrusted-text.js';
import { createdOf, factsOf, failure, updatedOf, useOf } from './secret-parts.js';
import type { ComisElement } from '../../ui/base/comis-element.js';
import { strings } from './secrets-manager.strings.js';
import { ValueField } from './value-field.js';

/** The longest name that the documented RPC takes. */
const maxName = 256;
/** The key of the action. Secret names are never empty. */
export const setKey = '';

/** What the form needs from its element. */
export interface SetFormOptions {
  /** The gateway's capability for `secrets.set`. */
  readonly capability: () => Capability;
  /** Whether the gateway is connected. */
  readonly isConnected: () => boolean;
  /** The gateway's time, epoch ms. */
  readonly now: () => number;
  /** The secret that a name would replace; undefined for a new name. */
  readonly find: (name: string) => Secret | undefined;
  /** Whether several secrets share a name. */
  readonly isAmbiguous: (name: string) => boolean;
  /** The existing names. */
  readonly names: () => readonly string[];
  /** Whether the host of the page vouches for what it draws over the form. */
  readonly trusted: () => boolean;
  /**
   * Stores the value, under {@link setKey}.
   *
   * @param replaced the secret that it replaces, as it was shown; undefined where none was.
   * @returns true when the name was new to the gateway.
   */
  readonly store: (name: string, value: string, replaced: Secret | undefined) => Promise<ActionResult<boolean>>;
}

/**
 * The form "Set secret". An existing name changes the action and its button to Replace. The name is kept until the
 * gateway has stored the secret; the value only until it is sent, whatever the result.
 */
export class SetForm {
  /** The id of the explanation why nothing can be set. */
  static readonly refusalId = 'set-refusal';

  readonly #host: ComisElement;
  readonly #actions: HostActions;
  readonly #options: SetFormOptions;
  readonly #value: ValueField;
  readonly #guard: GuardedButton;
  #name = '';
  /**
   * The name comes from the table and a text field would not show it faithfully: it is rendered as untrusted text
   * instead.
   */
  #isShown = false;
  /** The secret that would be replaced, as it was shown last. */
  #shown: Secret | undefined;
  /** The last result: makes a sentence about a name, in the language of the render. */
  #outcome: (() => string) | undefined;

  constructor(host: ComisElement, actions: HostActions, options: SetFormOptions) {
    this.#host = host;
    this.#actions = actions;
    this.#options = options;
    this.#value = new ValueField(host);
    this.#guard = new GuardedButton(host, {
      trusted: options.trusted,
      find: () => host.renderRoot.querySelector('form .send'),
    });
    new PageHideController(host, () => {
      this.#value.wipe();
      // An act that waits for the host holds the value, too.
      this.#actions.cancel(setKey);
    });
  }

  /** Whether it would replace a secret: then it shows ages. */
  get isReplacing(): boolean {
    return this.#replaced !== undefined;
  }

  /** Fills in a name from the table and focuses the value. */
  replace(name: string): void {
    this.#name = name;
    this.#isShown = isDeceptiveName(name) !== false;
    this.#guard.raise();
    this.#forget();
    this.#value.focus();
  }

  /** Empties it. */
  clear(): void {
    this.#takeName('');
    this.#value.wipe();
    this.#actions.cancel(setKey);
    this.#forget();
  }

  focus(): void {
    this.#host.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  }

  render(): TemplateResult {
    const capability = this.#options.capability();
    const isOff = capability.status === 'not-offered';
    const reason = isOff ? undefined : this.#reason();
    const replaced = (this.#shown = this.#replaced);
    this.#guard.follow(replaced ? factsOf(replaced) : null);
    const error = this.#actions.error(setKey);
    return html`<h2 id="set-title">${strings.form}</h2>
      <form aria-labelledby="set-title" part="form" autocomplete="off" @submit=${preventDefault}>
        ${renderRefusal('secrets.set', capability, SetForm.refusalId)}
        ${this.#isShown ? this.#shownName() : this.#nameField(isOff)} ${this.#value.render(this.#onEnter, isOff)}
        ${replaced ? this.#replacement(replaced) : nothing} ${renderNotes(capability, 'set-notes')}
        ${error ? html`<p class="error" role="alert">${failure(error)} ${strings.wiped}</p>` : nothing}
        <div class="submit">
          ${this.#button(replaced !== undefined, isOff || reason !== undefined || !this.#guard.open)}
          <span id="set-reason" class="muted">${reason}</span>
          ${this.#guard.render(!isOff && reason === undefined)}
        </div>
        <div role="status">${renderHeld(this.#actions, setKey)}</div>
        <p class="outcome" role="status">${this.#outcome ? untrusted(this.#outcome()) : nothing}</p>
      </form>`;
  }

  #nameField(isOff: boolean): TemplateResult {
    return html`<div class="field">
      <label for="name">${strings.name}</label>
      <input
        id="name"
        class="mono"
        maxlength=${maxName}
        autocomplete="off"
        autocapitalize="off"
        autocorrect="off"
        spellcheck="false"
        aria-describedby="name-notes"
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
        data-form-type="other"
        ?disabled=${isOff}
        .value=${live(this.#name)}
        @input=${this.#onName}
      />
      <div id="name-notes" aria-live="polite">${this.#nameNotes()}</div>
    </div>`;
  }

  /** Renders what the field does not show of its name. */
  #nameNotes(): unknown {
    const name = this.#target;
    if (name === '') return nothing;
    return html`${
      isDeceptiveName(name)
        ? html`<p class="suspicion">${strings.nameDeceives} <span class="mono">${untrustedName(name)}</span></p>`
        : nothing
    }
    ${similarNote(similarTo(name, this.#options.names()))}`;
  }

  #shownName(): TemplateResult {
    return html`<div class="field">
      <span class="label">${strings.name}</span>
      <p class="shown-name"><span class="mono">${untrustedName(this.#name)}</span></p>
      <button type="button" class="link" @click=${this.#onOtherName}>${strings.otherName}</button>
    </div>`;
  }

  /** Two templates, so that Set cannot become Replace between pointerdown and click. */
  #button(replaces: boolean, disabled: boolean): TemplateResult {
    return replaces
      ? html`<button
          type="button"
          class="danger send"
          aria-disabled=${disabled}
          aria-describedby="set-refusal set-notes set-reason ${this.#guard.id} replaced"
          @pointerdown=${this.#guard.press}
          @keydown=${this.#guard.press}
          @click=${this.#onClick}
        >
          ${strings.replace}
        </button>`
      : html`<button
          type="submit"
          class="primary send"
          aria-disabled=${disabled}
          aria-describedby="set-refusal set-notes set-reason ${this.#guard.id}"
          @pointerdown=${this.#guard.press}
          @keydown=${this.#guard.press}
          @click=${this.#onClick}
        >
          ${strings.set}
        </button>`;
  }

  #replacement(secret: Secret): TemplateResult {
    const now = this.#options.now();
    return html`<div class="replaced" id="replaced" part="replaced">
      <p class="warning">${strings.replaces}</p>
      <dl>
        <dt>${strings.name}</dt>
        <dd class="mono">${untrusted(secret.name)}</dd>
        <dt>${strings.created}</dt>
        <dd>${createdOf(secret)}</dd>
        <dt>${strings.updated}</dt>
        <dd>${updatedOf(secret, now)}</dd>
        <dt>${strings.lastUsed}</dt>
        <dd>${useOf(secret, now)}</dd>
      </dl>
    </div>`;
  }

  get #replaced(): Secret | undefined {
    return this.#options.find(this.#target);
  }

  /** A name from the table may have surrounding spaces; a typed one is trimmed. */
  get #target(): string {
    return this.#options.find(this.#name) ? this.#name : this.#name.trim();
  }

  /** Why the form cannot be sent now; undefined when it can. */
  #reason(): string | undefined {
    const { length } = this.#value;
    if (this.#actions.isPending(setKey)) return strings.storing;
    if (!this.#options.isConnected()) return strings.notConnected;
    // Lone surrogates would be replaced on the wire.
    if (/\p{Cs}/u.test(this.#name)) return strings.nameBroken;
    if (this.#options.isAmbiguous(this.#target)) return strings.ambiguousName;
    if (length > maxValueLength) return strings.tooLong(length, maxValueLength);
    if (this.#target !== '') return length > 0 ? undefined : strings.needsValue;
    return length > 0 ? strings.needsName : strings.needsBoth;
  }

  #forget(): void {
    this.#outcome = undefined;
    this.#actions.clear(setKey);
    this.#host.requestUpdate();
  }

  #takeName(name: string): void {
    this.#name = name;
    this.#isShown = false;
  }

  readonly #onOtherName = async (): Promise<void> => {
    this.#takeName('');
    this.#forget();
    await this.#host.updateComplete;
    this.focus();
  };

  readonly #onName = (event: Event): void => {
    this.#name = (event.currentTarget as HTMLInputElement).value;
    this.#forget();
  };

  readonly #onClick = (event: MouseEvent): void => this.#guard.attempt(event, this.#reason(), () => void this.#send());

  /** Enter sets a new secret; replacing one needs the button. */
  readonly #onEnter = (event: KeyboardEvent): void => {
    if (this.isReplacing) return;
    const missing = this.#reason();
    if (!this.#guard.acceptsKey(event)) this.#guard.explain();
    else if (missing === undefined) void this.#send();
    else this.#guard.explain(missing);
  };

  readonly #send = async (): Promise<void> => {
    if (this.#options.capability().status === 'not-offered' || this.#reason() !== undefined) return;
    const name = this.#target;
    const replaced = this.#shown;
    const { length } = this.#value;
    this.#forget();
    // From here on the value is in flight or gone.
    const value = this.#value.take();
    const result = await this.#options.store(name, value, replaced);
    if (!('value' in result)) {
      if ('error' in result) this.#value.focus();
      return;
    }
    this.#outcome = () => {
      if (replaced) return strings.replaced(name, length);
      return result.value ? strings.done(name, length) : strings.replacedUnseen(name);
    };
    this.#takeName('');
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.focus();
  };
}

/** Enter in the name field clicks the button, which acts. */
const preventDefault = (event: Event): void => event.preventDefault();
