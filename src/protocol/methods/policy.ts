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
    params: z.object({ section: z.optional(text) }),
    sample: { section: 'security' },
    result: result({
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
    params: z.object({
      section: text,
      changes: z.array(z.object({ key: name, value: z.unknown() })).check(z.minLength(1)),
      /** The revision that the change is based on: refused as stale when the section has changed since. */
      baseRevision: z.optional(revision),
    }),
    sample: { section: 'security', changes: [{ key: 'agentToAgent.enabled', value: false }] },
    result: result({
      patched: z.literal(true),
      section: text,
      value: z.unknown(),
      revision,
      restarting: z.optional(z.boolean()),
    }),
  }),
  'rules.create': method({
    summary:
      'Remembers a rule: what it covers is approved without asking until it ends. Requests that wait already go on waiting.',
    scope: 'admin',
    restsOn: 'config.read',
    params: z.object({
      action: name,
      /** Absent: any agent. */
      agentId: z.optional(name),
      /** Exactly these parameters. Absent: any. */
      params: z.optional(JsonObject),
      /** Covers risks up to this one; `unknown`, or absent, covers every risk. */
      upToRisk: z.optional(z.enum(risks)),
      durationMs: ruleDuration,
      comment: z.optional(text),
    }),
    sample: { action: 'file.write', agentId: 'deploy-bot', params: { path: '/srv/notes.txt' }, durationMs: 3_600_000 },
    result: result({ rule: RememberedRule, revision }),
  }),
  'rules.revoke': method({
    summary: 'Ends a remembered rule at once.',
    scope: 'admin',
    restsOn: 'config.read',
    params: z.object({ id: text }),
    sample: { id: 'rule_1' },
    result: result({ id: text, revoked: z.literal(true), revision }),
  }),
} as const;
