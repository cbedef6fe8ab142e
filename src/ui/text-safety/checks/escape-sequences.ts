/** Terminal escape sequences (ECMA-48, and the strings of xterm): each is one token as a whole. */
import { codePointLabel, nameOf } from './unseen-names.js';

/** The maximum length of a control string. Longer ones are not recognised. */
const longestString = 512;

/** Control sequences, strings with their end, and what follows an ESC directly: the source of a pattern. */
export const escapeSequence = [
  '(?:\\u001b\\[|\\u009b)[\\u0030-\\u003f]{0,64}[\\u0020-\\u002f]{0,8}[\\u0040-\\u007e]',
  `(?:\\u001b[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c]{0,${longestString}}(?:\\u0007|\\u001b\\\\|\\u009c)`,
  '\\u001b[\\u0020-\\u002f]{1,4}[\\u0030-\\u007e]',
  '\\u001b[\\u0030-\\u004f\\u0051-\\u0057YZ\\\\c]',
].join('|');

const whole = new RegExp(`^(?:${escapeSequence})$`, 'u');

/** The effect of a control sequence, by its final character. */
const effects: Readonly<Record<string, string>> = {
  m: 'changes how text looks',
  J: 'erases the screen',
  K: 'erases the line',
  A: 'moves the cursor up',
  B: 'moves the cursor down',
  C: 'moves the cursor',
  D: 'moves the cursor back',
  G: 'moves the cursor',
  H: 'moves the cursor',
  f: 'moves the cursor',
};

/** Names a sequence; undefined for what is none. */
export function describeEscape(raw: string): { label: string; title: string } | undefined {
  if (!whole.test(raw)) return undefined;
  const label = Array.from(raw, readable).join('');
  const effect = effectOf(raw);
  return { label, title: `Terminal escape sequence${effect === undefined ? '' : `: ${effect}`}` };
}

function effectOf(raw: string): string | undefined {
  const body = raw.replace(/^\u001b\[|^\u009b/, '');
  if (body === raw) return raw.startsWith('\u001b]52') ? 'writes to the clipboard' : undefined;
  if (/^(?:[\d;]*;)?8m$/.test(body)) return 'hides what follows';
  return effects[body.at(-1) ?? ''];
}

/** A character of a sequence, by its name if invisible. */
function readable(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= 0x20 && codePoint < 0x7f) return character;
  if (codePoint < 0xa0)
    return nameOf(codePoint) === 'CONTROL CHARACTER' ? codePointLabel(codePoint) : nameOf(codePoint);
  // A control string may hold any characters, also invisible ones.
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? character : `[${codePointLabel(codePoint)}]`;
}
