/** Puts the parts of a shell command together to words, and marks those that deserve a second look. */
import type { ShellPart } from './shell-parts.js';

/** They run what follows as somebody else. */
const asOther = new Set(['sudo', 'su', 'doas', 'pkexec', 'runas']);
/** They run what follows as it is. */
const wrappers = new Set(['env', 'xargs', 'nohup', 'time', 'exec', 'command', 'builtin', 'nice', 'timeout', 'watch', 'find', '-exec', '-execdir']); // prettier-ignore
/** They destroy, or run text as a command. */
const grave = new Set(['dd', 'mkfs', 'shred', 'wipefs', 'fdisk', 'eval']);
/** They run what is piped into them. */
const interpreters = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish', 'python', 'python3', 'perl', 'ruby', 'node', 'php', 'pwsh', 'iex']); // prettier-ignore
/** Options with which a command deletes or changes more than one would think. */
const graveOptions: Readonly<Record<string, RegExp>> = {
  rm: /^-[A-Za-z]*[rRf][A-Za-z]*$|^--(?:recursive|force|no-preserve-root)$/,
  chmod: /^-[A-Za-z]*R[A-Za-z]*$|^--recursive$/,
  chown: /^-[A-Za-z]*R[A-Za-z]*$|^--recursive$/,
};

/** The words of a command, as its parts are read. */
export class ShellWords {
  readonly #parts: ShellPart[];
  readonly #dangers = new Set<string>();
  /** Where the current word begins among the parts. */
  #start: number | undefined;
  /** The name of the command whose words are read; undefined before it has come. */
  #name: string | undefined;
  #named: readonly ShellPart[] = [];
  #wrapped = false;
  #piped = false;

  /** @param parts grows while the command is read. */
  constructor(parts: ShellPart[]) {
    this.#parts = parts;
  }

  /** Whether a word has begun and not ended. */
  get begun(): boolean {
    return this.#start !== undefined;
  }

  get dangers(): readonly string[] {
    return [...this.#dangers];
  }

  /** The next part belongs to a word. */
  begin(): void {
    this.#start ??= this.#parts.length;
  }

  /** The word is over, if there is one. */
  end(): void {
    if (this.#start === undefined) return;
    const parts = this.#parts.slice(this.#start);
    this.#start = undefined;
    const text = parts.map(unquoted).join('');
    if (this.#name === undefined) this.#takeName(text, parts);
    else this.#takeArgument(text, parts);
  }

  /** Another command begins. @param piped whether it gets what the one before it writes. */
  next(piped: boolean): void {
    this.end();
    this.#name = undefined;
    this.#wrapped = false;
    this.#piped = piped;
  }

  #takeName(text: string, parts: readonly ShellPart[]): void {
    if (/^[A-Za-z_]\w*\+?=/.test(text)) return;
    const name = text.slice(text.lastIndexOf('/') + 1);
    if (asOther.has(name)) this.#mark(name, parts);
    if (asOther.has(name) || wrappers.has(name)) this.#wrapped = true;
    if (grave.has(name) || name.startsWith('mkfs.')) this.#mark(name, parts);
    if (this.#piped && interpreters.has(name)) this.#mark(`| ${name}`, parts);
    this.#name = name;
    this.#named = parts;
  }

  #takeArgument(text: string, parts: readonly ShellPart[]): void {
    const name = text.slice(text.lastIndexOf('/') + 1);
    // What a wrapper runs is found by its name: which of its words are its own, only the wrapper knows.
    if (this.#wrapped && (name in graveOptions || grave.has(name) || asOther.has(name) || wrappers.has(name))) {
      this.#takeName(text, parts);
      this.#wrapped = true;
    } else if (this.#name !== undefined && Object.hasOwn(graveOptions, this.#name)) {
      if (graveOptions[this.#name]?.test(text)) this.#mark(`${this.#name} ${text}`, [...this.#named, ...parts]);
    }
  }

  #mark(danger: string, parts: readonly ShellPart[]): void {
    this.#dangers.add(danger);
    for (const part of parts) if (part.kind === 'plain' || part.kind === 'quote') part.kind = 'danger';
  }
}

/** What a part of a word says once the shell has taken its quotes away: `r\m` and `'rm'` are `rm`. */
function unquoted({ kind, text }: ShellPart): string {
  if (kind === 'quote') return text.replace(/^\$?['"]/, '').replace(/['"]$/, '');
  return text.startsWith('\\') ? text.slice(1) : text;
}
