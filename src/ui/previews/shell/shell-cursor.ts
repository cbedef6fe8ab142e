/** A cursor over a shell command that collects its segments. */
import { ansiText } from './shell-escapes.js';
import type { ShellPart, ShellPartKind } from './shell-types.js';
import { ansiQuote, escaped, singleQuote } from './shell-patterns.js';
import type { ShellWords } from './shell-words.js';

/** The relation of a segment to words: inside, between, or apart from them. */
export type Place = 'word' | 'between' | 'beside';

/** A position in a command, with the segments before it. */
export class ShellCursor {
  readonly command: string;
  readonly parts: ShellPart[];
  readonly #words: ShellWords;
  #at = 0;

  /** @param words is notified which segments belong to words. */
  constructor(command: string, parts: ShellPart[], words: ShellWords) {
    this.command = command;
    this.parts = parts;
    this.#words = words;
  }

  get at(): number {
    return this.#at;
  }

  get ended(): boolean {
    return this.#at >= this.command.length;
  }

  isAt(text: string): boolean {
    return this.command.startsWith(text, this.#at);
  }

  /** The next text, if it matches. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.command)?.[0];
  }

  /** Adds a segment for the next text, if it matches. */
  take(pattern: RegExp, kind: ShellPartKind, place: Place = 'word', value?: string): boolean {
    const text = this.match(pattern);
    if (!text) return false;
    this.add(text, kind, value, place);
    return true;
  }

  /** @param text the next text. */
  add(text: string, kind: ShellPartKind, value?: string, place: Place = 'word'): void {
    if (place === 'between') this.#words.end();
    else if (place === 'word') this.#words.begin();
    this.parts.push(value === undefined ? { kind, text } : { kind, text, value });
    this.#at += text.length;
  }

  /** Skips text that is segmented elsewhere. */
  adopt(parts: readonly ShellPart[]): void {
    for (const part of parts) {
      this.parts.push(part);
      this.#at += part.text.length;
    }
  }

  /** @param only the characters that a backslash escapes; all by default. */
  takeEscape(kind: ShellPartKind, only = /[^]/u): boolean {
    const text = this.match(escaped);
    if (text === undefined) return false;
    const after = text.slice(1);
    this.add(text, kind, after === '\n' ? '' : only.test(after) ? after : text);
    return true;
  }

  /**
   * Reads a single-quoted text. Shells without `$'…'` end it at another place.
   *
   * @returns false when it is ambiguous.
   */
  takeQuote(): boolean {
    const text = this.match(this.isAt('$') ? ansiQuote : singleQuote);
    const isAnsi = text?.startsWith('$') === true;
    if (text === undefined || (isAnsi && text.includes("\\'"))) return false;
    this.add(text, 'quote', isAnsi ? ansiText(text.slice(2, -1)) : text.slice(1, -1));
    return true;
  }

  /** Merges all segments from one on. */
  giveUp(from: number): void {
    this.#words.end();
    const before = this.parts.splice(from).map(({ text }) => text);
    const text = before.join('') + this.command.slice(this.#at);
    if (text !== '') this.parts.push({ kind: 'unread', text });
    this.#at = this.command.length;
  }
}
