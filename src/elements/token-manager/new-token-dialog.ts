import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { PageHideController } from '../../controllers/page-hide-controller.js';
import { copyText } from '../../ui/text-safety/copy-text.js';
import { untrusted, untrustedName } from '../../ui/text-safety/untrusted-text.js';
import { ModalDialog } from '../../ui/dialogs/modal-dialog.js';
import { type Provenance, renderProvenance } from '../../ui/format/provenance.js';
import { strings } from './token-manager.strings.js';

/** A new token with its secret. */
export interface IssuedToken extends Provenance {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly secret: string;
  /** The ids, after a rotation. */
  readonly rotated?: { readonly oldId: string; readonly newId: string };
  /** The environment variable of the gateway that must hold the secret before the token works. */
  readonly environmentVariable?: string | undefined;
}

/** What can be copied: the secret, or the environment line with it. */
type Copyable = 'secret' | 'line';

/**
 * Shows new secrets, one after the other, and discards each when the person is done or the host is disconnected. It is
 * the only place that holds a secret: nothing else may keep it.
 */
export class NewTokenDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #onDone: () => void;
  readonly #dialog: ModalDialog;
  /** A queue: an answer may arrive while the dialog is open, and a secret replaced unseen would be lost. */
  #issued: readonly IssuedToken[] = [];
  #copied: Copyable | undefined;
  #byHand = false;
  #triedToLeave = false;
  #lost: readonly string[] = [];

  /** @param onDone called when the last secret was dismissed. */
  constructor(host: LitElement, onDone: () => void) {
    this.#host = host;
    this.#onDone = onDone;
    host.addController(this);
    new PageHideController(host, () => {
      this.#lost = [...this.#lost, ...this.#issued.map(({ id }) => id)];
      this.#forget([]);
    });
    this.#dialog = new ModalDialog(host, {
      id: 'new-token',
      isOpen: () => this.#issued.length > 0,
      cancel: this.#onCancel,
      // Closed by something other than Done: reopen with the next update.
      leave: () => undefined,
    });
  }

  /** Whether there is a secret that was not copied yet. */
  get isUncopied(): boolean {
    return this.#issued.length > (this.#copied === undefined ? 0 : 1);
  }

  /** The ids of the tokens whose secrets were wiped on leaving the page. */
  get lost(): readonly string[] {
    return this.#lost;
  }

  /** Dismisses the note on a token whose secret was wiped. */
  dismiss(id: string): void {
    this.#lost = this.#lost.filter((each) => each !== id);
    this.#host.requestUpdate();
  }

  /** Shows a secret after those before it. It is discarded at once if the host is disconnected. */
  show(issued: IssuedToken): void {
    if (!this.#host.isConnected) return;
    this.#issued = [...this.#issued, issued];
    this.#host.requestUpdate();
  }

  /** Discards all secrets. */
  close(): void {
    this.#forget([]);
  }

  hostDisconnected(): void {
    // A host that is only moved is reconnected before this runs, and keeps a secret that was not copied yet.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#forget([]);
    });
  }

  render() {
    const [issued] = this.#issued;
    return this.#dialog.render(issued ? this.#content(issued) : nothing);
  }

  #content(issued: IssuedToken): TemplateResult {
    const { name, scopes, rotated, environmentVariable } = issued;
    return html`<h2 id="new-token-title">${strings.newToken}</h2>
      <p>${strings.copyNow}</p>
      ${renderProvenance(issued)}
      <dl>
        <dt>${strings.name}</dt>
        <dd>${untrustedName(name)}</dd>
        ${
          rotated
            ? html`<dt>${strings.oldId}</dt>
                <dd class="mono">${untrusted(rotated.oldId)}</dd>
                <dt>${strings.newId}</dt>
                <dd class="mono">${untrusted(rotated.newId)}</dd>`
            : nothing
        }
        <dt>${strings.scopes}</dt>
        <dd>${untrusted(scopes.join(', '))}</dd>
        <dt id="secret-label">${strings.secret}</dt>
        <dd>${this.#secret('secret', issued)}</dd>
        ${
          environmentVariable === undefined
            ? nothing
            : html`<dt id="line-label">${strings.environment}</dt>
                <dd>
                  <p class="warning">${strings.notYetWorking}</p>
                  ${this.#secret('line', issued)}
                </dd>`
        }
      </dl>
      <p class="note" role="status">${this.#note(environmentVariable !== undefined)}</p>
      <div class="actions">
        ${
          environmentVariable === undefined
            ? html`<button type="button" class="primary" data-first @click=${this.#copySecret}>${strings.copy}</button>`
            : html`<button type="button" @click=${this.#copySecret}>${strings.copySecret}</button>
                <button type="button" class="primary" data-first @click=${this.#copyLine}>${strings.copyLine}</button>`
        }
        <button type="button" @click=${this.#onDoneClick}>${strings.done}</button>
      </div>`;
  }

  #secret(what: Copyable, issued: IssuedToken): TemplateResult {
    // Attributes ask session recorders to exclude it.
    return html`<code
      class="secret ph-no-capture rr-block sentry-block"
      id=${what}
      part="secret"
      role="group"
      aria-labelledby="${what}-label"
      tabindex="0"
      translate="no"
      data-dd-privacy="hidden"
      data-private
      @copy=${() => this.#onCopiedByHand(what)}
      >${textOf(what, issued)}</code
    >`;
  }

  #note(hasLine: boolean): string {
    if (this.#byHand) return strings.copyByHand;
    if (this.#copied === undefined) return this.#triedToLeave ? strings.notCopied : '';
    if (!hasLine) return strings.copied;
    return this.#copied === 'line' ? strings.copiedLine : strings.copiedSecret;
  }

  readonly #copySecret = (): Promise<void> => this.#copy('secret');
  readonly #copyLine = (): Promise<void> => this.#copy('line');

  async #copy(what: Copyable): Promise<void> {
    const [issued] = this.#issued;
    if (!issued) return;
    const copied = await copyText(textOf(what, issued));
    if (this.#issued[0] !== issued) return;
    this.#byHand = !copied;
    if (copied) this.#copied = what;
    else this.#select(what);
    this.#host.requestUpdate();
  }

  #onCopiedByHand(what: Copyable): void {
    this.#copied = what;
    this.#byHand = false;
    this.#host.requestUpdate();
  }

  readonly #onDoneClick = (): void => this.#forget(this.#issued.slice(1));

  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.#triedToLeave = true;
    if (this.#copied) this.#onDoneClick();
    else this.#host.requestUpdate();
  };

  #select(what: Copyable): void {
    const secret = this.#host.renderRoot.querySelector<HTMLElement>(`#new-token #${what}`);
    if (!secret) return;
    secret.focus();
    this.#host.ownerDocument.getSelection()?.selectAllChildren(secret);
  }

  #forget(rest: readonly IssuedToken[]): void {
    const last = this.#issued.length > 0 && rest.length === 0;
    this.#issued = rest;
    this.#copied = undefined;
    this.#byHand = false;
    this.#triedToLeave = false;
    this.#host.requestUpdate();
    if (last) this.#onDone();
  }
}

/** The exact text that is shown and copied. */
function textOf(what: Copyable, { secret, environmentVariable = '' }: IssuedToken): string {
  return what === 'secret' ? secret : `${environmentVariable}=${secret}`;
}
