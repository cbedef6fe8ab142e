/** The policy: the configuration, and the rules that people add to it. */
import * as z from 'zod/mini';
import { JsonObject } from '../domain.js';
import { risks } from '../words.js';
import { RememberedRule, SettingFacts } from '../policy.js';
import { method, name, result, revision, text } from './method.js';

/** The longest duration of a remembered rule, in ms: thirty days. */
export const longestRule = 30 * 86_400_000;
const ruleDuration = z.int().check(z.gte(1000), z.lte(longestRule));

export const policyMethods = {
  'config.read': method({
    summary: 'The configuration, or one section of it, with the revision to base a change on.',
    scope: 'rpc',
    errors: ['notFound'],
    params: z.object({
      /** The section, such as `security`. Absent: all of them. */
      section: z.optional(text),
    }),
    sample: { section: 'security' },
    result: result({
      /** The whole configuration, or the section. That of `security` is `#/components/schemas/SecuritySection`. */
      value: z.unknown(),
      revision,
      /** Facts about single settings. Absent: all are enforced and can be changed. */
      settings: z.optional(z.array(SettingFacts)),
    }),
  }),
  'config.patch': method({
    summary: 'Changes a section of the configuration: all of the changes or none.',
    scope: 'admin',
    restsOn: 'config.read',
    errors: ['immutable', 'stale'],
    params: z.object({
      /** The section, such as `security`. */
      section: text,
      /** Made in this order, all of them or none. */
      changes: z
        .array(
          z.object({
            /** The path of a setting in the section: `approvalRules.timeoutMs`. */
            key: name,
            /** What it becomes. */
            value: z.unknown(),
          }),
        )
        .check(z.minLength(1)),
      /** The revision that the change is based on: refused as stale when the section has changed since. */
      baseRevision: z.optional(revision),
    }),
    sample: { section: 'security', changes: [{ key: 'agentToAgent.enabled', value: false }] },
    result: result({
      /** A change that was not made is an error. */
      patched: z.literal(true),
      /** The section. */
      section: text,
      /** The section as it is now. */
      value: z.unknown(),
      revision,
      /** True: the gateway restarts, and closes its sockets with 1001. */
      restarting: z.optional(z.boolean()),
    }),
  }),
  'rules.create': method({
    summary:
      'Remembers a rule: what it covers is approved without asking until it ends. Requests that wait already go on waiting.',
    scope: 'admin',
    restsOn: 'config.read',
    params: z.object({
      /** The action's exact name. */
      action: name,
      /** Absent: any agent. */
      agentId: z.optional(name),
      /** Exactly these parameters. Absent: any. */
      params: z.optional(JsonObject),
      /** Covers risks up to this one; `unknown`, or absent, covers every risk. */
      upToRisk: z.optional(z.enum(risks)),
      /** How long it lasts: a second to thirty days. */
      durationMs: ruleDuration,
      /** Why it is made. */
      comment: z.optional(text),
    }),
    sample: { action: 'file.write', agentId: 'deploy-bot', params: { path: '/srv/notes.txt' }, durationMs: 3_600_000 },
    result: result({
      /** The rule as it is now in force. */
      rule: RememberedRule,
      revision,
    }),
  }),
  'rules.revoke': method({
    summary: 'Ends a remembered rule at once.',
    scope: 'admin',
    restsOn: 'config.read',
    errors: ['notFound'],
    params: z.object({
      /** The rule. */
      id: text,
    }),
    sample: { id: 'rule_1' },
    result: result({
      /** The rule. */
      id: text,
      /** It decides nothing any more. */
      revoked: z.literal(true),
      revision,
    }),
  }),
} as const;
