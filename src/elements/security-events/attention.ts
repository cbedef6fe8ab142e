import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EventLine, Gap, LogRow } from '../../data/events/event-rows.js';
import type { RowWindow } from '../../ui/table/window-table.js';

/** Detects whether somebody reads the rows, which then must not move. */
export class Attention implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: () => void;
  #window: RowWindow<EventLine, Gap> | undefined;
  #pressed = false;
  #selecting = false;

  /** @param changed called when that may have changed. */
  constructor(host: ReactiveControllerHost & HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  /**
   * Whether somebody reads: scrolled away from the top, pointer pressed on a row, text of a row selected, or focus in a
   * row.
   */
  get isReading(): boolean {
    return this.#pressed || this.#selecting || (this.#window?.scrollTop ?? 0) > 1 || this.focusedRow !== undefined;
  }

  /** Whether text of a row is selected. */
  get isSelecting(): boolean {
    return this.#selecting;
  }

  /** The focused row. */
  get focusedRow(): LogRow | undefined {
    const focused = this.#host.shadowRoot?.activeElement;
    return focused ? this.#window?.rowAt(focused) : undefined;
  }

  /** Sets the elements of the rows. */
  watch(window: RowWindow<EventLine, Gap> | undefined): void {
    this.#window = window;
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#selectionChanged);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#selectionChanged);
    this.#pressed = this.#selecting = false;
  }

  /** Rows do not move between pointerdown and click, so that the click hits the intended row. */
  readonly press = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.#window?.rowAt(event.target as Node)) return;
    this.#pressed = true;
    this.#changed();
    const released = new AbortController();
    const release = () => {
      released.abort();
      // The click event follows this one.
      setTimeout(() => {
        this.#pressed = false;
        this.#changed();
      });
    };
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, release, { signal: released.signal });
  };

  /** Handles focus changes; deferred, since the focus is nowhere during the event. */
  readonly focusMoved = (): void => queueMicrotask(this.#changed);

  /** Runs a function while the rows are held. */
  during(act: () => void): void {
    this.#pressed = true;
    this.#changed();
    act();
    this.#pressed = false;
    this.#changed();
  }

  /** Ends reading: clears the selection and scrolls to the top. */
  end(): void {
    if (this.#selecting) getSelection()?.removeAllRanges();
    this.#selecting = false;
    this.#window?.scrollToTop();
    this.#window?.scroller.focus({ preventScroll: true });
  }

  readonly #selectionChanged = (): void => {
    const root = this.#host.shadowRoot;
    const selection = getSelection();
    // Missing in older browsers: only the other signs count there.
    if (!root || !this.#window || !selection || !('getComposedRanges' in selection)) return;
    const range = selection.getComposedRanges({ shadowRoots: [root] })[0];
    const ends = range && !range.collapsed ? [range.startContainer, range.endContainer] : [];
    const selecting = ends.some((end) => this.#window?.rowAt(end) !== undefined);
    if (selecting === this.#selecting) return;
    this.#selecting = selecting;
    this.#changed();
  };
}
