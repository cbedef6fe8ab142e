/** The types of the shell parser: segments and contexts. */

/** The kind of a segment. */
export type ShellPartKind =
  | 'plain'
  | 'quote'
  | 'operator'
  | 'pipe'
  | 'redirection'
  | 'substitution'
  | 'subshell'
  | 'variable'
  | 'comment'
  | 'danger'
  /** The rest of a command, from where it is not understood. */
  | 'unread';

/** A segment of a command. */
export interface ShellPart {
  kind: ShellPartKind;
  readonly text: string;
  /** Its value after quote removal, where that differs: `r\m` is `rm`. */
  readonly value?: string;
}

/** A parsed command. */
export interface ShellCommand {
  readonly parts: readonly ShellPart[];
  /** Its dangerous words, in order, each once: `sudo`, `rm -rf`. */
  readonly dangers: readonly string[];
}

/**
 * The context of the parser: quotes, a here-document, a substitution, a group, a list, `[[`, arithmetic, a variable in
 * braces.
 */
export type Inside = '"' | '<<' | '$(' | '(' | '=(' | '[[' | '$((' | '${';

/** An open construct. */
export interface Open {
  readonly inside: Inside;
  /** Its first segment. */
  readonly part: number;
  /** The number of here-documents announced before it. */
  readonly texts: number;
  /** For a variable: whether a single quote inside is a quote. Undefined where shells differ. */
  readonly quotes?: boolean | undefined;
  /** For arithmetic: the number of open parentheses. */
  depth: number;
}
