/** The policy of every page that we serve or test, in one place. */
import { createHash } from 'node:crypto';

/**
 * The strict policy as a header value.
 *
 * @param {string[]} [scriptHashes] hashes of inline scripts that a tool puts into its own page.
 * @param {string} [sockets] the sources of WebSockets besides the page's own origin.
 */
export function strictCsp(scriptHashes = [], sockets = 'ws:') {
  const hashes = scriptHashes.map((hash) => ` 'sha256-${hash}'`).join('');
  return [
    "default-src 'none'",
    `script-src 'self'${hashes}`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

/** The hashes of all inline scripts of a page. */
export function inlineScriptHashes(page) {
  return [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) =>
    createHash('sha256').update(script).digest('base64'),
  );
}
