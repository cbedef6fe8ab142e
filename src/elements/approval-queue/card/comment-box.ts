import { html, type LitElement, type TemplateResult } from 'lit';
import { strings } from '../approval-queue.strings.js';

/** The card of the box. */
interface CommentHost extends LitElement {
  /** The decision; null while pending. */
  readonly ended: unknown;
}

/** The comment box of one card. It keeps typed text, and a comment set before the card was rendered. */
export class CommentBox {
  readonly #host: CommentHost;
  /** The value last set by code. */
  #put = '';

  constructor(host: CommentHost) {
    this.#host = host;
  }

  /** Its value. */
  get value(): string {
    return this.#box?.value ?? this.#put;
  }

  /** Sets the comment. */
  put(comment: string): void {
    this.#put = comment;
    if (this.#box) this.#box.value = comment;
    this.#host.requestUpdate();
  }

  /** @param hintId a unique id for the hint. */
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
