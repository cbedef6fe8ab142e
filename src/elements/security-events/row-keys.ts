import { type EventLine, Gap, type LogRow, type RowSource } from '../../data/events/event-rows.js';
import type { RowWindow } from '../../ui/table/window-table.js';

/**
 * The target of a key press in a row.
 *
 * @param row the focused row; undefined when the table itself has the focus, where only Arrow Down enters the rows.
 * @returns the index of the target event, skipping gaps; undefined for other keys.
 */
export function nextRow(
  key: string,
  rows: RowSource<LogRow>,
  row: LogRow | undefined,
  window: RowWindow<EventLine, Gap>,
): number | undefined {
  if (!row) return key === 'ArrowDown' ? event(rows, window.firstVisible, 1) : undefined;
  const index = window.indexOf(row);
  const page = Math.max(1, window.capacity - 1);
  switch (key) {
    case 'ArrowDown':
      return event(rows, index + 1, 1);
    case 'ArrowUp':
      return event(rows, index - 1, -1);
    case 'PageDown':
      return event(rows, Math.min(index + page, rows.size - 1), -1);
    case 'PageUp':
      return event(rows, Math.max(index - page, 0), 1);
    case 'Home':
      return event(rows, 0, 1);
    case 'End':
      return event(rows, rows.size - 1, -1);
    default:
      return undefined;
  }
}

/** Finds the nearest event from an index, in a direction. */
function event(rows: RowSource<LogRow>, from: number, step: 1 | -1): number | undefined {
  for (let index = from; ; index += step) {
    const row = rows.at(index);
    if (row === undefined) return undefined;
    if (!(row instanceof Gap)) return index;
  }
}
