/** What the daemon answers to `config.read`: only the fields that are used here. */
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
/** What its section `security` declares of secrets. */
export const DeclaredSecrets = z.looseObject({
  secrets: z.looseObject({ enabled: z.boolean(), dbPath: z.string() }),
});

/** Its section `approvals`. */
export const DaemonApprovals = z.looseObject({
  enabled: z.boolean(),
  // Nothing in the daemon reads these two: a version without them is as good.
  defaultMode: z.optional(z.string()),
  rules: z.optional(z.array(z.looseObject({ actionPattern: z.string(), mode: z.string() }))),
  defaultTimeoutMs: ms,
});
/** Its section `approvals`. */
export type DaemonApprovals = z.infer<typeof DaemonApprovals>;

/** For how long its section `approvals` lets a decision decide others of the same session and action. */
export const DaemonCache = z.looseObject({
  /** A denial. */
  denialCacheTtlMs: ms,
  /** An approval. */
  batchApprovalTtlMs: ms,
});

/** All of it. */
export const DaemonConfig = z.looseObject({ config: z.looseObject({}) });
