import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Capability } from '../../client/rpc-client.js';
import type { Secret } from '../../protocol/index.js';
import { renderNotes } from '../../ui/base/capability.js';
import { type HostActions, renderHeld } from '../../ui/guards/host-actions.js';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.js';
import { TypedPhrase } from '../../ui/guards/typed-phrase.js';
import { isDeceptiveName, untrusted, untrustedName } from '../../ui/text-safety/untrusted-text.js';
import { createdOf, factsOf, failure, isUsed, updatedOf, useOf } from './secret-parts.js';
import { strings } from './secrets-manager.strings.js';

/** What the dialog needs from its element. */
export interface DeleteOptions {
  /** The gateway's capability for `secrets.delete`. */
  readonly capability: () => Capability;
  /** Whether the gateway is connected. */
  readonly isConnected: () => boolean;
  /** The current state of a secret; undefined when it is gone. */
  readonly find: (name: string) => Secret | undefined;
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
  /**
   * Called for each click on Delete once the name is typed, unless the action is pending or impossible.
   *
   * @param shown the secret as it was shown; undefined where it was gone already.
   */
  readonly confirmed: (name: string, shown: Secret | undefined) => void;
}

/**
 * Confirms the deletion of a secret by its typed name; stays open until the gateway has deleted it or the person
 * cancels.
 */
export class DeleteDialog {
  readonly #actions: HostActions;
  readonly #options: DeleteOptions;
  readonly #dialog: ConfirmDialog;
  readonly #typed: TypedPhrase;
  #name: string | undefined;

  /** @param actions runs the deletion, keyed by the secret's name. */
  constructor(host: LitElement, actions: HostActions, options: DeleteOptions) {
    this.#actions = actions;
    this.#options = options;
    this.#typed = new TypedPhrase(host, { id: 'typed-name', first: true });
    this.#dialog = new ConfirmDialog(host, {
      id: 'delete',
      isOpen: () => this.#name !== undefined,
      trusted: options.trusted,
      leave: () => this.#leave(),
    });
  }

  /** Opens it for a secret and clears its last error. */
  ask(name: string): void {
    this.#name = name;
    this.#typed.clear();
    this.#actions.clear(name);
    this.#dialog.ask();
  }

  /** Whether it is open for this secret. */
  isAbout(name: string): boolean {
    return this.#name === name;
  }

  close(): void {
    this.#dialog.leave();
  }

  render(): TemplateResult {
    return this.#dialog.render(this.#name === undefined ? nothing : this.#content(this.#name));
  }

  #content(name: string): TemplateResult {
    const secret = this.#options.find(name);
    this.#dialog.guard.follow(secret ? factsOf(secret) : null);
    const pending = this.#actions.isPending(name);
    const away = !pending && !this.#options.isConnected();
    const error = this.#actions.error(name);
    return html`<h2 id="delete-title">${strings.deleteTitle} ${untrustedName(name)}?</h2>
      <p>${strings.deleteEffect}</p>
      <p class="warning">${secret ? effectOf(secret) : strings.gone}</p>
      ${renderNotes(this.#options.capability(), 'delete-notes')} ${secret ? details(secret) : nothing}
      ${this.#typed.render(
        strings.typeName,
        isDeceptiveName(name) ? html`<p class="muted">${strings.typeNameHint}</p>` : nothing,
      )}
      ${error ? html`<p class="error" role="alert">${failure(error)}</p>` : nothing}
      <div role="status">${renderHeld(this.#actions, name, false)}</div>
      ${this.#dialog.renderActions(
        pending && !this.#actions.isHeld(name) ? strings.close : strings.cancel,
        pending ? strings.deleting : strings.delete,
        {
          busy: pending,
          reason: away ? strings.notConnected : undefined,
          missing: this.#isTyped ? undefined : strings.typeName,
          describedBy: 'delete-notes',
          focusElsewhere: true,
          confirmed: () => this.#onConfirm(secret),
        },
      )}`;
  }

  get #isTyped(): boolean {
    return this.#typed.value === this.#name;
  }

  #onConfirm(shown: Secret | undefined): void {
    if (this.#name === undefined || !this.#isTyped || this.#actions.isPending(this.#name)) return;
    if (!this.#options.isConnected()) return;
    this.#options.confirmed(this.#name, shown);
  }

  #leave(): void {
    const name = this.#name;
    this.#name = undefined;
    this.#typed.clear();
    if (name === undefined) return;
    this.#actions.cancel(name);
    this.#actions.clear(name);
  }
}

/** Renders the effect of the deletion, by the gateway's usage counts. */
function effectOf(secret: Secret): unknown {
  const { provider, usageCount } = secret;
  if (isUsed(secret)) return provider ? untrusted(strings.deleteUsedBy(provider)) : strings.deleteUsed;
  return usageCount === 0 ? strings.deleteUnused : strings.deleteUnknown;
}

function details(secret: Secret): TemplateResult {
  return html`<dl>
    <dt>${strings.name}</dt>
    <dd class="mono">${untrustedName(secret.name)}</dd>
    <dt>${strings.created}</dt>
    <dd>${createdOf(secret)}</dd>
    <dt>${strings.updated}</dt>
    <dd>${updatedOf(secret)}</dd>
    <dt>${strings.lastUsed}</dt>
    <dd>${useOf(secret)}</dd>
  </dl>`;
}
