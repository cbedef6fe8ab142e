/** Texts of a megabyte, each long in another way. */
const fill = (unit: string, length = 1_000_000): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const scripts =
  'Zürich – “ok” 削除する حذف الملف Привет мир ελληνικά עברית देवनागरी ไทย 👍🏽 see \u0430pi.example\u202e rm\u200b ';

/** By name. */
export const longTexts = {
  'mixed scripts': fill(scripts),
  'one word': fill('a'),
  'one word in mixed letters': fill('\u0430pple'),
  '100 000 lines': fill('some line\n'),
  'characters that cannot be seen': fill('a\u200b'),
  'marks upon marks': fill('e\u0301'),
  'escape sequences': fill('\u001b[0;'),
  'hosts that look like others': fill('https://\u0440\u0430\u0443.com/x '),
} as const;

/** An object of so many keys. */
export const manyKeys = (count: number): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${index}`, `value ${index}`]));
