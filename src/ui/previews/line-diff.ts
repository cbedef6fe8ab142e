/** Line diffs. */
import { diffArrays } from 'diff';

/** A line of a unified diff. */
export interface DiffLine {
  /** `about`: metadata of a file, such as its name or that it is deleted. */
  readonly kind: 'same' | 'removed' | 'added' | 'about';
  readonly text: string;
}

/** The time limit of a comparison, in ms: texts can be crafted to take long. */
const longestMs = 100;

/**
 * Compares two texts line by line. The result has all lines of both: on timeout, all old ones and then all new ones.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const ended = [before, after].every((text) => text === '' || text.endsWith('\n'));
  const [old, now] = [linesOf(before, ended), linesOf(after, ended)];
  const parts = diffArrays(old, now, { timeout: longestMs });
  if (!parts) return [...old.map((text) => line('removed', text)), ...now.map((text) => line('added', text))];
  return parts.flatMap(({ removed, added, value }) =>
    value.map((text) => line(removed ? 'removed' : added ? 'added' : 'same', text)),
  );
}

const line = (kind: DiffLine['kind'], text: string): DiffLine => ({ kind, text });

/**
 * Splits a text into lines. An empty text has none.
 *
 * @param ended true to ignore a final line feed.
 */
function linesOf(text: string, ended: boolean): string[] {
  if (text === '') return [];
  return (ended ? text.slice(0, -1) : text).split('\n');
}
