/** Decodes `$'…'`. */

const named: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escape = /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|([0-7]{1,3})|c([^])|([^]))/gu;

/** Decodes escapes: `\x72m` is `rm`. */
export function ansiText(text: string): string {
  return text.replaceAll(escape, (...found: (string | undefined)[]) => {
    const [, byte, short, long, octal, control, other = ''] = found;
    const hex = byte ?? short ?? long;
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    if (octal !== undefined) return character(Number.parseInt(octal, 8) & 0xff);
    if (control !== undefined) return character(control.charCodeAt(0) & 0x1f);
    return named[other] ?? other;
  });
}

const character = (code: number): string => (code > 0x10ffff ? '' : String.fromCodePoint(code));
