import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

/** How long announcements are batched, in ms: a burst becomes one sentence, not fifty. */
export const gatherMs = 1000;

/** An element that announces. */
export interface AnnouncingHost extends ReactiveControllerHost {
  /** Runs what makes words in the language of the element. */
  localized<T>(run: () => T): T;
}

/** Announces arrivals to screen readers in a polite live region, one sentence at a time. */
export class AnnounceController implements ReactiveController {
  readonly #host: AnnouncingHost;
  #sentence = '';
  /**
   * The number of announcements so far: it keys the text node, since a repeated sentence is read only from a new node.
   */
  #said = 0;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AnnouncingHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Adds to the count of the next announcement. */
  say(count: number, sentence: (count: number) => string): void {
    this.#count += count;
    this.#timer ??= setTimeout(() => {
      const words = this.#host.localized(() => sentence(this.#count));
      if (words !== '') {
        this.#sentence = words;
        this.#said++;
      }
      this.#count = 0;
      this.#timer = undefined;
      this.#host.requestUpdate();
    }, gatherMs);
  }

  /**
   * The live region, which the host always renders: text in a region that was just inserted is not read. Not
   * translated, since it names agents and people.
   */
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
