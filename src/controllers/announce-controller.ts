import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** How long announcements are gathered before one is made of them, in ms: a burst is one sentence, not fifty. */
export const gatherMs = 1000;

/** Tells a screen reader what arrived, politely and in one sentence at a time. */
export class AnnounceController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #sentence = '';
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
      this.#sentence = sentence(this.#count);
      this.#count = 0;
      this.#timer = undefined;
      this.#host.requestUpdate();
    }, gatherMs);
  }

  /** The live region, in which agents and people are named: not to be translated. For the host to render once and always: one that appears with its text is not read. */
  region(): TemplateResult {
    return html`<div class="visually-hidden" role="status" translate="no">${this.#sentence}</div>`;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#count = 0;
  }
}
