/** Parses a program with its arguments, run without a shell: their text is literal. */
import { readShell } from './read-shell.js';
import type { ShellCommand, ShellPart } from './shell-types.js';
import { ShellWords } from './shell-words.js';

/** A program and its arguments. */
export interface ShellVector {
  /** The segments of each: one, unless it is a command line for a shell. */
  readonly words: readonly (readonly ShellPart[])[];
  /** The dangerous words. */
  readonly dangers: readonly string[];
}

/** Parses a program and its arguments. */
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
    // With a value, like quoted text: no word here is a shell keyword.
    parts.push({ kind: 'plain', text, value: text });
    words.end();
  }
  return { words: parts.map((part, index) => lines.get(index)?.parts ?? [part]), dangers: words.dangers };
}
