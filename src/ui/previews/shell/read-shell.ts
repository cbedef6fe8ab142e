/** Parses a shell command into segments. The segments joined are the command. */
import type { ShellCommand, ShellPart } from './shell-types.js';
import { ShellReader } from './shell-reader.js';

/** The maximum length that is parsed, in characters. The rest is shown as unparsed: parsing it would block the page. */
const longestRead = 16_000;

/** Parses a command. */
export function readShell(command: string): ShellCommand {
  if (command.length <= longestRead) return new ShellReader(command).read();
  // Do not split a surrogate pair.
  const start = command.slice(0, longestRead).replace(/[\ud800-\udbff]$/, '');
  const { parts, dangers } = new ShellReader(start).read();
  const last = parts.at(-1);
  const isUnread = last?.kind === 'unread';
  const rest: ShellPart = { kind: 'unread', text: (isUnread ? last.text : '') + command.slice(start.length) };
  return { parts: [...(isUnread ? parts.slice(0, -1) : parts), rest], dangers };
}
