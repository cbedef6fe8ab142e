/** Parses here-documents: `cat <<EOF`. */

/** An announced here-document. */
export interface HereText {
  /** The line after its last one. */
  readonly end: string;
  /** Whether its delimiter is quoted: no expansions. */
  readonly literal: boolean;
  /** Whether leading tabs are stripped (`<<-`). */
  readonly tabs: boolean;
}

/** The supported delimiters. Shells differ on others. */
const endWord = /[ \t]*(?:'([^'\n\r]+)'|"([^"\\$`\n\r]+)"|(\\)?([\w.+%@-]+))(?=[ \t\n;|&<>()]|$)/y;

/**
 * Parses the text after `<<`.
 *
 * @param tabs whether it was `<<-`.
 * @returns the announcement and its length; undefined when it is ambiguous.
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
 * Finds the start of the delimiter line, or the end of the command without one.
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
    // A backslash at the end of a line continues it.
    const goesOn = !literal && /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    joined = goesOn ? (joined + line).slice(0, -1).slice(-end.length - 1) || ' ' : '';
    at = feed + 1;
  }
}
