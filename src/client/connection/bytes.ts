/**
 * Encodes text as UTF-8 with one character per byte: the form in which HTTP headers and `btoa` accept text beyond
 * Latin-1.
 */
export function byteString(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** A text's UTF-8 bytes in base64url without padding (RFC 4648, section 5). */
export function base64url(text: string): string {
  return btoa(byteString(text)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
