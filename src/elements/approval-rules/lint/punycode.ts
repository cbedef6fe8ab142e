/** Decodes internationalised host names: browsers encode them, but have no API to decode them. */

// RFC 3492, section 5: the parameters of Punycode.
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const firstBias = 72;
const firstCode = 128;

/** A host in Unicode; undefined when a label that begins with `xn--` is none. */
export function unicodeHost(host: string): string | undefined {
  const labels = host.split('.').map((label) => (/^xn--/i.test(label) ? decode(label.slice(4).toLowerCase()) : label));
  return labels.every((label) => label !== undefined) ? labels.join('.') : undefined;
}

/** RFC 3492, section 6.2. */
function decode(text: string): string | undefined {
  const end = text.lastIndexOf('-');
  const output = Array.from(text.slice(0, Math.max(0, end)), (letter) => letter.charCodeAt(0));
  let [code, bias, i] = [firstCode, firstBias, 0];
  for (let at = end + 1; at < text.length;) {
    const before = i;
    for (let [weight, k] = [1, base]; ; k += base) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return undefined;
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, tMin), tMax);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    const count = output.length + 1;
    bias = adapt(i - before, count, before === 0);
    code += Math.floor(i / count);
    i %= count;
    if (code > 0x10ffff) return undefined;
    output.splice(i++, 0, code);
  }
  return output.length > 0 ? String.fromCodePoint(...output) : undefined;
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : undefined;
}

/** RFC 3492, section 6.1. */
function adapt(delta: number, count: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? damp : 2));
  left += Math.floor(left / count);
  let k = 0;
  for (; left > ((base - tMin) * tMax) >> 1; k += base) left = Math.floor(left / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * left) / (left + skew));
}
