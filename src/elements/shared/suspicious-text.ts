/** Finds what a reader would not see, or would see as something else, in text that an agent may have chosen. */

/** A stretch of text: readable as it is, or one that must be drawn as a labelled token instead. */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'token'; readonly label: string; readonly raw: string; readonly title: string };

/** Spaces in a row from which on they are padding, meant to push something out of sight. */
const paddingLength = 40;

/**
 * Controls, format characters (bidi, zero width, tags), separators, private use, unassigned and lone surrogates by their
 * Unicode category; variation selectors; letters and symbols that draw nothing; spaces other than U+0020; and padding.
 */
const pattern =
  '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}\\p{Cs}]' +
  '|[\\u{FE00}-\\u{FE0F}\\u{E0100}-\\u{E01EF}\\u{180B}-\\u{180F}]' +
  '|[\\u{034F}\\u{115F}\\u{1160}\\u{17B4}\\u{17B5}\\u{2800}\\u{3164}\\u{FFA0}\\u{1D159}]' +
  '|(?! )\\p{Zs}' +
  `| {${paddingLength + 1},}`;
/** The same without the line feeds and tabs that a block of text may well have. */
const blockPattern = `(?![\\n\\t])(?:${pattern})`;

// Without `g`, which would make `test` go on where it last stopped.
const oneInLine = new RegExp(pattern, 'u');
const oneInBlock = new RegExp(blockPattern, 'u');
const allInLine = new RegExp(pattern, 'gu');
const allInBlock = new RegExp(blockPattern, 'gu');

/** The names of those that attacks use most; all others are labelled by their code point. */
const names: Readonly<Record<number, string>> = {
  0x00: 'NUL',
  0x07: 'BEL',
  0x08: 'BACKSPACE',
  0x09: 'TAB',
  0x0a: 'LINE FEED',
  0x0d: 'CARRIAGE RETURN',
  0x1b: 'ESC',
  0x7f: 'DELETE',
  0x9b: 'CSI',
  0xa0: 'NO-BREAK SPACE',
  0xad: 'SOFT HYPHEN',
  0x200b: 'ZERO WIDTH SPACE',
  0x200c: 'ZERO WIDTH NON-JOINER',
  0x200d: 'ZERO WIDTH JOINER',
  0x200e: 'LEFT-TO-RIGHT MARK',
  0x200f: 'RIGHT-TO-LEFT MARK',
  0x2028: 'LINE SEPARATOR',
  0x2029: 'PARAGRAPH SEPARATOR',
  0x202a: 'LEFT-TO-RIGHT EMBEDDING',
  0x202b: 'RIGHT-TO-LEFT EMBEDDING',
  0x202c: 'POP DIRECTIONAL FORMATTING',
  0x202d: 'LEFT-TO-RIGHT OVERRIDE',
  0x202e: 'RIGHT-TO-LEFT OVERRIDE',
  0x2060: 'WORD JOINER',
  0x2066: 'LEFT-TO-RIGHT ISOLATE',
  0x2067: 'RIGHT-TO-LEFT ISOLATE',
  0x2068: 'FIRST STRONG ISOLATE',
  0x2069: 'POP DIRECTIONAL ISOLATE',
  0xfeff: 'BYTE ORDER MARK',
};

const codePointLabel = (codePoint: number) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

function describe(raw: string): { label: string; title: string } {
  const codePoint = raw.codePointAt(0) ?? 0;
  if (raw.length > 2) return { label: `${raw.length} SPACES`, title: `${raw.length} spaces in a row` };
  const label = codePointLabel(codePoint);
  const name = names[codePoint] ?? category(codePoint);
  return { label: names[codePoint] && codePoint < 0x80 ? name : label, title: `${label} ${name}` };
}

function category(codePoint: number): string {
  if (codePoint >= 0xe0000 && codePoint <= 0xe007f) return 'TAG CHARACTER';
  if ((codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef)) {
    return 'VARIATION SELECTOR';
  }
  if (codePoint < 0xa0) return 'CONTROL CHARACTER';
  return 'INVISIBLE OR UNUSUAL CHARACTER';
}

/**
 * Says whether text has anything that must be drawn as a token.
 *
 * @param block true where line feeds and tabs are drawn as such.
 */
export function isSuspicious(text: string, block = false): boolean {
  return (block ? oneInBlock : oneInLine).test(text);
}

/**
 * Cuts text into what can be shown as it is and what needs a label. The parts joined give the text again.
 *
 * @param block true where line feeds and tabs are drawn as such.
 */
export function splitSuspicious(text: string, block = false): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(block ? allInBlock : allInLine)) {
    if (match.index > end) parts.push({ kind: 'plain', text: text.slice(end, match.index) });
    parts.push({ kind: 'token', raw: match[0], ...describe(match[0]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'plain', text: text.slice(end) });
  return parts;
}
