/** Detects secret-looking keys. */

/** A key is secret-looking when its joined words contain one of these. */
const secretWords =
  /password|passwd|passphrase|passcode|secret(?!ar)|token(?!i[sz])|credential|authorization|authorisation|cookie|bearer|jwt|mnemonic|seedphrase|apikey|accesskey|privatekey|signingkey|encryptionkey|masterkey|sshkey|servicekey|sharedkey|hostkey|accountkey|authkey|connectionstring/;
/** Short ones, which must be a whole word of the key: `pin`, not `spinner`. */
const shortSecretWords = /(?:^| )(?:pw|pwd|pass|pin|otp|totp|cvv|cvc|auth|psk|pat|dsn|sig|signature|hmac)$/;
/** Metadata of a secret: its id, its name, a count. */
const keysAboutSecrets =
  /(?: |^)(?:ids?|names?|types?|counts?|limits?|usage|length|size|max|min|path|file|files|dir|url|uri|endpoint|expiry|expires|expiration|ttl|at|ms|seconds|scopes?|prefix|enabled|required|policy|algorithm)$/;
/** Token counts of language models. */
const modelTokens = /tokens$/;

/** `apiKey`, `API_KEY` and `api-key` as `api key`. */
function wordsOf(key: string): string {
  return key
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/**
 * Whether the value of a key is masked.
 *
 * @param value numbers under `…tokens` are counts, not secrets.
 */
export function isSecretKey(key: string, value?: unknown): boolean {
  const words = wordsOf(key);
  if (keysAboutSecrets.test(words)) return false;
  if (typeof value === 'number' && modelTokens.test(words)) return false;
  return secretWords.test(words.replaceAll(' ', '')) || shortSecretWords.test(words);
}

/** Whether an argument announces a secret as the next one: `--api-key`, `-password`. */
export const isSecretFlag = (argument: unknown): boolean =>
  typeof argument === 'string' && /^--?[a-z][\w-]{1,60}$/i.test(argument) && isSecretKey(argument);

/** Headers and variables often come as pairs: `{"name": "Authorization", "value": "…"}`. */
export function nameOfPair(pair: object): string | undefined {
  const { name, key, header } = pair as Readonly<Record<string, unknown>>;
  return [name, key, header].find((each) => typeof each === 'string');
}
