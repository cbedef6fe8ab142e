/** Parses a shell command, segment by segment. */
import { ShellCursor } from './shell-cursor.js';
import { endOfHereText, readHereWord, type HereText } from './shell-here.js';
import type { Inside, Open, ShellCommand, ShellPart } from './shell-types.js';
import * as pattern from './shell-patterns.js';
import { ShellWords } from './shell-words.js';

/** The maximum depth of commands nested in strings. */
const deepest = 10;

/**
 * Parses a command from its beginning. Nothing is expanded, looked up or run. Where shells differ, or the syntax is
 * unknown, the rest is one unparsed segment.
 */
export class ShellReader {
  readonly #parts: ShellPart[] = [];
  readonly #words: ShellWords;
  readonly #on: ShellCursor;
  readonly #depth: number;
  readonly #stack: Open[] = [];
  readonly #texts: HereText[] = [];

  /**
   * @param depth the number of enclosing commands.
   * @param here whether it is a here-document, in which only expansions count.
   */
  constructor(command: string, { depth = 0, here = false }: { depth?: number; here?: boolean } = {}) {
    this.#depth = depth;
    this.#words = new ShellWords(this.#parts, (text) => this.#inner(text));
    this.#on = new ShellCursor(command, this.#parts, this.#words);
    if (here) this.#open('<<');
  }

