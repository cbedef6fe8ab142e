import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Decision } from '../../protocol/index.js';
import { strings } from './approval-queue.strings.js';

/** What the box belongs to: a card. */
interface CommentHost extends LitElement {
  /** How the request ended; null while it waits. */
  readonly ended: Decision | undefined | null;
}

/** Whether a request has ended with words in its box that went out with no decision: nobody else has them. */
export function isUnsent({ ended, comment }: { ended: Decision | undefined | null; comment: string }): boolean {
  return ended !== null && comment.trim() !== '' && comment.trim() !== ended?.comment?.trim();
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
          .value=${this.#put}
          ?readonly=${this.#host.ended !== null}
          aria-describedby=${hintId}
        ></textarea>
      </label>
      <span class="visually-hidden" id=${hintId}>${strings.commentHint}</span>
      ${isUnsent({ ended: this.#host.ended, comment: this.value }) ? this.#unsent() : nothing}`;
  }

  #unsent(): TemplateResult {
    return html`<p class="unsent">
      ${strings.unsent} <button type="button" class="link" @click=${() => this.put('')}>${strings.discard}</button>
    </p>`;
  }

  get #box(): HTMLTextAreaElement | null {
    if (!this.#host.hasUpdated) return null;
    return this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.comment textarea');
  }
}
