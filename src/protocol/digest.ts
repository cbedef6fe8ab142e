/** Binds a decision to what was shown: both sides compute the digest of the request and compare. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { ApprovalRequest } from './domain.js';

/** The fields bound by the digest. Absent and null ones are omitted. */
type Bound = Pick<ApprovalRequest, 'approvalId' | 'agentId' | 'action' | 'toolName' | 'params' | 'sessionKey'>;

/**
 * The digest of a request: lower-case hex SHA-256 of the RFC 8785 canonical JSON of its approvalId, agentId, action,
 * toolName, params and sessionKey.
 *
 * Not `crypto.subtle`, which is missing on pages served over plain http.
 *
 * @throws {Error} when a text or a key holds half of a surrogate pair: RFC 8785 (section 3.2.2.2) gives such text no
 *   canonical form, so nothing could be bound to it. JSON can carry it, as `\ud83d`: catch it, do not decide blindly.
 */
export function digestOf({ approvalId, agentId, action, toolName, params, sessionKey }: Bound): string {
  const present = Object.entries({ approvalId, agentId, action, toolName, params, sessionKey }).filter(
    // `null` on the wire counts as absent, although the types do not have it.
    ([, value]: [string, unknown]) => value !== undefined && value !== null,
  );
  return bytesToHex(sha256(utf8ToBytes(canonical(Object.fromEntries(present)))));
}

/** Whether a request has a digest, without computing it. */
export function hasDigest({ approvalId, agentId, action, toolName, params, sessionKey }: Bound): boolean {
  try {
    canonical({ approvalId, agentId, action, toolName, params, sessionKey });
    return true;
  } catch {
    return false;
  }
}

/** Whether two values are equal as JSON, ignoring the order of keys. Text without a canonical form equals nothing. */
export function sameJson(a: unknown, b: unknown): boolean {
  try {
    return canonical(a) === canonical(b);
  } catch {
    return false;
  }
}

function canonical(value: unknown): string {
  // A round trip drops absent fields, which RFC 8785 does not know.
  return canonicalize(JSON.parse(JSON.stringify(value))) ?? '';
}
