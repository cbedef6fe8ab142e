/** Finds lookalike names: hosts in mixed scripts, and characters that look like ASCII. */
import { textSafetyStrings as strings } from '../text-safety.strings.js';
import { hasForeign, hasOddLatin, hasRare, isLatinWithOthers, isMixed, scriptsOf } from './scripts.js';
import { codePointLabel, nameOf } from './unseen-names.js';

/** A lookalike name. */
export interface Lookalike {
  readonly index: number;
  readonly raw: string;
  readonly label: string;
  readonly title: string;
}

/** Letters that look Latin in most fonts: Cyrillic, Greek, Armenian, Cherokee, and some Latin ones. */
const confusables = new Set(
  'асеорхуѕіјԛԝһӏԁѵкАВЕКМНОРСТХУЅІЈԌԚԜѴαονριυγητκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսհցզյᎠᎡᎢᎪᎫᎬᎳᎷᎻᏃᏙᏚᏞᏟᏢᏦᏴıɩɡɑ',
);
/**
 * Round and straight letters of scripts that are mixed with Latin words: alone among Latin letters they read as o or l.
 */
const imitating = /^[০-৯໐-໙ଠ୦૦ഠ൦೦౦०੦௦០၀ဝ๐ە٥סון]$/u;

/** A name: letters, digits and hyphens, separated by dots, at least one beyond ASCII. */
const name = /[\p{L}\p{M}\p{N}_-]+(?:[.。．｡][\p{L}\p{M}\p{N}_-]+)*/gu;
const beyondAscii = /[^\0-\x7f]/;
const dot = /[.。．｡]/u;
const topLevel = /^(?:[a-z]{2,24}|xn--[a-z0-9-]+)$/i;
/** The scheme of a URL. Browsers also accept a backslash, or no slash; a `file:///` has no host. */
const scheme = String.raw`(?:(?<!file):\/\/+|(?:https?|wss?|ftp):[\\/]*)`;
/** The scheme and user info before the host of a URL. */
const beforeHost = new RegExp(String.raw`${scheme}(?:[^\s/?#\\]*@)?$`, 'iu');
const asker = /[\p{L}\p{N}]@$/u;
/** The maximum length examined. */
const longestBefore = 300;
/** No host is longer (RFC 1035). */
const longestHost = 253;

/** Characters that look like delimiters of a host. Elsewhere they are ordinary punctuation. */
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
  // Cached by name.
  const hosts = new Map<string, Named>();
  const names = [...text.matchAll(name)]
    .filter(([raw]) => beyondAscii.test(raw))
    .flatMap(({ 0: raw, index }) => inName(raw, index, { addressed: isAddressed(text, index), hosts }));
  if (!anySeparator.test(text)) return names;
  return [...names, ...separatorsIn(text)].sort((a, b) => a.index - b.index);
}

/** Whether a host looks like another one. */
export const isLookalikeHost = (host: string): boolean => {
  return host.split(dot).some((label) => beyondAscii.test(label) && deceives(label)) || anySeparator.test(host);
};

/** The lookalike words of a name, by the rules for hosts. */
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
  /** At the host position of a URL. */
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

/** A word in prose or a command: only Latin mixed with lookalike letters. */
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

/** Full-width, mathematical and similar letters: browsers normalise them. */
function isWrittenOtherwise(label: string): boolean {
  return !beyondAscii.test(label.normalize('NFKC'));
}

/** The punycode host that browsers resolve. Nothing is requested here. */
function addressOf(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

/** How many are listed. */
const codePointsNamed = 4;

function codePoints(letters: readonly string[]): string {
  const found = [...new Set(letters)].filter((letter) => beyondAscii.test(letter)).slice(0, codePointsNamed);
  return found.map((letter) => codePointLabel(letter.codePointAt(0) ?? 0)).join(', ');
}
