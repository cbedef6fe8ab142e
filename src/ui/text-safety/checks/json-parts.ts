/** Splits a printed JSON value into plain text, text that needs a token, and masked values. */
import { numberToken, printNumber } from '../numbers.js';
import { isSecretFlag, isSecretKey, nameOfPair } from '../secret-keys.js';
import { secretRanges } from './secret-shapes.js';
import { depthShown } from '../json-limits.js';
import { hiddenWords, type Hidden } from '../masked.js';
import { blockLength, runsRightToLeft } from '../plain-text.js';
import { splitSuspicious } from './suspicious-text.js';

/** A span of a text. */
export type TextualPart =
  | { readonly kind: 'plain'; readonly raw: string }
  /** What cannot be seen, or would be seen as something else. */
  | { readonly kind: 'token'; readonly raw: string; readonly label: string; readonly title: string };

/**
 * A span of printed JSON. The `raw` of all spans joined is `JSON.stringify(value, null, 2)`, except for values that are
 * too deep, and with numbers unchanged.
 */
export type JsonPart =
  | TextualPart
  /** A name or a text that would change places with its neighbours: its letters run from right to left. */
  | { readonly kind: 'isolated'; readonly raw: string; readonly parts: readonly TextualPart[] }
  /** The value of a secret-looking key, or a stretch of a text (`within`) that looks like a secret. */
  | ({ readonly kind: 'hidden'; readonly raw: string; readonly parts: readonly JsonPart[] } & Hidden)
  /** What lies too deep to be shown. */
  | { readonly kind: 'deep'; readonly raw: string };

/** An unexamined piece of printed JSON. The `raw` of all pieces joined is the printed value. */
export type JsonPiece =
  | TextualPart
  /** The letters of a text, between its quotes. `raw` is `text` with JSON's escapes. */
  | { readonly kind: 'text'; readonly raw: string; readonly text: string }
  /** As in {@link JsonPart}. */
  | ({ readonly kind: 'hidden'; readonly raw: string; readonly pieces: readonly JsonPiece[] } & Hidden)
  | { readonly kind: 'deep'; readonly raw: string };

/**
 * Prints a JSON value into pieces, without examining its texts, which can take long.
 *
 * @param isOpen whether nothing in an object or list is masked.
 */
export function jsonPieces(value: unknown, isOpen: (value: object) => boolean = () => false): JsonPiece[] {
  const pieces: JsonPiece[] = [];
  print(value, { secret: false, depth: 0, isOpen }, pieces);
  return pieces;
}

/** Examines pieces for characters that need tokens. */
export function partsOf(pieces: readonly JsonPiece[]): JsonPart[] {
  const parts: JsonPart[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'text') add(lookThrough(piece.text), parts);
    // Of a long one nothing is in the page: it is looked through when it is shown.
    else if (piece.kind === 'hidden')
      parts.push({ ...piece, parts: piece.raw.length > blockLength ? [] : partsOf(piece.pieces) });
    else add([piece], parts);
  }
  return parts;
}

/** Prints a JSON value into spans. */
export const jsonParts = (value: unknown): JsonPart[] => partsOf(jsonPieces(value));

/** The text of spans. */
export const rawOf = (parts: readonly { readonly raw: string }[]): string => parts.map(({ raw }) => raw).join('');

/** The text of pieces, with masked values replaced. */
export function textOf(pieces: readonly JsonPiece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind !== 'hidden') return piece.raw;
      const words = JSON.stringify(`[${hiddenWords(piece)}]`);
      return piece.within ? words.slice(1, -1) : words;
    })
    .join('');
}

/** The context of a value. */
interface Place {
  /** Below a secret-looking key. */
  readonly secret: boolean;
  readonly depth: number;
  readonly isOpen: ((value: object) => boolean) | undefined;
}

