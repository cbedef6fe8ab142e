/** Unicode scripts of letters: which are mixed legitimately, and which are suspicious. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Scripts in daily use beside Latin; some are mixed with Latin words. */
const everyday = words(`
  Latin Cyrillic Greek Armenian Georgian Hebrew Arabic Syriac Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil
  Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Mongolian Ethiopic Han Hiragana Katakana Hangul
  Bopomofo
`);
/** Other scripts with names. */
const named = words(`
  Cherokee Coptic Lisu Deseret Osage Canadian_Aboriginal Tifinagh Ogham Runic Gothic Old_Italic Vai
`);
const other = 'another script';

const oneOf = (scripts: readonly string[]) => scripts.map((script) => `\\p{Script=${script}}`).join('');
const letterOf = (script: string) => new RegExp(`\\p{Script=${script}}`, 'u');
const notOf = (scripts: readonly string[]) => new RegExp(`[^${oneOf([...scripts, 'Common', 'Inherited'])}]`, 'u');

const tests: readonly (readonly [string, RegExp])[] = [
  ...[...everyday, ...named].map((script) => [script.replaceAll('_', ' '), letterOf(script)] as const),
  [other, notOf([...everyday, ...named])],
];
const latin = letterOf('Latin');
const notLatin = notOf(['Latin']);
const rare = notOf(everyday);

/** Scripts that are mixed legitimately (UTS 39, "highly restrictive"). */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** The names of the scripts in a text. */
export const scriptsOf = (text: string): string[] => tests.filter(([, test]) => test.test(text)).map(([name]) => name);

/** Whether a text mixes scripts illegitimately. */
export function isMixed(text: string): boolean {
  if (!notLatin.test(text)) return false;
  const found = scriptsOf(text);
  return found.length > 1 && !together.some((allowed) => found.every((script) => allowed.includes(script)));
}

/** Whether a text mixes Latin and other letters. */
export const isLatinWithOthers = (text: string): boolean => latin.test(text) && notLatin.test(text);

/** Whether a text has non-Latin letters. */
export const hasForeign = (text: string): boolean => notLatin.test(text);

/** Whether a text has letters of rarely used scripts: beside Latin ones, they are probably lookalikes. */
export const hasRare = (text: string): boolean => rare.test(text);

/** Latin letters of modern languages. Others are lookalikes: small capitals, letters with a dot below. */
const everydayLatin =
  'A-Za-z\\u00c0-\\u0137\\u0139-\\u017e\\u0181\\u0186\\u018a\\u018f\\u0190\\u0198\\u0199\\u01a0\\u01a1\\u01af\\u01b0\\u01cd-\\u01dc' +
  '\\u0218-\\u021b\\u0253\\u0254\\u0257\\u0259\\u025b\\u1e9e\\u1ea0-\\u1ef9';
const oddLatin = new RegExp(`(?![${everydayLatin}])\\p{Script=Latin}|\\p{Script=Latin}\\p{M}`, 'u');

/** Whether a text has Latin letters that no host needs, or combining marks. */
export const hasOddLatin = (text: string): boolean => oddLatin.test(text.normalize('NFC'));
