/** What can be said of a text without examining it. */

/** The maximum length examined at once, in characters: longer texts are shown in blocks (see `text-blocks.ts`). */
export const blockLength = 4000;

/** Longer texts scroll in a box of their own, so that they push nothing away. */
const longCharacters = 600;
const longLines = 8;

/** Whether a text gets a box of its own. */
export function isLong(text: string): boolean {
  return text.length > longCharacters || text.split('\n', longLines + 1).length > longLines;
}

/** Printable ASCII; in blocks, line feeds and tabs, too. */
const inLine = /^[\x20-\x7e]*$/;
const inBlock = /^[\t\n\x20-\x7e]*$/;
/** The shortest runs that may be padding, which pushes text out of view. */
const maybePadding = / {8}|\t{8}|\n{4}/;

/**
 * Whether a text needs no token, whatever the rules for tokens say of other text.
 *
 * @param block true where line feeds and tabs are rendered as such.
 */
export function isPlain(text: string, block = false): boolean {
  return text.length <= blockLength && (block ? inBlock : inLine).test(text) && !maybePadding.test(text);
}

/** A quick check for short texts: searching each of 20 000 values for secrets would block the page. */
const maybeSecret =
  /[=:]|[\w-]{10}|(?:bearer|basic|token|apikey)[ \t]|--?(?:password|passwd|token|secret|api-?key) |(?:sshpass|mysql|maria).* -p/i;

/** False for a short text that has none of the formats of secrets. */
export const mayHoldSecret = (text: string): boolean => text.length > blockLength || maybeSecret.test(text);

/** The selector of placeholders for text that is not drawn yet. */
export const undrawnTextSelector = '.undrawn, .more-text';

/** The text of blocks, by their root: they are drawn step by step, and compared as a whole. */
const comparables = new WeakMap<Element, { readonly comparable: string }>();

/** Registers a root of blocks. */
export const compareAs = (root: Element, view: { readonly comparable: string }): unknown => comparables.set(root, view);

/** The comparison text of a root of blocks; undefined for other elements. */
export const comparableOf = (root: Element): string | undefined => comparables.get(root)?.comparable;

/** Right-to-left letters and digits (Hebrew, Arabic and others), which affect the direction of their neighbours. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether a text has right-to-left letters and must be isolated. */
export const runsRightToLeft = (text: string): boolean => rightToLeft.test(text);
