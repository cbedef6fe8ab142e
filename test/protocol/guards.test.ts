import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import {
  actionClasses,
  ApprovalRequest,
  AuditEntry,
  auditOutcomes,
  breakerStates,
  classifications,
  Decision,
  decodeEvent,
  type GatewayEventName,
  gatewayEventNames,
  gatewayEvents,
  isApprovalRequest,
  isAuditEntry,
  isDecision,
  isSecurityEvent,
  latestTimestamp,
  outcomes,
  risks,
  SecurityEvent,
} from '../../src/protocol/index.js';

class Instance {
  id = 'x';
}

/** What a field may be instead of what it should be, with the edges at which two checks could differ. */
const oddity = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    NaN,
    -0,
    -1,
    Infinity,
    -Infinity,
    latestTimestamp,
    latestTimestamp + 2,
    '',
    '0',
    true,
    [],
    {},
    new Date(0),
    new Map(),
    new Instance(),
    () => undefined,
    Object.create(null),
    Object.create({ inherited: 1 }),
    { constructor: 5 },
    { constructor: { prototype: 5 } },
    { constructor: null },
    JSON.parse('{"__proto__": {"a": 1}}'),
    JSON.parse('{"constructor": {"prototype": {"isPrototypeOf": 1}}, "hasOwnProperty": 1}'),
    Symbol('s'),
    1n,
    ...risks,
    ...outcomes,
    ...auditOutcomes,
    ...classifications,
    ...actionClasses,
    'timeout',
    'cache',
    'policy',
    'Low',
    'toString',
  ),
  fc.jsonValue(),
  fc.anything(),
);

const text = fc.string({ unit: 'binary' });
const time = fc.oneof(
  fc.integer({ min: 0, max: latestTimestamp }),
  fc.double({ min: 0, max: latestTimestamp, noNaN: true }),
);
const record = fc.dictionary(text, fc.jsonValue());
const flag = fc.boolean();

const securityEvent = fc.record(
  {
    id: text,
    timestamp: time,
    type: text,
    agentId: text,
    action: text,
    risk: fc.constantFrom(...risks),
    user: text,
    outcome: text,
    message: text,
    traceId: text,
    sessionKey: text,
    details: record,
    routine: text,
  },
  { requiredKeys: ['id', 'timestamp', 'type', 'action', 'risk'] },
);
const auditEntry = fc.record(
  {
    id: text,
    timestamp: time,
    agentId: text,
    user: text,
    action: text,
    classification: fc.constantFrom(...classifications),
    outcome: fc.constantFrom(...auditOutcomes),
    comment: text,
    traceId: text,
    durationMs: time,
    approvalId: text,
    details: record,
  },
  { requiredKeys: ['id', 'timestamp', 'action', 'classification', 'outcome'] },
);
const requestFields = {
  approvalId: text,
  agentId: text,
  action: text,
  toolName: text,
  description: text,
  explanation: text,
  params: record,
  truncated: flag,
  risk: fc.constantFrom(...risks),
  class: fc.constantFrom(...actionClasses),
  sensitive: flag,
  sessionKey: text,
  user: text,
  trustLevel: text,
  traceId: text,
  createdAt: time,
  timeoutMs: time,
  riskFrom: text,
  notes: fc.array(text),
};
const requestKeys = ['approvalId', 'action', 'params', 'risk', 'createdAt'] as const;
const approvalRequest = fc.record(requestFields, { requiredKeys: [...requestKeys] });
const decision = fc.record(
  {
    ...requestFields,
    outcome: fc.constantFrom(...outcomes),
    comment: text,
    resolvedAt: time,
    resolvedBy: text,
    automatic: fc.constantFrom('timeout', 'cache', 'policy'),
    rule: fc.record({ id: text, uses: fc.nat() }, { requiredKeys: ['id'] }),
  },
  { requiredKeys: [...requestKeys, 'outcome', 'resolvedAt', 'resolvedBy'] },
);

const breakerState = fc.constantFrom(...breakerStates);
const provider = fc.record(
  {
    provider: text,
    state: breakerState,
    since: time,
    reason: text,
    degraded: fc.record({ since: time, reason: text }, { requiredKeys: ['since'] }),
    nextProbeAt: time,
    windowMs: time,
    calls: fc.nat(),
    errors: fc.nat(),
    latencyMs: fc.record({ p50: time, p95: time, p99: time }, { requiredKeys: ['p50', 'p95'] }),
    history: fc.array(fc.record({ state: breakerState, from: time })),
    samples: fc.array(
      fc.record(
        { at: time, p50: time, p95: time, errors: fc.nat(), calls: fc.nat() },
        { requiredKeys: ['at', 'errors', 'calls'] },
      ),
    ),
  },
  { requiredKeys: ['provider'] },
);

