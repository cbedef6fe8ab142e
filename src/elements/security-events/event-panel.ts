import { html, nothing, type LitElement } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { eventOf, type EventLine } from '../../data/events/event-rows.js';
import { copyText } from '../../ui/text-safety/copy-text.js';
import { currentPatterns, withPatterns } from '../../ui/text-safety/redact-patterns.js';
import { jsonForCopy } from '../../ui/text-safety/untrusted-json.js';
import { renderDetails } from './event-details.js';

/** The panel with the details of one event, which gets the focus when it opens. */
export class EventPanel {
  readonly #host: LitElement;
  readonly #closed: (line: EventLine, byKey: boolean) => void;
  #line: EventLine | undefined;
  #byKey = false;
  #copied: boolean | undefined;
  /** Values masked in the details are masked in the copy. */
  #patterns = currentPatterns();

  /**
   * @param closed called when a person closed it: the focus that was in it has to go somewhere. It is told whether the
   *   line was opened from its row by key.
   */
  constructor(host: LitElement, closed: (line: EventLine, byKey: boolean) => void) {
    this.#host = host;
    this.#closed = closed;
  }

  /** The line shown in the panel. */
  get line(): EventLine | undefined {
    return this.#line;
  }

  async open(line: EventLine, byKey: boolean): Promise<void> {
    this.#byKey = byKey;
    this.#show(line);
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>('.details')?.focus({ preventScroll: true });
  }

  readonly close = (): void => {
    const line = this.#line;
    this.#show(undefined);
    if (line) this.#closed(line, this.#byKey);
  };

  /** Closes it without user action. */
  forget(): void {
    this.#show(undefined);
  }

  /** @param isReused says whether another event has the same id. */
  render(isReused: (line: EventLine) => boolean): unknown {
    const line = this.#line;
    this.#patterns = currentPatterns();
    if (!line) return nothing;
    const details = renderDetails(line, {
      close: this.close,
      copy: this.#copy,
      copied: this.#copied,
      reused: isReused(line),
    });
    // Keyed by event: values revealed in one are masked in the next.
    return html`<div class="side" @keydown=${this.#key}>${keyed(line, details)}</div>`;
  }

  #show(line: EventLine | undefined): void {
    this.#line = line;
    this.#copied = undefined;
    this.#host.requestUpdate();
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.close();
  };

  readonly #copy = async (): Promise<void> => {
    const line = this.#line;
    if (!line) return;
    const copied = await copyText(withPatterns(this.#patterns, () => jsonForCopy(eventOf(line))));
    if (line !== this.#line) return;
    this.#copied = copied;
    this.#host.requestUpdate();
  };
}
