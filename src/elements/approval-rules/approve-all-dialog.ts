import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { GuardedButton } from '../../ui/guards/guarded-button.js';
import { ModalController } from '../../ui/dialogs/modal-controller.js';
import { TypedPhrase } from '../../ui/guards/typed-phrase.js';
import { strings } from './approval-rules.strings.js';
import type { Draft } from './draft.js';
import { endOfAsking, isDecisive } from './ends-asking.js';
import { difference } from './render-notices.js';

/** What the dialog needs of the element that it stands in. */
export interface ApproveAllOptions {
  /** Called for each click on Save. */
  readonly confirmed: () => void;
  /** The person gave up. */
  readonly cancelled: () => void;
  /** What is shown while the host of the page is asked. */
  readonly held: () => unknown;
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
}

/** Asks before a save after which no request waits for a person any more. */
export class ApproveAllDialog {
  readonly #host: LitElement;
  readonly #options: ApproveAllOptions;
  readonly #guard: GuardedButton;
  readonly #phrase: TypedPhrase;
  #asking = false;

  constructor(host: LitElement, options: ApproveAllOptions) {
    this.#host = host;
    this.#options = options;
    this.#phrase = new TypedPhrase(host, { id: 'phrase' });
    this.#guard = new GuardedButton(host, {
      trusted: options.trusted,
      find: () => (this.#asking ? host.renderRoot.querySelector('#everything .danger') : undefined),
    });
    new ModalController(host, '#everything', () => this.#asking);
  }

  ask(): void {
    this.#asking = true;
    this.#phrase.clear();
    this.#guard.raise();
    this.#host.requestUpdate();
  }

  close(): void {
    this.#asking = false;
    this.#phrase.clear();
    this.#host.requestUpdate();
  }

  render(draft: Draft | undefined, saving: boolean): TemplateResult {
    return html`<dialog id="everything" part="dialog" aria-labelledby="everything-title" @close=${this.#onClose}>
      ${this.#asking && draft ? this.#content(draft, saving) : nothing}
    </dialog>`;
  }

  #content({ changes, values }: Draft, saving: boolean): TemplateResult {
    const end = endOfAsking(changes, values);
    // Something came in between: what is left to save is shown behind the dialog.
    if (!end) return this.#overtaken();
    const words = strings.confirm[end];
    const others = changes.filter((change) => !isDecisive(change));
    const off = saving || !this.#phrase.is(words.phrase);
    return html`<h2 id="everything-title">${words.title}</h2>
      <p class="warning">${words.effect}</p>
      ${
        others.length === 0
          ? nothing
          : html`<p>${strings.confirmOthers}</p>
              <ul class="changes">
                ${others.map(({ key, before, value }) => html`<li>${difference(key, before, value)}</li>`)}
              </ul>`
      }
      ${this.#phrase.render(strings.typePhrase(words.phrase))}
      <div role="status">${this.#options.held()}</div>
      <div class="actions">
        ${this.#guard.render()}
        <button type="button" data-first @click=${this.#cancel}>${strings.cancel}</button>
        <button
          type="button"
          class="danger"
          aria-disabled=${off || !this.#guard.open}
          aria-describedby=${this.#guard.id}
          @pointerdown=${this.#guard.press}
          @keydown=${this.#guard.press}
          @click=${(event: MouseEvent) => {
            if (this.#guard.accepts(event) && !off) this.#options.confirmed();
          }}
        >
          ${saving ? strings.saving : strings.save}
        </button>
      </div>`;
  }

  #overtaken(): TemplateResult {
    return html`<h2 id="everything-title">${strings.overtaken}</h2>
      <div class="actions">
        <button type="button" data-first @click=${this.#cancel}>${strings.cancel}</button>
      </div>`;
  }

  readonly #cancel = (): void => {
    this.#options.cancelled();
    this.close();
  };

  /** The browser closed it, by Escape; or it was closed here, and may ask again by now. */
  readonly #onClose = (event: Event): void => {
    if (this.#asking && !(event.currentTarget as HTMLDialogElement).open) this.#cancel();
  };
}
