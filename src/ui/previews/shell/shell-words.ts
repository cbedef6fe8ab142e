/** Puts the parts of a shell command together to words, and marks those that deserve a second look. */
import type { ShellCommand, ShellPart } from './shell-types.js';

/** They run what follows as somebody else. */
const asOther = new Set(['sudo', 'su', 'doas', 'pkexec', 'runas', 'runuser']);
/** They run what follows as it is. */
const wrappers = new Set(['env', 'xargs', 'nohup', 'time', 'exec', 'command', 'builtin', 'nice', 'ionice', 'timeout', 'watch', 'find', '-exec', '-execdir', 'coproc', 'setsid', 'stdbuf', 'flock', 'chroot', 'busybox', 'parallel']); // prettier-ignore
/** Of the wrappers, those that read by themselves what is piped into them. */
const readers = new Set(['xargs', 'find', 'parallel']);
/** They destroy, or run text as a command. */
const grave = new Set(['dd', 'mkfs', 'shred', 'wipefs', 'fdisk', 'eval']);
/** They run a text as shell commands: after `-c`, and what they are fed. */
const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'su', 'runuser']);
/** They run what is piped into them. */
const interpreters = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'python', 'python3', 'perl', 'ruby', 'node', 'php', 'pwsh', 'iex', 'source', '.']); // prettier-ignore
/** Words of the shell itself, after which a command begins. */
const keywords = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', '!']);
/** Options with which a command deletes or changes more than one would think. */
const graveOptions: Readonly<Record<string, RegExp>> = {
  rm: /^-[A-Za-z]*[rRf][A-Za-z]*$|^--(?:recursive|force|no-preserve-root)$/,
  chmod: /^-[A-Za-z]*R[A-Za-z]*$|^--recursive$/,
  chown: /^-[A-Za-z]*R[A-Za-z]*$|^--recursive$/,
};
/** What becomes several words before anything is run: `{rm,-rf,/}`. */
const braces = /\{[^{}]*(?:,|\.\.)[^{}]*\}/;

/** A command as far as its words are read. */
class Running {
  /** Where the current word begins among the parts. */
  start: number | undefined;
  /** The name of the command; undefined before it has come. */
  name: string | undefined;
  named: readonly ShellPart[] = [];
  wrapped = false;
  piped: boolean;
  /** By what the command is given its input; undefined when by nothing that is written here. */
  fed: string | undefined;
  /** Whether the next word says where a redirection leads. */
  target = false;
  /** Of a shell: whether its options are still read, or the text after `-c` comes. */
  shell: 'options' | 'text' | undefined;
  option: readonly ShellPart[] = [];

  constructor(piped: boolean) {
    this.piped = piped;
  }
}

/** The words of a command, as its parts are read. */
export class ShellWords {
  readonly #parts: ShellPart[];
  readonly #read: (text: string) => ShellCommand;
  readonly #dangers = new Set<string>();
  /** What the current one stands in: the words around a substitution go on after it. */
  readonly #around: Running[] = [];
  #now = new Running(false);
  #unsure: number | undefined;

  /**
   * @param parts grows while the command is read.
   * @param read reads a text that a shell is told to run.
   */
  constructor(parts: ShellPart[], read: (text: string) => ShellCommand) {
    this.#parts = parts;
    this.#read = read;
  }

  /** Whether a word has begun and not ended. */
  get begun(): boolean {
    return this.#now.start !== undefined;
  }

  /** Whether the next word is the name of a command, or one of the shell's own. */
  get atCommand(): boolean {
    return !this.begun && this.#now.name === undefined && !this.#now.target;
  }

  /** Whether a brace would open the body of a function. */
  get inFunction(): boolean {
    return !this.begun && this.#now.name === 'function';
  }

  /** The part with which a word began that is not understood; undefined when there is none. */
  get unsure(): number | undefined {
    return this.#unsure;
  }

  get dangers(): readonly string[] {
    return [...this.#dangers];
  }

  /** The next part belongs to a word. */
  begin(): void {
    this.#now.start ??= this.#parts.length;
  }

  /** The word is over, if there is one. */
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

  /** Another command begins. @param piped whether it gets what the one before it writes. */
  next(piped: boolean): void {
    this.end();
    this.#now = new Running(piped);
  }

  /** A command begins inside of this one. */
  enter(): void {
    this.#around.push(this.#now);
    this.#now = new Running(false);
  }

  /** The inner command is over. */
  leave(): void {
    this.end();
    this.#now = this.#around.pop() ?? new Running(false);
  }

  /** What follows is no command: a list, a condition. */
  pass(): void {
    this.#now.name = '';
  }

  /** The next word says where a redirection leads. */
  redirect(): void {
    this.end();
    this.#now.target = true;
  }

  /** The command gets its input, or a file to run, from what is written here. */
  feed(by: '<(' | '<<' | '<<<'): void {
    this.#now.fed = by;
    this.#judgeFood();
  }

  /** Takes over what was found in a text that is read by itself. */
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
    if (grave.has(name) || name.startsWith('mkfs.')) this.#mark(name, parts);
    if (this.#now.piped && interpreters.has(name)) this.#mark(`| ${name}`, parts);
    this.#now.name = name;
    this.#now.named = parts;
    this.#now.shell = shells.has(name) ? 'options' : undefined;
    this.#judgeFood();
  }

  #takeArgument(text: string, parts: readonly ShellPart[]): void {
    const { name = '', wrapped, named } = this.#now;
    // What a wrapper runs is found by its name: which of its words are its own, only the wrapper knows.
    if (wrapped && this.#isKnown(text.slice(text.lastIndexOf('/') + 1))) {
      this.#takeName(text, parts);
      this.#now.wrapped = true;
      return;
    }
    if (isBare(parts) && text === 'do' && (name === 'for' || name === 'select')) this.#now = new Running(false);
    if (Object.hasOwn(graveOptions, name)) {
      if (graveOptions[name]?.test(text)) this.#mark(`${name} ${text}`, [...named, ...parts]);
      if (isBare(parts) && braces.test(text)) this.#unsure = this.#parts.length - parts.length;
    }
    if (this.#now.shell) this.#takeShellArgument(text, parts);
  }

  #isKnown(name: string): boolean {
    return Object.hasOwn(graveOptions, name) || [grave, asOther, wrappers, shells].some((set) => set.has(name)) || (this.#now.piped && interpreters.has(name)); // prettier-ignore
  }

  /** The first word after `-c` that is no option is a command line. */
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
    // What is run is put together elsewhere, or not understood.
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

/** Whether nothing in a word is quoted: only so it is a word of the shell's own. */
const isBare = (parts: readonly ShellPart[]): boolean =>
  parts.every(({ kind, value }) => kind === 'plain' && value === undefined);
