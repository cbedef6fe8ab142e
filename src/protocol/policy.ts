/** The policy: the section `security` of the configuration, and facts about its settings. */
import * as z from 'zod/mini';
import { DurationMs, JsonObject, Timestamp } from './domain.js';
import { open } from './open.js';
import { approvalModes, risks } from './words.js';

const text = z.string();
const optionalText = z.optional(text);
const list = z.array(text);
const count = z.number().check(z.gte(0));

/** A rule that a person made from a request: it approves what it covers without asking, until it ends. */
export const RememberedRule = z.looseObject({
  /** Names the rule in `rules.revoke`. */
  id: text,
  /** The action's exact name. */
  action: text,
  /** Absent: any agent. */
  agentId: optionalText,
  /** Exactly these parameters, compared as RFC 8785 canonical JSON. Absent: any. */
  params: z.optional(JsonObject),
  /** Covers risks up to this one; `unknown`, or absent, covers every risk. */
  upToRisk: z.optional(open(risks)),
  /** Why it was made. */
  comment: optionalText,
  /** When it was made. */
  createdAt: Timestamp,
  /** Who made it: the name of the token. */
  createdBy: text,
  /** When it ends, by the gateway's clock. */
  expiresAt: Timestamp,
  /** How often it has decided. */
  uses: count,
  /** When it decided last. */
  lastUsedAt: z.optional(Timestamp),
});
/** A rule that a person made from a request: it approves what it covers without asking, until it ends. */
export type RememberedRule = z.infer<typeof RememberedRule>;

/** The emergency brake: while it is engaged every action that is not forbidden waits for a person, whatever the rules. */
export const Brake = z.looseObject({
  /** True: everything waits for a person. */
  engaged: z.boolean(),
  /** Who engaged or released it last. */
  by: optionalText,
  /** When that was. */
  at: z.optional(Timestamp),
  /** Why, in the words of who moved it. */
  reason: optionalText,
});
/** The emergency brake: while it is engaged every action that is not forbidden waits for a person, whatever the rules. */
export type Brake = z.infer<typeof Brake>;

/** The section `security` of the configuration: what agents may do, and what they must ask for. */
export const SecuritySection = z.looseObject({
  /** Which actions ask. */
  actionConfirmation: z.looseObject({
    /** True: destructive actions become requests. */
    requireForDestructive: z.boolean(),
    /** True: sensitive actions become requests. */
    requireForSensitive: z.boolean(),
    /** Actions that never ask: exact, or `prefix.*`. */
    autoApprove: list,
  }),
  /** Messages between agents. */
  agentToAgent: z.looseObject({
    /** False: agents may not write to each other. */
    enabled: z.boolean(),
    /** Who may: both agents have to be on it. Empty: all agents. */
    allowAgents: list,
  }),
  /** Which paths and hosts agents may use. */
  permission: z.looseObject({
    /** True: `allowedFsPaths` and `allowedNetHosts` apply. */
    enableNodePermissions: z.boolean(),
    /** The paths that agents may use, with what is below them. Empty: none. */
    allowedFsPaths: list,
    /** The hosts that agents may reach. Empty: none. */
    allowedNetHosts: list,
  }),
  /** What becomes of requests. */
  approvalRules: z.looseObject({
    /** False: no action ever asks, whatever else is set. Absent: the gateway has no such switch, and approvals are on. */
    enabled: z.optional(z.boolean()),
    /** Requests of which risks are approved without a person. */
    defaultMode: open(approvalModes),
    /** How long a request waits before it expires. 0: for ever. */
    timeoutMs: DurationMs,
    /** Made by `rules.create`, ended by `rules.revoke` or their time. Absent: the gateway remembers no rules. */
    remembered: z.optional(z.array(RememberedRule)),
    /**
     * Changed by `config.patch` like a setting: engaging it needs no base revision, releasing it does. Absent: the
     * gateway has no brake.
     */
    brake: z.optional(Brake),
  }),
  /** The encrypted store of secrets; set when the gateway starts. */
  secrets: z.optional(
    z.looseObject({
      /** Whether there is one. */
      enabled: z.boolean(),
      /** Where it is. */
      dbPath: text,
    }),
  ),
});
/** The section `security` of the configuration: what agents may do, and what they must ask for. */
export type SecuritySection = z.infer<typeof SecuritySection>;

/** Facts about one setting: whether it is enforced, and whether it can be changed over RPC. */
export const SettingFacts = z.looseObject({
  /** Its key, as in `config.patch`. */
  key: text,
  /** How the gateway itself stores it, if different from the documented value: `approvals.defaultMode: auto`. */
  held: optionalText,
  /** False: the gateway does not use it. */
  enforced: z.boolean(),
  /** What enforces it, or why nothing does. */
  by: optionalText,
  /** Why it cannot be changed over RPC, and what to do instead; absent when it can. */
  immutable: optionalText,
});
/** Facts about one setting: whether it is enforced, and whether it can be changed over RPC. */
export type SettingFacts = z.infer<typeof SettingFacts>;
