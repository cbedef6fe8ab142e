/** Finds names that look like others: hosts in mixed scripts, and letters and marks that are drawn like those of ASCII. */
import { honestStrings as strings } from './honest-text.strings.js';
import { hasForeign, hasOddLatin, hasRare, isLatinWithOthers, isMixed, scriptsOf } from './scripts.js';
import { codePointLabel, nameOf } from './unseen-names.js';

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
/** Round and straight ones of scripts that are written together with Latin words: alone among Latin letters they are an o or an l. */
const imitating = /^[০-৯໐-໙ଠ୦૦ഠ൦೦౦०੦௦០၀ဝ๐ە٥סון]$/u;

/** A name: letters, digits and hyphens, with dots between them, of which one at least is beyond ASCII. */
const name = /[\p{L}\p{M}\p{N}_-]+(?:[.。．｡][\p{L}\p{M}\p{N}_-]+)*/gu;
const beyondAscii = /[^\0-\x7f]/;
const dot = /[.。．｡]/u;
const topLevel = /^(?:[a-z]{2,24}|xn--[a-z0-9-]+)$/i;
/** What an address begins with. Browsers are content with a backslash, or with no slash at all; a `file:///` has no host. */
const scheme = String.raw`(?:(?<!file):\/\/+|(?:https?|wss?|ftp):[\\/]*)`;
/** What stands before the host of an address: how it begins, and who asks. */
const beforeHost = new RegExp(String.raw`${scheme}(?:[^\s/?#\\]*@)?$`, 'iu');
const asker = /[\p{L}\p{N}]@$/u;
/** So much of it is looked at. */
const longestBefore = 300;
/** No host is longer (RFC 1035). */
const longestHost = 253;

/** Marks that are drawn like those that end a host. In other places they are the marks of a language. */
const separators = '\\uff0f\\uff1a\\uff1b\\uff1f\\uff03\\uff20\\ufe55\\ufe56\\ufe5f\\ufe6b\\u0589\\u05c3\\u061f';
const inHost = new RegExp(
  String.raw`[${separators}](?<=(?:${scheme}[^\s"'<>\u0060/?#\\]{0,${longestHost}}|[a-z0-9]\.[a-z]{2,24}).)(?=[\p{L}\p{N}])`,
  'giu',
);
const anySeparator = new RegExp(`[${separators}]`);

type Named = Omit<Lookalike, 'index' | 'raw'>;

/** Finds the lookalikes of a text, first to last. */
export function findLookalikes(text: string): Lookalike[] {
  if (!beyondAscii.test(text)) return [];
  // The same name, over and over, is looked up once.
  const hosts = new Map<string, Named>();
  const names = [...text.matchAll(name)]
    .filter(([raw]) => beyondAscii.test(raw))
    .flatMap(({ 0: raw, index }) => inName(raw, index, { addressed: isAddressed(text, index), hosts }));
  if (!anySeparator.test(text)) return names;
  return [...names, ...separatorsIn(text)].sort((a, b) => a.index - b.index);
}

/** Whether a host, of which nothing else is known, looks like another one. */
export const isLookalikeHost = (host: string): boolean => {
  return host.split(dot).some((label) => beyondAscii.test(label) && deceives(label)) || anySeparator.test(host);
};

/** The words of a name that could be taken for other ones, judged as strictly as those of a host. */
export function lookalikeWordsIn(name: string): Lookalike[] {
  if (!beyondAscii.test(name)) return [];
  return [...name.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: raw, index }) => {
    if (!beyondAscii.test(raw) || !deceives(raw)) return [];
    const label = strings.lookalikeWord(raw, codePoints(Array.from(raw)));
    return [{ index, raw, label, title: strings.lookalikeNameTitle(scriptsOf(raw).join(', ')) }];
  });
}

function isAddressed(text: string, index: number): boolean {
  if (!'/\\:@'.includes(text[index - 1] ?? ' ')) return false;
  if (asker.test(text.slice(Math.max(0, index - 3), index))) return true;
  const before = text.slice(Math.max(0, index - longestBefore), index);
  return before.includes(':') && beforeHost.test(before);
}

interface NameOptions {
  /** It stands where an address has its host. */
  readonly addressed: boolean;
  readonly hosts: Map<string, Named>;
}

function inName(raw: string, index: number, { addressed, hosts }: NameOptions): Lookalike[] {
  const labels = raw.split(dot);
  const isHost = addressed || (labels.length > 1 && topLevel.test(labels.at(-1) ?? ''));
  if (!isHost) return wordsIn(raw, index);
  const known = hosts.get(raw);
  if (known) return [{ index, raw, ...known }];
  const isLookalike = raw.length > longestHost || labels.some((label) => beyondAscii.test(label) && deceives(label));
  if (!isLookalike && !addressed) return wordsIn(raw, index);
  const title = isLookalike ? strings.lookalikeHostTitle : strings.internationalHostTitle;
  const host = { label: hostLabel(raw), title: title(scriptsOf(raw).join(', ')) };
  hosts.set(raw, host);
  return [{ index, raw, ...host }];
}

function hostLabel(raw: string): string {
  const address = addressOf(raw);
  return address === undefined
    ? strings.lookalikeWord(raw, codePoints(Array.from(raw)))
    : strings.lookalikeHost(raw, address);
}

function deceives(label: string): boolean {
  return isMixed(label) || isDrawnLikeLatin(label) || isWrittenOtherwise(label) || hasRare(label) || hasOddLatin(label);
}

/** A word in prose or in a command: only Latin with letters that are mistaken for Latin ones. */
function wordsIn(raw: string, index: number): Lookalike[] {
  return [...raw.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: word, index: offset }) => {
    if (!isLatinWithOthers(word)) return [];
    const foreign = Array.from(word).filter((letter) => beyondAscii.test(letter) && hasForeign(letter));
    const mistaken = foreign.filter((letter) => confusables.has(letter) || hasRare(letter));
    if (mistaken.length === 0 && !foreign.every((letter) => imitating.test(letter))) return [];
    const label = strings.lookalikeWord(word, codePoints(mistaken.length === 0 ? foreign : mistaken));
    return [{ index: index + offset, raw: word, label, title: strings.lookalikeWordTitle(scriptsOf(word).join(', ')) }];
  });
}

function separatorsIn(text: string): Lookalike[] {
  return [...text.matchAll(inHost)].map(({ 0: raw, index }) => {
    const codePoint = raw.codePointAt(0) ?? 0;
    const label = codePointLabel(codePoint);
    return { index, raw, label, title: `${label} ${nameOf(codePoint)}` };
  });
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

function codePoints(letters: readonly string[]): string {
  const found = [...new Set(letters)].filter((letter) => beyondAscii.test(letter)).slice(0, codePointsNamed);
  return found.map((letter) => codePointLabel(letter.codePointAt(0) ?? 0)).join(', ');
}
