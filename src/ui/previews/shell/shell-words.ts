/** Combines the segments of a shell command into words, and marks dangerous ones. */
import type { ShellCommand, ShellPart } from './shell-types.js';
import { wordList } from '../word-list.js';

/** Commands that run another command as another user. */
const asOther = new Set(['sudo', 'su', 'doas', 'pkexec', 'runas', 'runuser']);
/** Commands that run another command. */
const wrappers = new Set(
  wordList(`
  env xargs nohup time exec command builtin nice ionice timeout watch find -exec -execdir coproc setsid
  stdbuf flock chroot busybox parallel
`),
);
/** Wrappers that read their standard input themselves. */
const readers = new Set(['xargs', 'find', 'parallel']);
/** Commands that destroy data, or run text as a command. */
const destructiveCommands = new Set(['dd', 'mkfs', 'shred', 'wipefs', 'fdisk', 'eval']);
/** Shells: run text after `-c`, and their standard input. */
const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'su', 'runuser']);
/** Interpreters: run their standard input. */
const interpreters = new Set(
  wordList(`
  sh bash zsh dash ksh fish python python3 perl ruby node php pwsh iex source .
`),
);
/** Keywords followed by a command. */
const keywords = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', '!']);
/** Options that make a command delete or change more than expected. */
const destructiveOptions: Readonly<Record<string, RegExp>> = {
  rm: /^-[A-Za-z]*[rRf][A-Za-z]*$|^--(?:recursive|force|no-preserve-root)$/,
  chmod: /^-[A-Za-z]*R[A-Za-z]*$|^--recursive$/,
  chown: /^-[A-Za-z]*R[A-Za-z]*$|^--recursive$/,
};
/** Brace expansion: `{rm,-rf,/}`. */
const braces = /\{[^{}]*(?:,|\.\.)[^{}]*\}/;

/** A partially parsed command. */
class Running {
  /** The first segment of the current word. */
  start: number | undefined;
  /** The command name; undefined before it was read. */
  name: string | undefined;
  named: readonly ShellPart[] = [];
  wrapped = false;
  piped: boolean;
  /** The source of the command's input; undefined when there is none here. */
  fed: string | undefined;
  /** Whether the next word is a redirection target. */
  target = false;
  /** For a shell: whether its options are being read, or the text after `-c` follows. */
  shell: 'options' | 'text' | undefined;
  option: readonly ShellPart[] = [];

  constructor(piped: boolean) {
    this.piped = piped;
  }
}

/** Tracks the words of a command while its segments are parsed. */
export class ShellWords {
  readonly #parts: ShellPart[];
  readonly #read: (text: string) => ShellCommand;
  readonly #dangers = new Set<string>();
  /** The enclosing commands: the word around a substitution continues after it. */
  readonly #around: Running[] = [];
  #now = new Running(false);
  #unsure: number | undefined;

  /**
   * @param parts grows while the command is parsed.
   * @param read parses a text that a shell will run.
   */
  constructor(parts: ShellPart[], read: (text: string) => ShellCommand) {
    this.#parts = parts;
    this.#read = read;
  }

  /** Whether a word is open. */
  get begun(): boolean {
    return this.#now.start !== undefined;
  }

  /** Whether the next word is a command name or a keyword. */
  get atCommand(): boolean {
    return !this.begun && this.#now.name === undefined && !this.#now.target;
  }

  /** Whether a brace would open the body of a function. */
  get inFunction(): boolean {
    return !this.begun && this.#now.name === 'function';
  }

  /** The first segment of an ambiguous word; undefined when there is none. */
  get unsure(): number | undefined {
    return this.#unsure;
  }

