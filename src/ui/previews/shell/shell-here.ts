/** Finds texts that stand in the lines below a command: `cat <<EOF`. */

/** A text that is announced. */
export interface HereText {
  /** The line after its last one. */
  readonly end: string;
  /** Whether nothing in it is replaced. */
  readonly literal: boolean;
  /** Whether tabs before the last line do not count. */
  readonly tabs: boolean;
}

/** The word that names the last line. Of others, shells make different things. */
const endWord = /[ \t]*(?:'([^'\n\r]+)'|"([^"\\$`\n\r]+)"|(\\)?([\w.+%@-]+))(?=[ \t\n;|&<>()]|$)/y;

/**
 * Reads what stands after `<<`.
 *
 * @param tabs whether it was `<<-`.
 * @returns the announcement and its length; undefined when it is not understood.
 */
export function readHereWord(command: string, at: number, tabs: boolean): [text: HereText, length: number] | undefined {
  endWord.lastIndex = at;
  const found = endWord.exec(command);
  if (!found) return undefined;
  const [all, single, double, escape, bare] = found;
  const end = single ?? double ?? bare ?? '';
  return [{ end, literal: bare === undefined || escape !== undefined, tabs }, all.length];
}

/**
 * Where the last line of a text begins, or the command ends where there is none.
 *
 * @returns undefined when shells differ about it.
 */
export function endOfHereText(command: string, from: number, { end, literal, tabs }: HereText): number | undefined {
  let joined = '';
  for (let at = from; ;) {
    const feed = command.indexOf('\n', at);
    const raw = command.slice(at, feed < 0 ? undefined : feed);
    const line = tabs ? raw.replace(/^\t+/, '') : raw;
    const isEnd = line === end;
    if (isEnd && joined === '') return at;
    if (isEnd || joined + line === end || line === `${end}\r`) return undefined;
    if (feed < 0) return command.length;
    // A line that ends in a backslash goes on in the next one.
    const goesOn = !literal && /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    joined = goesOn ? (joined + line).slice(0, -1).slice(-end.length - 1) || ' ' : '';
    at = feed + 1;
  }
}
