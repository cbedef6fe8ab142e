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
  secrets: z.looseObject({ enabled: z.boolean(), dbPath: z.string() }),
});
/** Its section `security`. */
export type DaemonSecurity = z.infer<typeof DaemonSecurity>;

/** Its section `approvals`. */
export const DaemonApprovals = z.looseObject({
  enabled: z.boolean(),
  defaultMode: z.string(),
  rules: z.array(z.looseObject({ actionPattern: z.string(), mode: z.string() })),
  defaultTimeoutMs: ms,
  /** For how long a denial also denies what has the same session and action. */
  denialCacheTtlMs: ms,
  /** The same for an approval. */
  batchApprovalTtlMs: ms,
});
/** Its section `approvals`. */
export type DaemonApprovals = z.infer<typeof DaemonApprovals>;

/** All of it. */
export const DaemonConfig = z.looseObject({ config: z.looseObject({}) });
