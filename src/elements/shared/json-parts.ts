/** Cuts a JSON value, as it would be printed, into what can be shown, what needs a label, and what is hidden until asked for. */
import { numberToken, printNumber } from './numbers.js';
import { isSecretKey } from './secret-keys.js';
import { runsRightToLeft, splitSuspicious } from './suspicious-text.js';

/** A stretch of a text. */
export type TextualPart =
  | { readonly kind: 'plain'; readonly raw: string }
  /** What cannot be seen, or would be seen as something else. */
  | { readonly kind: 'token'; readonly raw: string; readonly label: string; readonly title: string };

/** A stretch of printed JSON. The `raw` of all parts joined is `JSON.stringify(value, null, 2)`, down to what is too deep, and with numbers as they are. */
export type JsonPart =
  | TextualPart
  /** A name or a text that would change places with its neighbours: its letters run from right to left. */
  | { readonly kind: 'isolated'; readonly raw: string; readonly parts: readonly TextualPart[] }
  /** The value of a secret-looking key. */
  | { readonly kind: 'hidden'; readonly raw: string; readonly parts: readonly JsonPart[]; readonly characters: number }
  /** What lies too deep to be shown. */
  | { readonly kind: 'deep'; readonly raw: string };

/** How many levels are shown: as deep as anybody nests what is meant to be read. */
const depthShown = 100;

/**
 * Cuts a value that came as JSON.
 *
 * @param isOpen says of an object or list that nothing in it is to be hidden.
 */
export function jsonParts(value: unknown, isOpen: (value: object) => boolean = () => false): JsonPart[] {
  const parts: JsonPart[] = [];
  print(value, { secret: false, depth: 0, isOpen }, parts);
  return parts;
}

/** Whether a value nests deeper than is shown, so that nobody can have read all of it. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth >= depthShown || Object.values(value).some((each) => isTooDeep(each, depth + 1));
}

/** The printed text of parts. */
export const rawOf = (parts: readonly JsonPart[]): string => parts.map(({ raw }) => raw).join('');

/** Where a value stands. */
interface Place {
  /** Below a secret-looking key. */
  readonly secret: boolean;
  readonly depth: number;
  readonly isOpen: ((value: object) => boolean) | undefined;
}

function print(value: unknown, { secret, depth, isOpen }: Place, into: JsonPart[]): void {
  if (typeof value !== 'object' || value === null) {
    const parts = scalar(value);
    const isHidden = isOpen && secret && (typeof value === 'number' || (typeof value === 'string' && value !== ''));
    if (isHidden) into.push({ kind: 'hidden', raw: rawOf(parts), parts, characters: String(value).length });
    else add(parts, into);
    return;
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    plain(open + close, into);
  } else if (depth >= depthShown) {
    into.push({ kind: 'deep', raw: '"…"' });
  } else {
    const indent = `\n${'  '.repeat(depth + 1)}`;
    const below = { depth: depth + 1, isOpen: isOpen?.(value) ? undefined : isOpen };
    const named = isList ? undefined : nameOfPair(value);
    entries.forEach(([key, each], index) => {
      plain(`${index === 0 ? open : ','}${indent}`, into);
      if (!isList) {
        add(scalar(key), into);
        plain(': ', into);
      }
      const own = !isList && (isSecretKey(key, each) || (key === 'value' && named !== undefined && isSecretKey(named)));
      print(each, { ...below, secret: secret || own }, into);
    });
    plain(`\n${'  '.repeat(depth)}${close}`, into);
  }
}

/** Headers and variables often come as pairs: `{"name": "Authorization", "value": "…"}`. */
export function nameOfPair(pair: object): string | undefined {
  const { name, key, header } = pair as Readonly<Record<string, unknown>>;
  return [name, key, header].find((each) => typeof each === 'string');
}

/** A text with JSON's escapes; other values as they are. Line feeds and tabs are readable as `\n` and `\t`. */
function scalar(value: unknown): JsonPart[] {
  if (typeof value === 'number') return [numberPart(value)];
  if (typeof value !== 'string') return [{ kind: 'plain', raw: JSON.stringify(value) }];
  const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
  const inner = splitSuspicious(value, true).map((part): TextualPart => {
    if (part.kind === 'plain') return { kind: 'plain', raw: escaped(part.text) };
    return { ...part, raw: escaped(part.raw) };
  });
  const quote: TextualPart = { kind: 'plain', raw: '"' };
  if (!runsRightToLeft(value)) return [quote, ...inner, quote];
  return [quote, { kind: 'isolated', raw: rawOf(inner), parts: inner }, quote];
}

function numberPart(value: number): JsonPart {
  const token = numberToken(value);
  return token ? { kind: 'token', ...token } : { kind: 'plain', raw: printNumber(value) };
}

function add(parts: readonly JsonPart[], into: JsonPart[]): void {
  for (const part of parts) {
    if (part.kind === 'plain') plain(part.raw, into);
    else into.push(part);
  }
}

/** Joins neighbours, so that a value without surprises is one text however long it is. */
function plain(raw: string, into: JsonPart[]): void {
  const last = into.at(-1);
  if (last?.kind === 'plain') into[into.length - 1] = { kind: 'plain', raw: last.raw + raw };
  else into.push({ kind: 'plain', raw });
}
