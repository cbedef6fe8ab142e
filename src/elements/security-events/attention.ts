import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LogRow } from '../../data/events/event-rows.js';
import type { RowWindow } from '../../ui/table/row-window.js';

/** Knows whether somebody reads the rows: then they must not move. */
export class Attention implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;
  #window: RowWindow<LogRow> | undefined;
  #pressed = false;
  #selecting = false;

  /** @param changed called when somebody may have begun or ended to read. */
  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  /** Scrolled away from the top, the pointer pressed on a row, text of a row selected, or the focus in a row. */
  get isReading(): boolean {
    return this.#pressed || this.#selecting || (this.#window?.scrollTop ?? 0) > 1 || this.focusedRow !== undefined;
  }

  /** Whether text of a row is selected. */
  get isSelecting(): boolean {
    return this.#selecting;
  }

  /** The row that has the focus. */
  get focusedRow(): LogRow | undefined {
    const focused = this.#host.shadowRoot?.activeElement;
    return focused ? this.#window?.rowAt(focused) : undefined;
  }

  /** Says where the rows are. */
  watch(window: RowWindow<LogRow> | undefined): void {
    this.#window = window;
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#selectionChanged);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#selectionChanged);
    this.#pressed = this.#selecting = false;
  }

  /** From the press to the click the rows stand still, so that the row that is meant is the row that is hit. */
  readonly press = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.#window?.rowAt(event.target as Node)) return;
    this.#pressed = true;
    this.#changed();
    const released = new AbortController();
    const release = () => {
      released.abort();
      // The click comes after this.
      setTimeout(() => {
        this.#pressed = false;
        this.#changed();
      });
    };
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, release, { signal: released.signal });
  };

  /** To be called when the focus comes or goes; by then it is nowhere, a moment later where it belongs. */
  readonly focusMoved = (): void => queueMicrotask(this.#changed);

  /** Does something with the rows standing still. */
  during(act: () => void): void {
    this.#pressed = true;
    this.#changed();
    act();
    this.#pressed = false;
    this.#changed();
  }

  /** Ends the reading as far as it can be ended: no text is selected any more, the top is in sight. */
  end(): void {
    if (this.#selecting) getSelection()?.removeAllRanges();
    this.#selecting = false;
    this.#window?.scrollToTop();
    this.#window?.scroller.focus({ preventScroll: true });
  }

  readonly #selectionChanged = (): void => {
    const root = this.#host.shadowRoot;
    const selection = getSelection();
    // Missing in older browsers: there only the other signs count.
    if (!root || !this.#window || !selection || !('getComposedRanges' in selection)) return;
    const range = selection.getComposedRanges({ shadowRoots: [root] })[0];
    const ends = range && !range.collapsed ? [range.startContainer, range.endContainer] : [];
    const selecting = ends.some((end) => this.#window?.rowAt(end) !== undefined);
    if (selecting === this.#selecting) return;
    this.#selecting = selecting;
    this.#changed();
  };
}
