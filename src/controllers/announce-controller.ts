import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

/** How long announcements are gathered before one is made of them, in ms: a burst is one sentence, not fifty. */
export const gatherMs = 1000;

/** Tells a screen reader what arrived, politely and in one sentence at a time. */
export class AnnounceController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #sentence = '';
  /** How many sentences there were: one that is said again is said by a new node, or no screen reader would read it. */
  #said = 0;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Adds to what the next announcement counts. */
  say(count: number, sentence: (count: number) => string): void {
    this.#count += count;
    this.#timer ??= setTimeout(() => {
      const words = sentence(this.#count);
      if (words !== '') {
        this.#sentence = words;
        this.#said++;
      }
      this.#count = 0;
      this.#timer = undefined;
      this.#host.requestUpdate();
    }, gatherMs);
  }

  /** The live region, in which agents and people are named: not to be translated. For the host to render once and always: one that appears with its text is not read. */
  region(): TemplateResult {
    const words = this.#sentence === '' ? nothing : keyed(this.#said, html`<span>${this.#sentence}</span>`);
    return html`<div class="visually-hidden" role="status" translate="no">${words}</div>`;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#count = 0;
  }
}
