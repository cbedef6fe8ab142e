/** Replaces in a preview what looks like a secret, so that it is not in the page until somebody asks for it. */
import { maskSecrets } from '../text-safety/secret-shapes.js';
import { previewStrings as strings } from './preview.strings.js';
import type { Preview } from './preview-matchers.js';

/** A preview without its secrets. */
export interface WithoutSecrets {
  readonly preview: Preview;
  /** How long each secret in it is; the same one is named once. */
  readonly lengths: readonly number[];
}

/**
 * Hides the secrets of a preview. The same secret gets the same word everywhere and another one another word, so that an
 * edit of a secret still is a difference. The words can stand in an address or a command without changing its parts.
 */
export function hideSecrets(preview: Preview): WithoutSecrets {
  const words = new Map<string, string>();
  const word: Word = (secret) => {
    const known = words.get(secret) ?? strings.hiddenWord(words.size + 1, secret.length);
    words.set(secret, known);
    return known;
  };
  const hidden = mapTexts(preview, word);
  return { preview: hidden, lengths: [...words.keys()].map(({ length }) => length) };
}

/** Objects and lists in a web call are shown as JSON, which hides by itself. */
function mapTexts(preview: Preview, word: Word): Preview {
  const map = (text: string) => maskSecrets(text, word);
  if (preview.kind !== 'http') return { ...(mapDeep(preview, map) as Preview), kind: preview.kind } as Preview;
  const { url, body, headers } = preview;
  const shallow = (value: unknown) => (typeof value === 'string' ? map(value) : value);
  return { ...preview, url: mapAddress(url, word), body: shallow(body), headers: shallow(headers) };
}

function mapDeep(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each) => mapDeep(each, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapDeep(each, map)]));
}

/** A password before the host has a line of its own, which hides it. */
function mapAddress(url: string, word: Word): string {
  const map = (text: string) => maskSecrets(text, word);
  const [, scheme, name, password, rest] = /^([a-z]+:[/\\]*)([^/?#\\:]*):([^/?#\\]*)@(.*)$/is.exec(url) ?? [];
  const hasPassword = scheme !== undefined && name !== undefined && rest !== undefined && password;
  const address = hasPassword ? `${scheme}${map(name)}:${password}@${map(rest)}` : map(url);
  // Where even the host is hidden, all of it is: another host must not be shown.
  return URL.canParse(address) ? address : `${new URL(url).protocol}//${word(url)}`;
}

type Word = (secret: string) => string;