  /** Parses to the end. Call it once. */
  read(): ShellCommand {
    const base = this.#stack.length;
    while (!this.#on.ended) {
      this.#step();
      if (this.#words.unsure !== undefined) this.#giveUp(this.#words.unsure);
    }
    this.#words.end();
    if (this.#words.unsure !== undefined) this.#giveUp(this.#words.unsure);
    const unclosed = this.#stack[base];
    // An unclosed construct may have been misread from its beginning.
    if (unclosed) this.#giveUp(unclosed.part);
    return { parts: this.#parts, dangers: this.#words.dangers };
  }

  #step(): void {
    const open = this.#top;
    if (open?.inside === '"') this.#quoted();
    else if (open?.inside === '<<') this.#inText();
    else if (open?.inside === '${') this.#inVariable(open);
    else if (open?.inside === '$((') this.#inArithmetic(open);
    else if (open?.inside === '[[') this.#inCondition();
    else this.#inCommand();
  }

  get #top(): Open | undefined {
    return this.#stack.at(-1);
  }

  #quoted(): void {
    if (this.#on.takeEscape('quote', /["\\$`]/) || this.#expansion()) return;
    if (this.#on.take(/"/y, 'quote', 'word', '')) this.#stack.pop();
    else this.#on.take(pattern.quotedText, 'quote');
  }

  #inText(): void {
    if (!this.#on.take(pattern.escaped, 'quote') && !this.#expansion()) this.#on.take(pattern.hereText, 'quote');
  }

  #inVariable(open: Open): void {
    if (this.#on.take(/\}/y, 'variable')) this.#stack.pop();
    else if (this.#on.takeEscape('plain') || this.#expansion()) return;
    else if (open.quotes !== true && (this.#on.isAt("'") || this.#on.isAt("$'"))) this.#quoteInQuotes(open);
    else if (!this.#quote()) this.#on.take(/[^}'"\\$`]+|\$/y, 'plain');
  }

  #quoteInQuotes(open: Open): void {
    if (open.quotes === undefined || this.#on.isAt('$')) this.#giveUp();
    else this.#on.take(pattern.any, 'plain');
  }

  #inArithmetic(open: Open): void {
    if (this.#expansion()) return;
    if (this.#on.take(/\(/y, 'plain')) open.depth += 1;
    else if (open.depth > 0 && this.#on.take(/\)/y, 'plain')) open.depth -= 1;
    else if (this.#on.take(/\)\)/y, 'substitution')) this.#stack.pop();
    else if (!this.#on.take(/[^()'"\\$`{};]+/y, 'plain')) this.#giveUp();
  }

  #inCondition(): void {
    if (!this.#words.begun && this.#on.take(/\]\](?=[\s;&|)]|$)/y, 'plain', 'beside')) {
      this.#stack.pop();
      this.#words.leave();
      this.#words.pass();
    } else if (!this.#on.take(pattern.blank, 'plain', 'between') && !this.#quote() && !this.#expansion()) {
      if (!this.#on.take(pattern.word, 'plain')) this.#on.take(pattern.any, 'plain', 'between');
    }
  }

  #inCommand(): void {
    const between = !this.#words.begun;
    if (this.#on.take(pattern.continued, 'plain', 'beside', '') || this.#on.take(pattern.blank, 'plain', 'between'))
      return;
    if (between && this.#on.take(pattern.comment, 'comment', 'between')) return;
    if (this.#quote() || this.#expansion() || this.#group(between) || this.#redirect(between)) return;
    if (this.#on.isAt('\n')) this.#endLine();
    else if (this.#on.take(pattern.operator, 'operator', 'between')) this.#words.next(false);
    else if (this.#on.take(pattern.pipe, 'pipe', 'between')) this.#words.next(true);
    else if (!this.#on.take(pattern.word, 'plain')) this.#on.take(pattern.any, 'plain');
  }

  #quote(): boolean {
    if (this.#on.isAt("'") || this.#on.isAt("$'")) {
      if (!this.#on.takeQuote()) this.#giveUp();
      return true;
    }
    if (!this.#on.take(pattern.doubleQuote, 'quote', 'word', '')) return this.#on.takeEscape('plain');
    this.#open('"');
    return true;
  }

  /** Expansions. */
  #expansion(): boolean {
    if (this.#on.take(/\$\(\(/y, 'substitution')) this.#open('$((');
    else if (this.#on.take(/\$\(/y, 'substitution')) this.#enter('$(');
    else if (this.#on.isAt('`')) this.#backquotes();
    else if (this.#on.isAt('${')) this.#variable();
    else if (this.#on.isAt('$[')) this.#giveUp();
    else return this.#on.take(pattern.simpleVariable, 'variable');
    return true;
  }

  /** Shells differ on a backslash inside. */
  #backquotes(): void {
    const text = this.#on.match(/`[^`\\]*`/y)?.slice(1, -1);
    if (text === undefined) {
      this.#giveUp();
      return;
    }
    this.#on.take(/`/y, 'substitution');
    this.#readInner(text);
    this.#on.take(/`/y, 'substitution');
  }

  #variable(): void {
    pattern.bracedVariable.lastIndex = this.#on.at;
    const found = pattern.bracedVariable.exec(this.#on.command);
    if (!found) {
      this.#giveUp();
      return;
    }
    const top = this.#top;
    const quoted = top?.inside === '"' || top?.inside === '<<' || (top?.inside === '${' && top.quotes !== true);
    this.#on.add(found[0], 'variable');
    this.#open('${', quoted ? (found[1] === undefined ? undefined : false) : true);
  }

  #group(between: boolean): boolean {
    if (this.#on.isAt('(')) return this.#parenthesis(between);
    if (this.#on.isAt(')')) return this.#close();
    if (this.#on.isAt('<(') || this.#on.isAt('>(')) {
      if (this.#on.isAt('<')) this.#words.feed('<(');
      this.#on.take(/[<>]\(/y, 'substitution');
      this.#enter('$(');
      return true;
    }
    if (between && this.#words.atCommand && this.#on.isAt('[[')) return this.#condition();
    const brace = this.#words.atCommand ? /[{}](?=[\s;&|)]|$)/y : /\{(?=\s)/y;
    if (!between || !(this.#words.atCommand || this.#words.inFunction)) return false;
    if (!this.#on.take(brace, 'subshell', 'between')) return false;
    this.#words.next(false);
    return true;
  }

  /** A group, a function, a list; other constructs depend on the shell. */
  #parenthesis(between: boolean): true {
    if (this.#on.take(/\(\s*\)/y, 'subshell', 'between')) {
      this.#words.next(false);
    } else if (between && this.#words.atCommand && !this.#on.isAt('((')) {
      this.#on.take(/\(/y, 'subshell', 'between');
      this.#enter('(');
    } else if (!between && this.#parts.at(-1)?.text.endsWith('=')) {
      this.#on.take(/\(/y, 'plain');
      this.#enter('=(');
      this.#words.pass();
    } else {
      this.#giveUp();
    }
    return true;
  }

  #close(): true {
    const open = this.#top;
    // A pending here-document inside, or nothing to close.
    if (open?.texts !== this.#texts.length) {
      this.#giveUp();
      return true;
    }
    this.#stack.pop();
    this.#words.leave();
    if (open.inside === '(') {
      this.#on.take(/\)/y, 'subshell', 'between');
      this.#words.next(false);
    } else {
      this.#on.take(/\)/y, open.inside === '=(' ? 'plain' : 'substitution');
    }
    return true;
  }

  #condition(): boolean {
    if (!this.#on.take(/\[\[(?=\s)/y, 'plain', 'beside')) return false;
    this.#enter('[[');
    this.#words.pass();
    return true;
  }

  /** Leading digits belong to it only at the start of a word: `2>file`, not `a2>file`. */
  #redirect(between: boolean): boolean {
    if (!between && /\d/.test(this.#on.command.charAt(this.#on.at))) return false;
    if (this.#on.take(pattern.duplicated, 'redirection', 'between')) return true;
    const here = this.#on.match(pattern.announced);
    if (here !== undefined) return this.#announce(here);
    const text = this.#on.match(pattern.redirection);
    if (text === undefined) return false;
    this.#on.add(text, 'redirection', undefined, 'between');
    this.#words.redirect();
    if (text.endsWith('<<<')) this.#words.feed('<<<');
    return true;
  }

  #announce(sign: string): true {
    const found = readHereWord(this.#on.command, this.#on.at + sign.length, sign.endsWith('-'));
    if (!found) {
      this.#giveUp();
      return true;
    }
    const [text, length] = found;
    this.#on.add(sign, 'redirection', undefined, 'between');
    this.#on.add(this.#on.command.slice(this.#on.at, this.#on.at + length), 'plain', undefined, 'beside');
    this.#words.feed('<<');
    this.#texts.push(text);
    return true;
  }

  /** Here-documents follow the line that announced them. */
  #endLine(): void {
    const isList = this.#top?.inside === '=(';
    this.#on.take(/\n/y, isList ? 'plain' : 'operator', 'between');
    if (!isList) this.#words.next(false);
    if (this.#texts.length === 0) return;
    const texts = this.#texts.splice(0);
    if (isList || (this.#top?.texts ?? 0) > 0) this.#giveUp();
    for (const text of texts) this.#readText(text);
  }

  #readText(text: HereText): void {
    const end = endOfHereText(this.#on.command, this.#on.at, text);
    if (end === undefined) {
      this.#giveUp();
      return;
    }
    const body = this.#on.command.slice(this.#on.at, end);
    if (!text.literal) this.#readInner(body, true);
    else if (body !== '') this.#on.add(body, 'quote', undefined, 'beside');
    this.#on.take(/[^\n]*\n?/y, 'plain', 'beside');
  }

  /** A nested command cannot extend beyond its string. */
  #readInner(text: string, here = false): void {
    const inner = this.#inner(text, here);
    this.#on.adopt(inner.parts);
    this.#words.adopt(inner.dangers);
    if (inner.parts.at(-1)?.kind === 'unread') this.#giveUp(this.#parts.length - 1);
  }

  #inner(text: string, here = false): ShellCommand {
    if (this.#depth >= deepest) return { parts: [{ kind: 'unread', text }], dangers: [] };
    return new ShellReader(text, { depth: this.#depth + 1, here }).read();
  }

  /** A nested command begins. */
  #enter(inside: Inside): void {
    this.#open(inside);
    this.#words.enter();
  }

  #open(inside: Inside, quotes?: boolean): void {
    const part = Math.max(0, this.#parts.length - 1);
    this.#stack.push({ inside, part, texts: this.#texts.length, quotes, depth: 0 });
  }

  /** @param from the segment where the unparsed rest begins. */
  #giveUp(from = this.#parts.length): void {
    this.#on.giveUp(from);
    this.#stack.length = 0;
  }
}
