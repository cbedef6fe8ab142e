/** Strings about untrusted text and masked values. */
import { formatBytes, formatCount } from '../format/format.js';
import { messages } from '../language/messages.js';

/** The number of tokens in a text. */
export interface FlaggedCounts {
  /** Characters that are not what they seem. */
  readonly suspicious: number;
  /** Numbers that may not be the ones that were written. */
  readonly numbers: number;
}

const plural = (count: number, one: string, many: string) => `${formatCount(count)} ${count === 1 ? one : many}`;

export const textSafetyStrings = messages('text-safety', {
  checking: 'being checked…',
  notChecked: 'not checked: this page may be outdated, reload it',
  requestedBy: 'Requested by',
  noAsker: 'Requester unknown',
  riskFrom: (from: string) => `derived from ${from}`,
  extent: (lines: number, characters: number) =>
    `${plural(lines, 'line', 'lines')}, ${plural(characters, 'character', 'characters')}`,
  hidden: (characters: number) => `hidden, ${plural(characters, 'character', 'characters')}`,
  hiddenNumber: (number: number, characters: number) =>
    `hidden ${number}, ${plural(characters, 'character', 'characters')}`,
  show: (count: number) => `Show ${plural(count, 'hidden value', 'hidden values')}`,
  hide: (count: number) => `Hide ${plural(count, 'value', 'values')}`,
  /** @param isAll false while only part of the text is shown. */
  odd: ({ suspicious, numbers }: FlaggedCounts, isAll = true) => {
    const found = (count: number) => `${formatCount(count)}${isAll ? '' : ' in what is shown so far'}`;
    return [
      ...(suspicious > 0 ? [`This text contains characters that are not what they seem: ${found(suspicious)}`] : []),
      ...(numbers > 0 ? [`Numbers beyond 2^53, which may have been rounded: ${found(numbers)}`] : []),
    ].join('. ');
  },
  /** @param bytes the size of the next part, and the total. */
  showNext: (bytes: number, total: number) => `Show the next ${formatBytes(bytes)} of ${formatBytes(total)}`,
  /** For a list that shows only its first items. */
  showNextOf: (next: number, total: number) => `Show the next ${formatCount(next)} of ${formatCount(total)}`,
  spacesAround: (spaces: number, text: string) => `${formatCount(spaces)} SPACES AND LINES AROUND ${text}`,
  spacesAroundTitle: 'Sparse text in a long blank space, which pushes what follows out of view',
  manyTokens: 'More characters that are not what they seem, each named in brackets',
  lookalikeHost: (host: string, address: string) => `${host} = ${address}`,
  lookalikeHostTitle: (scripts: string) => `A host that looks like another one. Letters of: ${scripts}`,
  internationalHostTitle: (scripts: string) => `A host, and the form that browsers use. Letters of: ${scripts}`,
  lookalikeWord: (word: string, codePoints: string) => `${word} has ${codePoints}`,
  lookalikeNameTitle: (scripts: string) => `A name that looks like another one. Letters of: ${scripts}`,
  looksLike: 'Looks like',
  andOthers: (count: number) => ` and ${count === 1 ? '1 other name' : `${count} other names`}`,
  lookalikeWordTitle: (scripts: string) => `A word in mixed letters: ${scripts}`,
  lettersInNumbers: 'Right-to-left letters, as code points',
  unreadableNumber: (number: string) => `${number}, a number that cannot be read`,
  unreadableNumberTitle: 'The number as written is larger than any that can be shown here',
  roundedNumber: (number: string) => `${number}, perhaps rounded`,
  roundedNumberTitle: 'A number with this many digits may have been rounded on its way: the original is unknown',
  unknownWord: '(unknown to this version)',
  tooDeep: 'nested too deeply to be shown',
});
