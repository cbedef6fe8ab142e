import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ModalController } from '../shared/modal-controller.js';
import { strings } from './approval-rules.strings.js';
import type { DraftChange } from './draft.js';
import { difference } from './render-notices.js';

/** What the dialog needs of the element that it stands in. */
export interface EverythingOptions {
  /** Called for each click on Save. */
  readonly confirmed: () => void;
  /** The person gave up. */
  readonly cancelled: () => void;
  /** What is shown while the host of the page is asked. */
  readonly held: () => unknown;
}

/** Asks before a save after which no request waits for a person any more. */
export class EverythingDialog {
  readonly #host: LitElement;
  readonly #options: EverythingOptions;
  #asking = false;

  constructor(host: LitElement, options: EverythingOptions) {
    this.#host = host;
    this.#options = options;
    new ModalController(host, '#everything', () => this.#asking);
  }

  ask(): void {
    this.#asking = true;
    this.#host.requestUpdate();
  }

  close(): void {
    this.#asking = false;
    this.#host.requestUpdate();
  }

  /** @param changes the draft. */
  render(changes: readonly DraftChange[], saving: boolean): TemplateResult {
    return html`<dialog id="everything" part="dialog" aria-labelledby="everything-title" @close=${this.#onClose}>
      ${this.#asking ? this.#content(changes, saving) : nothing}
    </dialog>`;
  }

  #content(changes: readonly DraftChange[], saving: boolean): TemplateResult {
    const words = strings.confirm[changes.some(turnsOff) ? 'off' : 'all'];
    const others = changes.filter((change) => !asksNobody(change));
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
      <div role="status">${this.#options.held()}</div>
      <div class="actions">
        <button type="button" data-first @click=${this.#cancel}>${strings.cancel}</button>
        <button type="button" class="danger" aria-disabled=${saving} @click=${this.#options.confirmed}>
          ${saving ? strings.saving : strings.save}
        </button>
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

const turnsOff = ({ key, value }: DraftChange) => key === 'approvalRules.enabled' && value === false;

/** Whether no request waits for a person any more after a change. */
export const asksNobody = (change: DraftChange): boolean => change.value === 'auto-all' || turnsOff(change);
