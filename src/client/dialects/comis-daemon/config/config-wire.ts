/** Shapes of the daemon's `config.read`: only the fields used here. */
import * as z from 'zod/mini';

const texts = z.array(z.string());
const ms = z.number();

/** Its section `security`. */
export const DaemonSecurity = z.looseObject({
  actionConfirmation: z.looseObject({
    requireForDestructive: z.boolean(),
    requireForSensitive: z.boolean(),
    autoApprove: texts,
  }),
  agentToAgent: z.looseObject({ enabled: z.boolean(), allowAgents: texts }),
  permission: z.looseObject({
    enableNodePermissions: z.boolean(),
    allowedFsPaths: texts,
    allowedNetHosts: texts,
  }),
});
/** The secrets in its section `security`. */
export const DeclaredSecrets = z.looseObject({
  secrets: z.looseObject({ enabled: z.boolean(), dbPath: z.string() }),
});

/** Its section `approvals`. */
export const DaemonApprovals = z.looseObject({
  enabled: z.boolean(),
  // Optional, because the daemon does not use them.
  defaultMode: z.optional(z.string()),
  rules: z.optional(z.array(z.looseObject({ actionPattern: z.string(), mode: z.string() }))),
  defaultTimeoutMs: ms,
});
/** Its section `approvals`. */
export type DaemonApprovals = z.infer<typeof DaemonApprovals>;

/** The cache times in its section `approvals`, see `CacheTimes`. */
export const DaemonCache = z.looseObject({
  /** A denial. */
  denialCacheTtlMs: ms,
  /** An approval. */
  batchApprovalTtlMs: ms,
});

/** The full `config.read` response. */
export const DaemonConfig = z.looseObject({ config: z.looseObject({}) });
