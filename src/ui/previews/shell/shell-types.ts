/** What reading a shell command is about: its parts, and what they can be inside of. */

/** What a part is. */
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

/** A part of a command. */
export interface ShellPart {
  kind: ShellPartKind;
  readonly text: string;
  /** What it says in a word once the shell has taken its quotes away, where that is something else: `r\m` says `rm`. */
  readonly value?: string;
}

/** A command, read. */
export interface ShellCommand {
  readonly parts: readonly ShellPart[];
  /** What in it deserves a second look, in the order in which it comes: `sudo`, `rm -rf`. Each once. */
  readonly dangers: readonly string[];
}

/** What the reader is in: quotes, a text in lines, a substitution, a group, a list, `[[`, arithmetic, a variable in braces. */
export type Inside = '"' | '<<' | '$(' | '(' | '=(' | '[[' | '$((' | '${';

/** What was opened and is to be closed. */
export interface Open {
  readonly inside: Inside;
  /** The part with which it began. */
  readonly part: number;
  /** How many texts in lines were announced before it. */
  readonly texts: number;
  /** Of a variable: whether a single quote in it is one. Undefined where shells differ. */
  readonly quotes?: boolean | undefined;
  /** Of arithmetic: how many parentheses are open in it. */
  depth: number;
}
