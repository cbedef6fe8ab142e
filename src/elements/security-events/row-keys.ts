import { Gap, type LogRow, type RowSource } from '../../data/events/event-rows.js';
import type { RowWindow } from '../../ui/table/row-window.js';

/**
 * Says where a key leads from a row.
 *
 * @param row the row with the focus; undefined when the table itself has it, where only Arrow Down leads into the rows.
 * @returns the index of the next event, gaps left out; undefined when the key does nothing here.
 */
export function nextRow(
  key: string,
  rows: RowSource<LogRow>,
  row: LogRow | undefined,
  window: RowWindow<LogRow>,
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

/** The first event from an index on, in a direction. */
function event(rows: RowSource<LogRow>, from: number, step: 1 | -1): number | undefined {
  for (let index = from; ; index += step) {
    const row = rows.at(index);
    if (row === undefined) return undefined;
    if (!(row instanceof Gap)) return index;
  }
}
