/** Reads a program with its arguments, as they are run without a shell: nothing in them but their own text counts. */
import { readShell } from './read-shell.js';
import type { ShellCommand, ShellPart } from './shell-types.js';
import { ShellWords } from './shell-words.js';

/** A program and its arguments. */
export interface ShellVector {
  /** What each is made of: one part, unless it is a command line that a shell is told to run. */
  readonly words: readonly (readonly ShellPart[])[];
  /** What in them deserves a second look. */
  readonly dangers: readonly string[];
}

/** Reads a program and its arguments. */
export function readVector(vector: readonly string[]): ShellVector {
  const parts: ShellPart[] = [];
  const lines = new Map<number, ShellCommand>();
  const words = new ShellWords(parts, (text) => {
    const line = readShell(text);
    lines.set(parts.length - 1, line);
    return line;
  });
  for (const text of vector) {
    words.begin();
    // With a value, as what was quoted: no word in here is one of the shell's own.
    parts.push({ kind: 'plain', text, value: text });
    words.end();
  }
  return { words: parts.map((part, index) => lines.get(index)?.parts ?? [part]), dangers: words.dangers };
}
