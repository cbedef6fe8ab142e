import { html, type LitElement, type TemplateResult } from 'lit';
import { strings } from '../approval-queue.strings.js';

/** What the box belongs to: a card. */
interface CommentHost extends LitElement {
  /** How the request ended; null while it waits. */
  readonly ended: unknown;
}

/** The box for a comment on one card. It keeps what is typed, and what was put there before anybody saw the card. */
export class CommentBox {
  readonly #host: CommentHost;
  /** What was put there last by other means than typing. */
  #put = '';

  constructor(host: CommentHost) {
    this.#host = host;
  }

  /** What it holds. */
  get value(): string {
    return this.#box?.value ?? this.#put;
  }

  /** Puts a comment there, as if it had been typed. */
  put(comment: string): void {
    this.#put = comment;
    if (this.#box) this.#box.value = comment;
    this.#host.requestUpdate();
  }

  /** @param hintId an id for the hint that no other card has. */
  render(hintId: string): TemplateResult {
    return html`<label class="comment" part="comment">
        <span>${strings.comment}</span>
        <textarea
          rows="1"
          placeholder=" "
          .value=${this.#put}
          ?readonly=${this.#host.ended !== null}
          aria-describedby=${hintId}
        ></textarea>
      </label>
      <span class="visually-hidden" id=${hintId}>${strings.commentHint}</span>`;
  }

  get #box(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.comment textarea');
  }
}
