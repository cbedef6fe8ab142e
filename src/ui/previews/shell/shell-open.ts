/** What a shell command can be inside of. */

/** What the reader is in: quotes, a text in lines, a substitution, a group, a list, `[[`, arithmetic, a variable in braces. */
export type Inside = '"' | '<<' | '$(' | '(' | '=(' | '[[' | '$((' | '${';

/** What was opened and is to be closed. */
export interface Open {
  readonly inside: Inside;
  /** The part with which it began. */
  readonly part: number;
  /** How many texts in lines were announced before it. */
  readonly texts: number;
  /** Of a variable: whether a single quote in it is one. Undefined where shells differ. */
  readonly quotes?: boolean | undefined;
  /** Of arithmetic: how many parentheses are open in it. */
  depth: number;
}
