/** Which lines an edit takes away and which it adds. */
import { diffArrays } from 'diff';

/** A line of a unified diff. */
export interface DiffLine {
  /** `about`: no line of the file, but something about it, such as its name or that it is deleted. */
  readonly kind: 'same' | 'removed' | 'added' | 'about';
  readonly text: string;
}

/** For how long lines are compared at most, in ms: texts can be made to take long. */
const longestMs = 100;

/**
 * Compares two texts line by line. All lines of both are in the result: where comparing takes too long, all of the old
 * ones and then all of the new ones.
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
 * Nothing has no lines, not one that is empty.
 *
 * @param ended true where a last line feed is no difference, and no line either.
 */
function linesOf(text: string, ended: boolean): string[] {
  if (text === '') return [];
  return (ended ? text.slice(0, -1) : text).split('\n');
}
