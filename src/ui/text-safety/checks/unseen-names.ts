/** Names of invisible characters. */

/** Those most used in attacks; others are named by category. */
const names: Readonly<Record<number, string>> = {
  0x00: 'NUL',
  0x07: 'BEL',
  0x08: 'BACKSPACE',
  0x09: 'TAB',
  0x0a: 'LINE FEED',
  0x0b: 'VERTICAL TAB',
  0x0c: 'FORM FEED',
  0x0d: 'CARRIAGE RETURN',
  0x1b: 'ESC',
  0x7f: 'DELETE',
  0x85: 'NEXT LINE',
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
  0x2024: 'LOOKS LIKE A DOT',
  0x2044: 'LOOKS LIKE A SLASH',
  0x2215: 'LOOKS LIKE A SLASH',
  0x2236: 'LOOKS LIKE A COLON',
  0x29f8: 'LOOKS LIKE A SLASH',
  0xa789: 'LOOKS LIKE A COLON',
  0x037e: 'LOOKS LIKE A SEMICOLON',
  0x0589: 'LOOKS LIKE A COLON',
  0x05c3: 'LOOKS LIKE A COLON',
  0x061f: 'LOOKS LIKE A QUESTION MARK',
  0x1735: 'LOOKS LIKE A SLASH',
  0x2571: 'LOOKS LIKE A SLASH',
  0xfe55: 'LOOKS LIKE A COLON',
  0xfe56: 'LOOKS LIKE A QUESTION MARK',
  0xfe5f: 'LOOKS LIKE A NUMBER SIGN',
  0xfe6b: 'LOOKS LIKE AN AT SIGN',
  0xff03: 'LOOKS LIKE A NUMBER SIGN',
  0xff0f: 'LOOKS LIKE A SLASH',
  0xff1a: 'LOOKS LIKE A COLON',
  0xff1b: 'LOOKS LIKE A SEMICOLON',
  0xff1f: 'LOOKS LIKE A QUESTION MARK',
  0xff20: 'LOOKS LIKE AN AT SIGN',
  0xfeff: 'BYTE ORDER MARK',
  0xfffc: 'OBJECT REPLACEMENT',
  0xfffd: 'COULD NOT BE DECODED',
};

/** `U+202E`. */
export const codePointLabel = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

/** The name of a character. ASCII ones have short names, which are also their labels. */
export function nameOf(codePoint: number): string {
  const name = names[codePoint];
  if (name !== undefined) return name;
  if (codePoint < 0x80) return codePointLabel(codePoint);
  if (codePoint < 0xa0) return 'CONTROL CHARACTER';
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return 'HALF OF A CHARACTER';
  if (codePoint >= 0xe0000 && codePoint <= 0xe007f) return 'TAG CHARACTER';
  if ((codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef)) {
    return 'VARIATION SELECTOR';
  }
  return 'INVISIBLE OR UNUSUAL CHARACTER';
}
