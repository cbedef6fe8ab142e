/** The schemas of the controls. Unknown fields are ignored, as everywhere in the protocol. */
import * as z from 'zod/mini';
import { actionClasses, DurationMs, risks, rpcErrorCodes, Timestamp } from '../../../src/protocol/index.js';
import { scenarioNames } from '../../../src/testing/index.js';

// zod/mini says "Invalid input" to everything unless it is given words, which a page does not want to load.
z.config(z.locales.en());

const text = z.string();
const filled = z.string().check(z.minLength(1, 'Must not be empty'));
/** Not `z.record`, whose copy loses a key called `__proto__`: what an attack sends must arrive as it is. */
const record = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);
const flag = z.optional(z.boolean());
const hourMs = 3_600_000;

const requestFields = {
  agentId: filled,
  action: filled,
  toolName: z.optional(text),
  description: z.optional(text),
  explanation: z.optional(text),
  sensitive: flag,
  truncated: flag,
  sessionKey: z.optional(text),
  user: z.optional(text),
  trustLevel: z.optional(text),
  traceId: z.optional(text),
};

/** `POST /demo/approvals` */
export const NewApproval = z.object({
  ...requestFields,
  params: z._default(record, {}),
  risk: z._default(z.enum(risks), 'unknown'),
  class: z.optional(z.enum(actionClasses)),
  timeoutMs: z.optional(DurationMs),
});

/** `PATCH /demo/approvals/ID` */
export const ApprovalChange = z
  .object({ params: z.optional(record), withdraw: z.optional(z.literal(true)) })
  .check(
    z.refine(
      ({ params, withdraw }) => (params === undefined) !== (withdraw === undefined),
      'Give either params or withdraw: true',
    ),
  );

/** `POST /demo/actions` */
export const NewAction = z.object({
  ...requestFields,
  class: z.enum(actionClasses),
  risk: z._default(z.enum(risks), 'unknown'),
  params: z._default(record, {}),
  toAgent: z.optional(filled),
  path: z.optional(filled),
  host: z.optional(filled),
});

/** One of `POST /demo/events` */
export const NewEvent = z.looseObject({
  timestamp: z.optional(Timestamp),
  type: z._default(text, 'agent.action'),
  agentId: z.optional(text),
  action: text,
  risk: z._default(z.enum(risks), 'unknown'),
  user: z.optional(text),
  outcome: z.optional(text),
  message: z.optional(text),
  traceId: z.optional(text),
  sessionKey: z.optional(text),
  details: z.optional(record),
});

/** `POST /demo/connections` */
export const ConnectionChange = z.object({
  drop: flag,
  refuseMs: z.optional(DurationMs.check(z.lte(hourMs))),
  stall: flag,
  forget: flag,
});

/** An error as `POST /demo/faults` takes it: the whole of it, its code, or its message. */
const FaultError = z.union([
  z.object({
    code: z._default(z.int(), rpcErrorCodes.internal),
    message: z.optional(text),
    data: z.optional(z.unknown()),
  }),
  z.pipe(
    z.int(),
    z.transform((code) => ({ code })),
  ),
  z.pipe(
    text,
    z.transform((message) => ({ message })),
  ),
]);

/** `POST /demo/faults` */
export const NewFault = z
  .object({
    method: text,
    error: z.optional(FaultError),
    delayMs: z.optional(DurationMs.check(z.lte(hourMs))),
    times: z._default(z.int().check(z.gte(1)), 1),
  })
  .check(z.refine(({ error, delayMs }) => error !== undefined || delayMs !== undefined, 'Give error or delayMs'));

/** `POST /demo/providers` */
export const ProviderCalls = z.object({
  provider: filled,
  outcome: z.enum(['ok', 'error']),
  latencyMs: z.optional(DurationMs.check(z.lte(hourMs))),
  /** How many calls like this. */
  count: z._default(z.int().check(z.gte(1), z.lte(1000)), 1),
  /** What the provider says when it fails. */
  error: z.optional(filled),
});

/** `POST /demo/scenario` */
export const ScenarioChange = z.object({
  name: z.enum(scenarioNames),
  rate: z.optional(z.number().check(z.gte(0), z.lte(100_000))),
  audit: z.optional(z.int().check(z.gte(0), z.lte(100_000))),
});
