/** The digest in a decision. */
import * as z from 'zod/mini';

/** A digest. */
export const Digest = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/))
  .register(z.globalRegistry, {
    description:
      'Required to approve (else -32602); optional to deny, as a request that has no digest must not wait for ever. ' +
      'Lower-case hex SHA-256 of the RFC 8785 canonical JSON of approvalId, agentId, action, toolName, params and ' +
      'sessionKey, absent and null fields left out. A digest that is not that of the request now is refused with -32005.',
  });

/** A check beyond types: only Deny may omit the digest. */
export const digestToApprove = z.refine<{ readonly decision: string; readonly digest?: string | undefined }>(
  ({ decision, digest }) => decision !== 'approve' || digest !== undefined,
  { path: ['digest'], message: 'the digest of what is approved' },
);
