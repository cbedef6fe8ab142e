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

/** How much of a command is read, in characters. The rest is shown as not understood: reading it would freeze the page. */
const longestRead = 16_000;

/** Reads a command. */
export function readShell(command: string): ShellCommand {
  if (command.length <= longestRead) return new ShellReader(command);
  // Not half of a character.
  const start = command.slice(0, longestRead).replace(/[\ud800-\udbff]$/, '');
  const { parts, dangers } = new ShellReader(start);
  const last = parts.at(-1);
  const isUnread = last?.kind === 'unread';
  const rest: ShellPart = { kind: 'unread', text: (isUnread ? last.text : '') + command.slice(start.length) };
  return { parts: [...(isUnread ? parts.slice(0, -1) : parts), rest], dangers };
}
