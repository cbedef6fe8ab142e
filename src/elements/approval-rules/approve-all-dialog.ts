import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.js';
import { TypedPhrase } from '../../ui/guards/typed-phrase.js';
import { strings } from './approval-rules.strings.js';
import type { Draft } from './draft.js';
import { endOfAsking, isDecisive } from './ends-asking.js';
import { difference } from './render-notices.js';

/** What the dialog needs from its element. */
export interface ApproveAllOptions {
  /** Called for each click on Save. */
  readonly confirmed: () => void;
  /** Called when the person cancels. */
  readonly cancelled: () => void;
  /** Rendered while the host's answer is pending. */
  readonly held: () => unknown;
  /** Whether the host of the page vouches for what it draws over the dialog. */
  readonly trusted: () => boolean;
}

/** Confirms a save after which no request waits for a person any more. */
export class ApproveAllDialog {
  readonly #options: ApproveAllOptions;
  readonly #dialog: ConfirmDialog;
  readonly #phrase: TypedPhrase;
  #asking = false;

  constructor(host: LitElement, options: ApproveAllOptions) {
    this.#options = options;
    this.#phrase = new TypedPhrase(host, { id: 'phrase' });
    this.#dialog = new ConfirmDialog(host, {
      id: 'everything',
      isOpen: () => this.#asking,
      trusted: options.trusted,
      leave: () => {
        options.cancelled();
        this.close();
      },
    });
  }

  ask(): void {
    this.#asking = true;
    this.#phrase.clear();
    this.#dialog.ask();
  }

  close(): void {
    this.#asking = false;
    this.#phrase.clear();
  }

  render(draft: Draft | undefined, saving: boolean): TemplateResult {
    return this.#dialog.render(this.#asking && draft ? this.#content(draft, saving) : nothing);
  }

  #content({ changes, values }: Draft, saving: boolean): TemplateResult {
    const end = endOfAsking(changes, values);
    // The rules changed meanwhile: what is left to save is shown behind the dialog.
    if (!end) return this.#overtaken();
    this.#dialog.guard.follow(changes);
    const words = strings.confirm[end];
    const others = changes.filter((change) => !isDecisive(change));
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
      ${this.#dialog.renderActions(strings.cancel, saving ? strings.saving : strings.save, {
        busy: saving,
        missing: this.#phrase.is(words.phrase) ? undefined : strings.typePhrase(words.phrase),
        confirmed: this.#options.confirmed,
      })}`;
  }

  #overtaken(): TemplateResult {
    return html`<h2 id="everything-title">${strings.overtaken}</h2>
      <div class="actions">
        <button type="button" data-first @click=${this.#dialog.leave}>${strings.cancel}</button>
      </div>`;
  }
}