  get dangers(): readonly string[] {
    return [...this.#dangers];
  }

  /** Adds the next segment to a word. */
  begin(): void {
    this.#now.start ??= this.#parts.length;
  }

  /** Ends the current word, if any. */
  end(): void {
    const { start } = this.#now;
    if (start === undefined) return;
    const parts = this.#parts.slice(start);
    this.#now.start = undefined;
    const text = parts.map((part) => part.value ?? part.text).join('');
    if (this.#now.target) this.#now.target = false;
    else if (this.#now.name === undefined) this.#takeName(text, parts);
    else this.#takeArgument(text, parts);
  }

  /** Begins another command. @param piped whether it reads the output of the one before. */
  next(piped: boolean): void {
    this.end();
    this.#now = new Running(piped);
  }

  /** Begins a nested command. */
  enter(): void {
    this.#around.push(this.#now);
    this.#now = new Running(false);
  }

  /** Ends the nested command. */
  leave(): void {
    this.end();
    this.#now = this.#around.pop() ?? new Running(false);
  }

  /** No command follows: a list, a condition. */
  pass(): void {
    this.#now.name = '';
  }

  /** The next word is a redirection target. */
  redirect(): void {
    this.end();
    this.#now.target = true;
  }

  /** The command reads its input, or the script to run, from here. */
  feed(by: '<(' | '<<' | '<<<'): void {
    this.#now.fed = by;
    this.#judgeFood();
  }

  /** Adds the findings of a nested text. */
  adopt(dangers: readonly string[]): void {
    for (const danger of dangers) this.#dangers.add(danger);
  }

  #takeName(text: string, parts: readonly ShellPart[]): void {
    if (/^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/.test(text)) return;
    if (isBare(parts) && keywords.has(text)) return;
    if (isBare(parts) && (text === 'case' || braces.test(text))) this.#unsure = this.#parts.length - parts.length;
    const name = text.slice(text.lastIndexOf('/') + 1);
    if (asOther.has(name)) this.#mark(name, parts);
    if (asOther.has(name) || wrappers.has(name)) this.#now.wrapped = true;
    if (readers.has(name)) this.#now.piped = false;
    if (destructiveCommands.has(name) || name.startsWith('mkfs.')) this.#mark(name, parts);
    if (this.#now.piped && interpreters.has(name)) this.#mark(`| ${name}`, parts);
    this.#now.name = name;
    this.#now.named = parts;
    this.#now.shell = shells.has(name) ? 'options' : undefined;
    this.#judgeFood();
  }

  #takeArgument(text: string, parts: readonly ShellPart[]): void {
    const { name = '', wrapped, named } = this.#now;
    // The command after a wrapper is found by name, since a wrapper's own arguments are unknown.
    if (wrapped && this.#isKnown(text.slice(text.lastIndexOf('/') + 1))) {
      this.#takeName(text, parts);
      this.#now.wrapped = true;
      return;
    }
    if (isBare(parts) && text === 'do' && (name === 'for' || name === 'select')) this.#now = new Running(false);
    if (Object.hasOwn(destructiveOptions, name)) {
      if (destructiveOptions[name]?.test(text)) this.#mark(`${name} ${text}`, [...named, ...parts]);
      if (isBare(parts) && braces.test(text)) this.#unsure = this.#parts.length - parts.length;
    }
    if (this.#now.shell) this.#takeShellArgument(text, parts);
  }

  #isKnown(name: string): boolean {
    return (
      Object.hasOwn(destructiveOptions, name) ||
      [destructiveCommands, asOther, wrappers, shells].some((set) => set.has(name)) ||
      (this.#now.piped && interpreters.has(name))
    );
  }

  /** The first word after `-c` that is not an option is a command line. */
  #takeShellArgument(text: string, parts: readonly ShellPart[]): void {
    const { name = '', shell } = this.#now;
    if (shell === 'options') {
      if (/^-[A-Za-z]*c[A-Za-z]*$|^--command$/.test(text)) [this.#now.shell, this.#now.option] = ['text', parts];
      // `-o pipefail` has a word of its own, and `su` has a user. Else it is a script, and what follows is for that.
      else if (/^[-+]/.test(text)) this.#now.option = parts;
      else if (!asOther.has(name) && !/^[-+].*[oO]$/.test(wordOf(this.#now.option))) this.#now.shell = undefined;
    } else if (!/^[-+]/.test(text)) {
      this.#now.shell = undefined;
      this.#runText(text, parts);
    }
  }

  #runText(text: string, parts: readonly ShellPart[]): void {
    const { name = '', named, option } = this.#now;
    const isLiteral = parts.every(({ kind }) => kind === 'plain' || kind === 'quote' || kind === 'danger');
    const inner = isLiteral ? this.#read(text) : undefined;
    for (const danger of inner?.dangers ?? []) this.#mark(danger, [...named, ...option]);
    // The command is computed, or ambiguous.
    if (!inner || inner.parts.some(({ kind }) => kind === 'unread')) this.#mark(`${name} -c`, [...named, ...option]);
  }

  #judgeFood(): void {
    const { fed, name, named } = this.#now;
    if (fed === undefined || name === undefined) return;
    if (shells.has(name) || (fed === '<(' && interpreters.has(name))) this.#mark(`${name} ${fed}`, named);
  }

  #mark(danger: string, parts: readonly ShellPart[]): void {
    this.#dangers.add(danger);
    for (const part of parts) if (part.kind === 'plain' || part.kind === 'quote') part.kind = 'danger';
  }
}

const wordOf = (parts: readonly ShellPart[]): string => parts.map((part) => part.value ?? part.text).join('');

/** Whether a word is unquoted: only then it can be a keyword. */
const isBare = (parts: readonly ShellPart[]): boolean =>
  parts.every(({ kind, value }) => kind === 'plain' && value === undefined);
