/** Random for each page, so that collisions cannot be prepared. */
const [seedA = 0, seedB = 0] = crypto.getRandomValues(new Uint32Array(2));

/**
 * A fast hash of a text: 64 bits (MurmurHash3's mixing, as in cyrb53) and the length. Not for storage: it differs
 * between pages.
 */
export function contentHash(text: string): string {
  let a = 0xdeadbeef ^ seedA;
  let b = 0x41c6ce57 ^ seedB;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${text.length.toString(36)}`;
}
