/** Text of a gateway in a terminal: no control characters, no secrets, not endless. */

const longest = 600;

/** Makes text safe to print. @param secrets are replaced; a gateway may repeat what it was sent. */
export function printable(text: string, secrets: readonly string[] = []): string {
  let shown = text;
  for (const secret of secrets) {
    for (const form of [secret, Buffer.from(secret).toString('base64url')])
      if (form !== '') shown = shown.replaceAll(form, '[secret]');
  }
  // Controls could rewrite the lines above, bidirectional ones the order of this one.
  shown = shown.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > longest ? `${shown.slice(0, longest)} … (${shown.length - longest} more characters)` : shown;
}

/** A value that was received, for a sentence. */
export function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
