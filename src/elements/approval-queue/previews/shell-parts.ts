/**
 * Cuts a shell command into its parts, to mark them. It only reads: nothing is expanded, looked up or run, and what it does
 * not understand stays plain text. The parts joined are the command.
 */
import { ShellWords } from './shell-words.js';

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
  | 'danger';

/** A part of a command. */
export interface ShellPart {
  kind: ShellPartKind;
  readonly text: string;
}

/** A command, read. */
export interface ShellCommand {
  readonly parts: readonly ShellPart[];
  /** What in it deserves a second look, in the order in which it comes: `sudo`, `rm -rf`. Each once. */
  readonly dangers: readonly string[];
}

/** Reads a command. */
export function readShell(command: string): ShellCommand {
  const reader = new ShellReader(command);
  return { parts: reader.parts, dangers: reader.words.dangers };
}

/** Inside of what the reader is: quotes, a substitution, a group in parentheses, backquotes, a variable in braces. */
type Inside = '"' | '$(' | '(' | '`' | '${';

const blank = /[ \t\r]+/y;
const comment = /#[^\n]*/y;
const escaped = /\\[^]?/uy;
const singleQuote = /'[^']*(?:'|$)/y;
const ansiQuote = /\$'(?:[^'\\]|\\[^])*(?:'|$)/y;
const doubleQuote = /"/y;
const quotedText = /[^"\\$`]+|\$/y;
const simpleVariable = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y;
const redirection = /(?:\d{1,2}|&)?(?:<<<|<<-?|<>|<&|>>|>\||>&|[<>])(?:\d+|-)?/y;
const operator = /&&|\|\||;;|;|&|\n/y;
const pipe = /\|&?/y;
const word = /[^\s'"\\$`()<>|&;{}]+/y;
const any = /[^]/uy;

class ShellReader {
  readonly parts: ShellPart[] = [];
  readonly words = new ShellWords(this.parts);
  readonly #command: string;
  readonly #stack: Inside[] = [];
  #at = 0;

  constructor(command: string) {
    this.#command = command;
    while (this.#at < command.length) {
      if (this.#stack.at(-1) === '"') this.#quoted();
      else this.#open();
    }
    this.words.end();
  }

  #quoted(): void {
    if (this.#take(escaped, 'quote') || this.#expansion()) return;
    if (this.#take(doubleQuote, 'quote')) this.#stack.pop();
    else this.#take(quotedText, 'quote');
  }

  #open(): void {
    const between = !this.words.begun;
    if (this.#take(blank, 'plain', false)) return;
    if (between && this.#take(comment, 'comment', false)) return;
    if (this.#take(ansiQuote, 'quote') || this.#take(singleQuote, 'quote') || this.#take(escaped, 'plain')) return;
    if (this.#take(doubleQuote, 'quote')) this.#stack.push('"');
    else if (this.#expansion() || this.#group() || this.#redirect(between)) return;
    else if (this.#take(operator, 'operator', false)) this.words.next(false);
    else if (this.#take(pipe, 'pipe', false)) this.words.next(true);
    else if (!this.#take(word, 'plain')) this.#take(any, 'plain');
  }

  /** What the shell replaces by something else before it runs anything. */
  #expansion(): boolean {
    if (this.#take(/\$\(/y, 'substitution')) {
      this.#enter('$(');
    } else if (this.#take(/`/y, 'substitution')) {
      if (this.#stack.includes('`')) this.#stack.length = this.#stack.lastIndexOf('`');
      else this.#enter('`');
    } else if (this.#take(/\$\{/y, 'variable')) {
      this.#stack.push('${');
    } else {
      return this.#take(simpleVariable, 'variable');
    }
    return true;
  }

  #group(): boolean {
    const inside = this.#stack.at(-1);
    if (this.#take(/[<>]\(/y, 'substitution', false)) this.#enter('$(');
    else if (this.#take(/\(/y, 'subshell', false)) this.#enter('(');
    else if (inside === '$(' && this.#take(/\)/y, 'substitution')) this.#stack.pop();
    else if (inside === '(' && this.#take(/\)/y, 'subshell', false)) this.#stack.pop();
    else if (inside === '${' && this.#take(/\}/y, 'variable')) this.#stack.pop();
    else if (this.#take(/[{}]/y, 'subshell', false)) this.words.next(false);
    else return false;
    return true;
  }

  /** Digits belong to it only where a word would begin: `2>file`, not `a2>file`. */
  #redirect(between: boolean): boolean {
    if (!between && /\d/.test(this.#command.charAt(this.#at))) return false;
    return this.#take(redirection, 'redirection', false);
  }

  /** What begins here is a command of its own. */
  #enter(inside: Inside): void {
    this.#stack.push(inside);
    this.words.next(false);
  }

  /** @param inWord false for what stands between words. */
  #take(pattern: RegExp, kind: ShellPartKind, inWord = true): boolean {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#command)?.[0];
    if (!text) return false;
    if (!inWord) this.words.end();
    else this.words.begin();
    this.parts.push({ kind, text });
    this.#at += text.length;
    return true;
  }
}