function print(value: unknown, { secret, depth, isOpen }: Place, into: JsonPiece[]): void {
  if (typeof value !== 'object' || value === null) {
    const pieces = scalar(value);
    const isHidden = isOpen && secret && (typeof value === 'number' || (typeof value === 'string' && value !== ''));
    if (isHidden) into.push({ kind: 'hidden', raw: rawOf(pieces), pieces, characters: String(value).length });
    else into.push(...(isOpen && typeof value === 'string' ? withShapesHidden(value) : pieces));
    return;
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    into.push(plain(open + close));
  } else if (depth >= depthShown) {
    into.push({ kind: 'deep', raw: '"…"' });
  } else {
    const indent = `\n${'  '.repeat(depth + 1)}`;
    const below = { depth: depth + 1, isOpen: isOpen?.(value) ? undefined : isOpen };
    const named = isList ? undefined : nameOfPair(value);
    const keys = entries.map(([key]) => key);
    const names = isList ? [] : isOpen ? namesWithShapesHidden(keys) : keys.map(scalar);
    entries.forEach(([key, each], index) => {
      into.push(plain(`${index === 0 ? open : ','}${indent}`));
      if (!isList) into.push(...(names[index] ?? []), plain(': '));
      const own = isList
        ? isSecretFlag(value[index - 1])
        : isSecretKey(key, each) || (key === 'value' && named !== undefined && isSecretKey(named));
      print(each, { ...below, secret: secret || own }, into);
    });
    into.push(plain(`\n${'  '.repeat(depth)}${close}`));
  }
}

const plain = (raw: string): TextualPart => ({ kind: 'plain', raw });
const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A string with JSON escapes; other values as printed. Line feeds and tabs are readable as `\n` and `\t`. */
function scalar(value: unknown): JsonPiece[] {
  if (typeof value === 'number') return [numberPart(value)];
  if (typeof value !== 'string') return [plain(JSON.stringify(value))];
  return [plain('"'), textPiece(value), plain('"')];
}

/** The characters of a string, or a span of them. */
export const textPiece = (text: string): JsonPiece => ({ kind: 'text', raw: escaped(text), text });

function lookThrough(text: string): JsonPart[] {
  const parts = splitSuspicious(text, true).map((part): TextualPart => {
    return part.kind === 'plain' ? plain(escaped(part.text)) : { ...part, raw: escaped(part.raw) };
  });
  return runsRightToLeft(text) ? [{ kind: 'isolated', raw: rawOf(parts), parts }] : parts;
}

/** Masks secrets within a text, and leaves the rest readable. */
function withShapesHidden(value: string): JsonPiece[] {
  const pieces: JsonPiece[] = [plain('"')];
  let from = 0;
  for (const { start, end } of secretRanges(value)) {
    if (start > from) pieces.push(textPiece(value.slice(from, start)));
    const hidden = textPiece(value.slice(start, end));
    pieces.push({ kind: 'hidden', raw: hidden.raw, pieces: [hidden], characters: end - start, within: true });
    from = end;
  }
  if (from < value.length || value === '') pieces.push(textPiece(value.slice(from)));
  return [...pieces, plain('"')];
}

/** A key may be a secret itself. Masked keys stay unique: duplicates would be lost when the JSON is parsed. */
function namesWithShapesHidden(keys: readonly string[]): (readonly JsonPiece[])[] {
  const names = keys.map(withShapesHidden);
  const isMasked = (name: readonly JsonPiece[]) => name.some(({ kind }) => kind === 'hidden');
  const taken = new Set(names.filter((name) => !isMasked(name)).map(rawOf));
  const lastNumber = new Map<string, number>();
  return names.map((name) => {
    if (!isMasked(name)) return name;
    const text = textOf(name);
    for (let number = (lastNumber.get(text) ?? 0) + 1; ; number++) {
      const numbered = number === 1 ? name : name.map((each) => (each.kind === 'hidden' ? { ...each, number } : each));
      const words = number === 1 ? text : textOf(numbered);
      if (taken.has(words)) continue;
      taken.add(words);
      lastNumber.set(text, number);
      return numbered;
    }
  });
}

function numberPart(value: number): TextualPart {
  const token = numberToken(value);
  return token ? { kind: 'token', ...token } : plain(printNumber(value));
}

/** Merges neighbours, so that a plain value is a single text. */
function add(parts: readonly JsonPart[], into: JsonPart[]): void {
  for (const part of parts) {
    const last = into.at(-1);
    if (part.kind === 'plain' && last?.kind === 'plain') into[into.length - 1] = plain(last.raw + part.raw);
    else into.push(part);
  }
}