const suspects: readonly {
  name: string;
  guard: (value: unknown) => boolean;
  schema: z.core.$ZodType;
  valid: fc.Arbitrary<object>;
}[] = [
  { name: 'isSecurityEvent', guard: isSecurityEvent, schema: SecurityEvent, valid: securityEvent },
  { name: 'isAuditEntry', guard: isAuditEntry, schema: AuditEntry, valid: auditEntry },
  { name: 'isApprovalRequest', guard: isApprovalRequest, schema: ApprovalRequest, valid: approvalRequest },
  { name: 'isDecision', guard: isDecision, schema: Decision, valid: decision },
];

/** The keys that a schema speaks of. */
function keysOf(schema: z.core.$ZodType): string[] {
  assert.ok(schema instanceof z.ZodMiniObject);
  return Object.keys(schema.shape);
}

describe('the guards', () => {
  for (const { name, guard, schema, valid } of suspects) {
    const agrees = (value: unknown) => assert.equal(guard(value), z.safeParse(schema, value).success);

    it(`${name} takes what its schema takes`, () => {
      fc.assert(
        fc.property(valid, (value) => {
          assert.ok(guard(value));
          agrees(value);
        }),
      );
    });

    it(`${name} agrees with its schema when fields are changed, missing or added`, () => {
      const key = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...keysOf(schema)) }, text);
      const change = fc.record({ key, value: oddity, drop: flag });
      fc.assert(
        fc.property(valid, fc.array(change, { minLength: 1, maxLength: 3 }), (value, changes) => {
          const changed: Record<string, unknown> = { ...value };
          for (const { key, value, drop } of changes) {
            if (drop) Reflect.deleteProperty(changed, key);
            else changed[key] = value;
          }
          agrees(changed);
        }),
        { numRuns: 500 },
      );
    });

    it(`${name} agrees with its schema on each field with each oddity`, () => {
      const [sample] = fc.sample(valid, { numRuns: 1, seed: 1 });
      for (const key of keysOf(schema)) {
        for (const value of fc.sample(oddity, { numRuns: 300, seed: 7 })) agrees({ ...sample, [key]: value });
      }
    });

    it(`${name} agrees with its schema on anything at all`, () => {
      fc.assert(fc.property(oddity, agrees), { numRuns: 500 });
    });
  }

  it('cover every event that comes by the thousand, each under its own name', () => {
    for (const { guard, schema } of suspects) {
      const rows = gatewayEventNames.map((name): { payload: unknown; guard?: unknown } => gatewayEvents[name]);
      const mine = rows.filter((row) => row.payload === schema);
      assert.ok(mine.length > 0);
      for (const row of mine) assert.equal(row.guard, guard);
    }
  });
});

describe('decodeEvent', () => {
  /** Payloads of all kinds; an event without them is tried with its sample. */
  const payloads: { readonly [E in GatewayEventName]?: fc.Arbitrary<object> } = {
    'security:event': securityEvent,
    'audit:event': auditEntry,
    'approval:requested': approvalRequest,
    'approval:changed': approvalRequest,
    'approval:resolved': decision,
    'provider:state': provider,
    'config:patched': fc.record({ section: text, revision: fc.oneof(text, fc.nat()), by: text }),
    'secrets:changed': fc.record({ name: text, change: text }),
    'tokens:changed': fc.record({ id: text, change: text }),
    'stream:gap': fc.record({ from: time, to: time }),
  };

  for (const name of gatewayEventNames) {
    it(`gives ${name} as it came, unknown fields and all`, () => {
      fc.assert(
        fc.property(payloads[name] ?? fc.constant(gatewayEvents[name].sample), fc.jsonValue(), (payload, unknown) => {
          const value = { ...payload, notYetKnown: unknown };
          const before = JSON.stringify(value);
          const decoded = decodeEvent(name, value);
          assert.ok(decoded.ok);
          assert.equal(decoded.payload, value);
          assert.equal(JSON.stringify(value), before);
        }),
      );
    });

    it(`names what makes ${name} unreadable, and never throws`, () => {
      fc.assert(
        fc.property(oddity, (value) => {
          const decoded = decodeEvent(name, value);
          assert.ok(decoded.ok || decoded.issues.length > 0);
        }),
      );
    });
  }

  it('says where and what', () => {
    const decoded = decodeEvent('security:event', { id: 'x', timestamp: 1, type: 't', action: 'a' });
    assert.ok(!decoded.ok);
    assert.match(decoded.issues.join(), /^`risk` is missing/);
    assert.deepEqual(decodeEvent('stream:gap', 'x').ok, false);
  });
});
