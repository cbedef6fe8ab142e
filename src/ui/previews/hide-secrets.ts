/** Masks secrets in a preview, so that they are not in the page until revealed. */
import { maskSecrets } from '../text-safety/checks/secret-shapes.js';
import { previewStrings as strings } from './preview.strings.js';
import type { Preview } from './preview-matchers.js';

/** A preview with masked secrets. */
export interface WithoutSecrets {
  readonly preview: Preview;
  /** The length of each distinct secret. */
  readonly lengths: readonly number[];
}

/**
 * Masks the secrets of a preview. Equal secrets get the same placeholder and different ones different placeholders, so
 * that a changed secret still shows as a difference. Placeholders are valid in URLs and commands.
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

/** Objects and lists in a web call are shown as JSON, which masks by itself. */
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

/** A password in the URL has its own line, which masks it. */
function mapAddress(url: string, word: Word): string {
  const map = (text: string) => maskSecrets(text, word);
  const [, scheme, name, password, rest] = /^([a-z]+:[/\\]*)([^/?#\\:]*):([^/?#\\]*)@(.*)$/is.exec(url) ?? [];
  const hasPassword = scheme !== undefined && name !== undefined && rest !== undefined && password;
  const address = hasPassword ? `${scheme}${map(name)}:${password}@${map(rest)}` : map(url);
  // If the host itself would be masked, mask the whole URL: a placeholder must not be shown as the host.
  return URL.canParse(address) ? address : `${new URL(url).protocol}//${word(url)}`;
}

type Word = (secret: string) => string;
