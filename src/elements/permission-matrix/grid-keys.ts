import type { LitElement, ReactiveController } from 'lit';

/** The position of a cell, from 0. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/**
 * Keyboard navigation of the ARIA grid pattern: arrows, Home and End, with Ctrl to the first and last cell, Page Up and
 * Page Down by ten rows. The grid is one tab stop.
 */
export class GridKeys implements ReactiveController {
  readonly #host: LitElement;
  readonly #selector: string;
  /** The column may exceed a short row: a longer row is then entered at the remembered column. */
  #place: Place = { row: 0, column: 0 };

  /** @param selector finds the grid, a `<table>`, in the host's shadow root. */
  constructor(host: LitElement, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#mark();
  }

  /** Handles the grid's `keydown`. */
  readonly onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const target = this.#target(event.key, event.ctrlKey);
    if (!target) return;
    event.preventDefault();
    const rows = this.#rows();
    const row = clamp(target.row, rows.length);
    this.#place = { row, column: Math.max(0, target.column) };
    this.#mark();
    rows[row]?.[clamp(target.column, rows[row].length)]?.focus();
  };

  /** Handles the grid's `focusin`: keys continue from a clicked cell. */
  readonly onFocus = (event: FocusEvent): void => {
    const rows = this.#rows();
    const row = rows.findIndex((cells) => cells.some((cell) => cell === event.target));
    const column = rows[row]?.findIndex((cell) => cell === event.target) ?? -1;
    if (column < 0 || (row === this.#place.row && column === clamp(this.#place.column, rows[row]?.length ?? 0))) return;
    this.#place = { row, column };
    this.#mark();
  };

  #target(key: string, ctrl: boolean): Place | undefined {
    const rows = this.#rows();
    const { row } = this.#place;
    const width = rows[row]?.length ?? 0;
    const column = clamp(this.#place.column, width);
    const forward = getComputedStyle(this.#host).direction === 'rtl' ? -1 : 1;
    switch (key) {
      case 'ArrowRight':
        return { row, column: clamp(column + forward, width) };
      case 'ArrowLeft':
        return { row, column: clamp(column - forward, width) };
      case 'ArrowDown':
        return { ...this.#place, row: row + 1 };
      case 'ArrowUp':
        return { ...this.#place, row: row - 1 };
      case 'PageDown':
        return { ...this.#place, row: row + 10 };
      case 'PageUp':
        return { ...this.#place, row: row - 10 };
      case 'Home':
        return { row: ctrl ? 0 : row, column: 0 };
      case 'End': {
        const last = ctrl ? rows.length - 1 : row;
        return { row: last, column: (rows[last]?.length ?? 1) - 1 };
      }
      default:
        return undefined;
    }
  }

  #rows(): HTMLTableCellElement[][] {
    const table = this.#host.renderRoot.querySelector<HTMLTableElement>(this.#selector);
    return [...(table?.rows ?? [])].map(({ cells }) => [...cells]);
  }

  /** Roving tabindex: exactly one cell is reachable by Tab. The position is clamped to a table that shrank. */
  #mark(): void {
    const rows = this.#rows();
    const row = clamp(this.#place.row, rows.length);
    const column = clamp(this.#place.column, rows[row]?.length ?? 0);
    rows.forEach((cells, y) => cells.forEach((cell, x) => (cell.tabIndex = y === row && x === column ? 0 : -1)));
  }
}

const clamp = (index: number, length: number) => Math.max(0, Math.min(index, length - 1));
