/** Finds secrets in text by their format, whatever their key. */

import { mayHoldSecret } from '../plain-text.js';
import { currentPatterns } from '../redact-patterns.js';

/** A span of a text. */
export interface SecretRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The secret is the group `s`, or the whole match without one. Each pattern begins with something rare and has no
 * nested quantifiers, so that a megabyte is searched in linear time.
 */
const shapes: readonly RegExp[] = [
  // PEM: a private key, possibly truncated.
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?<s>[^]+?)(?=-----END|$)/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{16,}/g,
  // JSON Web Token
  /\beyJ[\w-]{8,}\.eyJ[\w-]{4,}\.[\w-]*/g,
  // Known formats: OpenAI and Anthropic, GitHub, GitLab, Slack, AWS, Google, Stripe, npm, PyPI, Hugging Face, SendGrid,
  // DigitalOcean, Shopify, Telegram, Twilio, Groq, xAI, Perplexity, Replicate, Docker, Linear, Figma, Vault, Atlassian,
  // webhooks of Slack and Discord, and this library's own.
  /\bsk-[\w-]{16,}/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|gl(?:pat|rt|dt|ptt|soat)-[\w-]{16,})/g,
  /\bxox[abeoprs]-[\w-]{10,}|\bxapp-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|\bwhsec_[\w+/=]{16,}/g,
  /\bnpm_[A-Za-z0-9]{30,}|\bpypi-[\w-]{30,}|\bhf_[A-Za-z0-9]{20,}|\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\bdo[op]_v1_[a-f0-9]{32,}|\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|\bSK[a-f0-9]{32}\b|\b\d{8,10}:AA[\w-]{30,}/g,
  /\b(?:gsk_|xai-|pplx-|r8_|dckr_pat_|lin_api_|figd_|ATATT3)[\w=-]{16,}|\bhv[sbr]\.[\w-]{16,}/g,
  /\bhooks\.slack\.com\/services\/(?<s>[\w/]{10,})/g,
  /\bdiscord(?:app)?\.com\/api\/webhooks\/(?<s>\d+\/[\w-]{10,})/g,
  /\bcomis_\w{16,}/g,
  // Authorization, as a header or as an argument.
  /\b(?:bearer|basic|token|apikey)[ \t]+(?<s>[\w.~+/-]{8,}={0,2})/gi,
  // The password in a URL, including connection strings.
  /(?<=[a-z]):\/\/[^\s/?#@:"']{0,200}:(?<s>[^\s/@"']+)@/gi,
  // Headers, assignments, connection strings and query parameters, by name.
  /(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|credential|amz-signature|\b(?:pwd|pass|sig|auth|cookie))\\?["']?\s{0,3}[=:]\s{0,3}(?:(?:bearer|basic|token)[ \t]+)?(?:"(?<d>(?:[^"\\\n]|\\.){4,})"|'(?<q>[^'\n]{4,})'|\\?["']?(?<s>(?:[^\s"';&,)}\\]|\\(?!["'])){4,}))/gi,
  /(?<=\s)--?(?:password|passwd|token|secret|api-?key)[ =](?:"(?<d>[^"\n]{4,})"|'(?<q>[^'\n]{4,})'|(?<s>[^\s"']{4,}))/gi,
  /\bsshpass\s{1,3}-p\s{0,3}["']?(?<s>[^\s"']{3,})/g,
  /\b(?:mysql(?:dump|admin)?|mariadb)\s(?:[^|;&\n]{0,200}\s)?-p["']?(?<s>[^\s"']{3,})/g,
  /(?<=\s)(?:-u|--user|--proxy-user)[ =]?["']?[^\s:"'-][^\s:"']{0,100}:(?<s>[^\s"']{3,})/g,
];

/**
 * Random-looking values: in a header or an assignment (`X-Key: …`, `NAME=…`), or as the user name of a URL.
 */
const ifRandom: readonly RegExp[] = [
  /(?<=[\w-]["']?\s{0,3})[=:]\s{0,3}["']?(?<s>[\w+/=~-]{20,})/g,
  /(?<=[a-z]):\/\/(?<s>[^\s/?#@:"']{16,})@/gi,
];

/** Long and not secret, unless named one: UUIDs, trace ids, git and other hexadecimal digests, with or without their algorithm. */
const harmless =
  /^(?:[0-9a-f]{2,}(?:-[0-9a-f]{2,})+|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|sha-?(?:1|256|384|512)[-:_=][\w+/=-]+)$/i;
/** Names of digests. */
const digestName =
  /(?:digest|checksum|hash|integrity|fingerprint|etag|if-none-match|sha-?\d*|md5|commit|revision)["']?\s{0,3}[=:]\s{0,3}["']?$/i;
/** Prefixes of digests in headers. */
const afterAlgorithm = /(?:sha-?(?:1|256|384|512)|md5)[-:=]:?$/i;
/** Not a secret: a reference, a placeholder, or a command whose words must stay visible. */
const reference = (text: string): boolean =>
  /^(?:\$|<|\{\{|%\w+%|\*+$|x+$|null\b|undefined\b|true$|false$)|[$<>]\(|`/i.test(text) ||
  /^(?:process\.env|os\.environ|env\.|secrets?\.)/i.test(text);

/** The minimum entropy of random text, in bits per character. */
const randomBits = 3.3;
/** How much of a long value is examined. */
const sampled = 500;

/** Whether a part of a value, between word and path separators, is random. */
const looksRandom = (value: string): boolean =>
  value
    .slice(0, sampled)
    .split(/[-_/.~+=]+/)
    .some((each) => each.length >= 16 && isRandom(each));

/** Letters and digits alternate more often than in names such as `createAccount2Handler`. */
function isRandom(text: string): boolean {
  if (!/\d/.test(text) || !/[a-z]/i.test(text)) return false;
  const changes = text.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[a-zA-Z])/g)?.length ?? 0;
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text);
  if (changes / text.length < (isMixed ? 0.35 : 0.2)) return false;
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits >= randomBits;
}

/** A text with more secrets is masked as a whole, to bound the number of elements. */
const mostRanges = 1000;
/** The limit of matches, including overlapping ones. */
const mostFound = 5000;
/** Longer texts are masked as a whole, and so count as unread. */
const longest = 4_000_000;

/** Cache of ranges: texts are rendered more often than they change. */
const known = new Map<string, { readonly patterns: readonly RegExp[]; readonly ranges: readonly SecretRange[] }>();
const cacheFromLength = 10_000;
const kept = 20;

/** The ranges of secrets in a text, sorted and disjoint. */
export function secretRanges(text: string): readonly SecretRange[] {
  if (text.length < cacheFromLength) return search(text);
  const patterns = currentPatterns();
  const last = known.get(text);
  if (last?.patterns === patterns) return last.ranges;
  const ranges = search(text);
  known.delete(text);
  known.set(text, { patterns, ranges });
  for (const oldest of known.keys()) if (known.size > kept) known.delete(oldest);
  return ranges;
}

function search(text: string): readonly SecretRange[] {
  const all = [{ start: 0, end: text.length }];
  if (text.length > longest) return all;
  const found: SecretRange[] = [];
  if (text.length >= 6 && mayHoldSecret(text)) {
    for (const shape of shapes) collect(text, shape, found, isSecret);
    for (const shape of ifRandom)
      collect(
        text,
        shape,
        found,
        (each, before) => isSecret(each, before) && !harmless.test(each) && looksRandom(each),
      );
  }
  for (const pattern of currentPatterns())
    collect(text, new RegExp(pattern, `${pattern.flags.replace(/[gy]/g, '')}g`), found);
  const ranges = merged(found);
  return ranges.length > mostRanges || found.length > mostFound ? all : ranges;
}

function isSecret(secret: string, before: string): boolean {
  return !reference(secret) && !digestName.test(before) && !afterAlgorithm.test(before);
}

/** Whether a text contains a secret. */
export const hasSecret = (text: string): boolean => secretRanges(text).length > 0;

/** The text with each secret replaced. @param mask - returns the replacement. */
export function maskSecrets(text: string, mask: (secret: string) => string): string {
  let [masked, from] = ['', 0];
  for (const { start, end } of secretRanges(text)) {
    masked += text.slice(from, start) + mask(text.slice(start, end));
    from = end;
  }
  return masked + text.slice(from);
}

function collect(
  text: string,
  shape: RegExp,
  into: SecretRange[],
  counts: (secret: string, before: string) => boolean = () => true,
): void {
  for (const match of text.matchAll(shape)) {
    const { s, d, q } = match.groups ?? {};
    const secret = s ?? d ?? q ?? match[0];
    if (secret === '') continue;
    const start = match.index + match[0].lastIndexOf(secret);
    const before = text.slice(Math.max(0, start - 100), start);
    if (counts(secret, before)) into.push({ start, end: start + secret.length });
    if (into.length > mostFound) return;
  }
}

function merged(ranges: SecretRange[]): readonly SecretRange[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start || a.end - b.end);
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = apart.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart;
}
