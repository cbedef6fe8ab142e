/** Finds names that look like others: hosts in mixed scripts, and letters that are drawn like Latin ones. */
import { honestStrings as strings } from './honest-text.strings.js';

/** A name that is not what it seems. */
export interface Lookalike {
  readonly index: number;
  readonly raw: string;
  readonly label: string;
  readonly title: string;
}

/** Letters that most fonts draw like a Latin one: Cyrillic, Greek, Armenian, Cherokee, and some that are Latin themselves. */
const confusables = new Set(
  'асеорхуѕіјԛԝһӏԁѵкАВЕКМНОРСТХУЅІЈԌԚԜѴαονριυγητκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսհցզյᎠᎡᎢᎪᎫᎬᎳᎷᎻᏃᏙᏚᏞᏟᏢᏦᏴıɩɡɑ',
);

/** A name: letters, digits and hyphens, with dots between them, of which one at least is beyond ASCII. */
const name = /[\p{L}\p{M}\p{N}_-]+(?:[.。．｡][\p{L}\p{M}\p{N}_-]+)*/gu;
const beyondAscii = /[^\0-\x7f]/;
const dot = /[.。．｡]/u;
const topLevel = /^(?:[a-z]{2,24}|xn--[a-z0-9-]+)$/i;

const scripts = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Georgian', 'Hebrew', 'Arabic', 'Devanagari', 'Thai', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo']; // prettier-ignore
const scriptTests = scripts.map((script): [string, RegExp] => [script, new RegExp(`\\p{Script=${script}}`, 'u')]);
/** Scripts that are written together (UTS 39, "highly restrictive"). */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];
/** Those whose letters are mistaken for Latin ones. */
const likeLatin = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee'];

/** Finds the lookalikes of a text, first to last. */
export function findLookalikes(text: string): Lookalike[] {
  if (!beyondAscii.test(text)) return [];
  return [...text.matchAll(name)]
    .filter(([raw]) => beyondAscii.test(raw))
    .flatMap(({ 0: raw, index }) =>
      isHost(raw, text.slice(Math.max(0, index - 3), index)) ? hostIn(raw, index) : wordsIn(raw, index),
    );
}

function isHost(raw: string, before: string): boolean {
  const labels = raw.split(dot);
  return before === '://' || (labels.length > 1 && topLevel.test(labels.at(-1) ?? ''));
}

function hostIn(raw: string, index: number): Lookalike[] {
  const deceives = raw
    .split(dot)
    .some(
      (label) => beyondAscii.test(label) && (isMixed(label) || isDrawnLikeLatin(label) || isWrittenOtherwise(label)),
    );
  if (!deceives) return wordsIn(raw, index);
  const address = addressOf(raw);
  const label =
    address === undefined ? strings.lookalikeWord(raw, codePoints(raw)) : strings.lookalikeHost(raw, address);
  return [{ index, raw, label, title: strings.lookalikeHostTitle(scriptsOf(raw).join(', ')) }];
}

/** A word in prose or in a command: only Latin with letters that are mistaken for Latin ones. */
function wordsIn(raw: string, index: number): Lookalike[] {
  return [...raw.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: word, index: offset }) => {
    const found = scriptsOf(word);
    const foreign = Array.from(word).filter((letter) => beyondAscii.test(letter) && confusables.has(letter));
    if (foreign.length === 0 || !found.includes('Latin') || !found.some((each) => likeLatin.includes(each))) return [];
    const label = strings.lookalikeWord(word, codePoints(foreign.join('')));
    return [{ index: index + offset, raw: word, label, title: strings.lookalikeWordTitle(found.join(', ')) }];
  });
}

function scriptsOf(text: string): string[] {
  return scriptTests.filter(([, test]) => test.test(text)).map(([script]) => script);
}

function isMixed(label: string): boolean {
  const found = scriptsOf(label);
  return found.length > 1 && !together.some((allowed) => found.every((script) => allowed.includes(script)));
}

function isDrawnLikeLatin(label: string): boolean {
  return Array.from(label).every((letter) => !beyondAscii.test(letter) || confusables.has(letter));
}

/** Full-width, mathematical and the like: browsers go to the plain one. */
function isWrittenOtherwise(label: string): boolean {
  return !beyondAscii.test(label.normalize('NFKC'));
}

/** What browsers really ask for: the host in punycode. Nothing is asked for here. */
function addressOf(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

/** How many are named: the first ones tell. */
const codePointsNamed = 4;

function codePoints(text: string): string {
  const found = [...new Set(text)].filter((letter) => beyondAscii.test(letter)).slice(0, codePointsNamed);
  return found
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(', ');
}
