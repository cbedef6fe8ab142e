/** Finds invisible or misleading characters in untrusted text. */
import { describeEscape, escapeSequence } from './escape-sequences.js';
import { textSafetyStrings as strings } from '../text-safety.strings.js';
import { findLookalikes } from './lookalikes.js';
import { blockLength } from '../plain-text.js';
import { codePointLabel, nameOf } from './unseen-names.js';

/** A token in place of a span of text. */
export interface Token {
  readonly label: string;
  readonly raw: string;
  readonly title: string;
  /** True for an inexact number, which is not suspicious. */
  readonly isNumber?: true;
}

/** A span of text: plain, or to be rendered as a token. */
export type TextPart = { readonly kind: 'plain'; readonly text: string } | ({ readonly kind: 'token' } & Token);

/** The number of spaces that counts as padding, meant to push text out of view; fewer for tabs and empty lines. */
const paddingLength = 40;

/**
 * Controls, format characters (bidi, zero width, tags), separators, private use, unassigned and lone surrogates by their
 * Unicode category; variation selectors; letters and symbols that draw nothing; the replacement character; marks that
 * look like a slash, a dot or a colon of a URL; spaces other than U+0020.
 */
const unseen =
  '\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}\\p{Cs}' +
  '\\u{FE00}-\\u{FE0F}\\u{E0100}-\\u{E01EF}\\u{180B}-\\u{180F}' +
  '\\u{034F}\\u{115F}\\u{1160}\\u{17B4}\\u{17B5}\\u{2800}\\u{3164}\\u{FFA0}\\u{1D159}\\u{13441}\\u{13442}\\u{16FE4}\\u{FFFC}\\u{FFFD}' +
  '\\u{2024}\\u{2044}\\u{2215}\\u{2236}\\u{29F8}\\u{A789}\\u{37E}\\u{1735}\\u{2571}' +
  '\\u{A0}\\u{1680}\\u{2000}-\\u{200A}\\u{202F}\\u{205F}\\u{3000}';
/** Sparse characters in much empty space: padding that is not a run of spaces. */
const bit = `[^\\s${unseen}]{1,3}`;
const sparse = ` (?<! {2}) {7,}(?:${bit} {8,}){5,}`;
const sparseLines =
  `[ \\t](?<![ \\t]{2})[ \\t]{7,}(?:${bit}[ \\t]{8,}){5,}|` + `\\n(?<!\\n{2})\\n{3,}(?:${bit}\\n{4,}){3,}`;
/** Stacked combining marks that overflow into other lines: more than any language uses. */
const stackedMarks = '\\p{M}{6,}';
const tags = '[\\u{E0020}-\\u{E007F}]{2,}';
/** Repetitions are one token. */
const patternOf = (character: string, padding: string) =>
  `${escapeSequence}|${tags}|(?<same>${character})\\k<same>*|${padding}|${stackedMarks}`;
const inLine = patternOf(`[${unseen}]`, ` {${paddingLength + 1},}|${sparse}`);
/** Line feeds and tabs are allowed in blocks, in usual numbers. */
const inBlock = patternOf(
  `(?![\\n\\t])[${unseen}]`,
  `[ \\t]{${paddingLength + 1},}|\\t{${paddingLength / 4},}|\\n(?:[ \\t]{0,${paddingLength}}\\n){${paddingLength / 4},}|${sparseLines}`,
);

// Without `g`, which makes `test` stateful.
const oneInLine = new RegExp(inLine, 'u');
const oneInBlock = new RegExp(inBlock, 'u');
const allInLine = new RegExp(inLine, 'gu');
const allInBlock = new RegExp(inBlock, 'gu');

/**
 * Whether text needs any token.
 *
 * @param block true where line feeds and tabs are rendered as such.
 */
export function isSuspicious(text: string, block = false): boolean {
  return (block ? oneInBlock : oneInLine).test(text) || findLookalikes(text).length > 0;
}

/** The number of tokens in a text; 0 for one in blocks, which reports it itself. */
export function countSuspicious(text: string, block = false): number {
  if (text.length > blockLength) return 0;
  return splitSuspicious(text, block).filter(({ kind }) => kind === 'token').length;
}

/**
 * Splits text into plain spans and tokens. The spans joined are the text.
 *
 * @param block true where line feeds and tabs are rendered as such.
 */
export function splitSuspicious(text: string, block = false): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: raw, index } of text.matchAll(block ? allInBlock : allInLine)) {
    splitVisible(text.slice(end, index), parts);
    parts.push({ kind: 'token', raw, ...describe(raw) });
    end = index + raw.length;
  }
  splitVisible(text.slice(end), parts);
  return parts;
}

/** Splits text without invisible characters. */
function splitVisible(text: string, into: TextPart[]): void {
  let end = 0;
  for (const { index, ...token } of findLookalikes(text)) {
    if (index > end) into.push({ kind: 'plain', text: text.slice(end, index) });
    into.push({ kind: 'token', ...token });
    end = index + token.raw.length;
  }
  if (end < text.length) into.push({ kind: 'plain', text: text.slice(end) });
}

function describe(raw: string): { label: string; title: string } {
  const escape = describeEscape(raw);
  if (escape) return escape;
  if (/^\s+\S.*\s$/su.test(raw)) return describeSparse(raw);
  const characters = Array.from(raw);
  const codePoint = raw.codePointAt(0) ?? 0;
  const { length } = characters;
  if (isTag(codePoint) && length > 1 && new Set(characters).size > 1) return describeTags(characters);
  if (length > 1 && /^[ \t]* [ \t]*$/.test(raw))
    return { label: `${length} SPACES`, title: `${length} spaces or tabs in a row` };
  if (codePoint === 0x0a && length > 1) return describeLines(characters);
  if (/^\p{M}+$/u.test(raw) && new Set(characters).size > 1) {
    return { label: `${length} COMBINING MARKS`, title: `${length} marks on one letter` };
  }
  const name = nameOf(codePoint);
  const label = codePoint < 0x80 ? name : codePointLabel(codePoint);
  const times = length > 1 ? ` × ${length}` : '';
  return { label: label + times, title: `${codePointLabel(codePoint)} ${name}${times}` };
}

/** The label has its full text. */
function describeSparse(raw: string): { label: string; title: string } {
  const written = raw.trim().split(/\s+/);
  const spaces = raw.length - written.join('').length;
  return { label: strings.spacesAround(spaces, written.join(' ')), title: strings.spacesAroundTitle };
}

const isTag = (codePoint: number) => codePoint >= 0xe0020 && codePoint <= 0xe007f;

/** Tag characters: invisible ASCII that language models can read. */
function describeTags(characters: readonly string[]): { label: string; title: string } {
  const message = characters.map((tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000)).join('');
  const first = codePointLabel(characters[0]?.codePointAt(0) ?? 0);
  const words = message.replaceAll('\x7f', '');
  return {
    label: `${first} … “${words}”`,
    title: `${characters.length} TAG CHARACTERS, an invisible text: “${words}”`,
  };
}

function describeLines(characters: readonly string[]): { label: string; title: string } {
  const lines = characters.filter((each) => each === '\n').length;
  const isEmpty = lines === characters.length;
  return { label: `${lines} LINE FEEDS`, title: `${lines} ${isEmpty ? 'empty' : 'blank'} lines in a row` };
}
