/** What a shell command is cut into, to mark its parts. The parts joined are the command. */
import { ShellReader } from './shell-reader.js';

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

/** Reads a command. */
export const readShell = (command: string): ShellCommand => new ShellReader(command);
