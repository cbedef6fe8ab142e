/** Says which keys of parameters look as if they held a secret. */

/** A key is secret-looking when its words, joined, hold one of these. */
const secretWords =
  /password|passwd|passphrase|passcode|secret(?!ar)|token(?!i[sz])|credential|authorization|authorisation|cookie|bearer|jwt|mnemonic|seedphrase|apikey|accesskey|privatekey|signingkey|encryptionkey|masterkey|sshkey|servicekey|sharedkey|hostkey|accountkey|authkey|connectionstring/;
/** Short ones, which count only as a whole word of the key: `pin` is one, `spinner` is none. */
const shortSecretWords = /(?:^| )(?:pw|pwd|pass|pin|otp|totp|cvv|cvc|auth|psk|pat|dsn|sig|signature|hmac)$/;
/** Not the secret itself, but something about it: its id, its name, how many there are. */
const aboutSecrets =
  /(?: |^)(?:ids?|names?|types?|counts?|limits?|usage|length|size|max|min|path|file|files|dir|url|uri|endpoint|expiry|expires|expiration|ttl|at|ms|seconds|scopes?|prefix|enabled|required|policy|algorithm)$/;
/** Counts of what a language model reads and writes. */
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
 * Whether a value of this key is hidden until somebody asks for it.
 *
 * @param value numbers under `…tokens` are counts of words, not keys to a door.
 */
export function isSecretKey(key: string, value?: unknown): boolean {
  const words = wordsOf(key);
  if (aboutSecrets.test(words)) return false;
  if (typeof value === 'number' && modelTokens.test(words)) return false;
  return secretWords.test(words.replaceAll(' ', '')) || shortSecretWords.test(words);
}

/** Whether an argument of a command says that the next one is a secret: `--api-key`, `-password`. */
export const isSecretFlag = (argument: unknown): boolean =>
  typeof argument === 'string' && /^--?[a-z][\w-]{1,60}$/i.test(argument) && isSecretKey(argument);
