import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { describeIssues, gatewayEvents, methods, RpcResponse, SecuritySection } from '../../src/protocol/index.js';
import { eventShapes, responseShape, resultShapes } from '../../src/protocol/generated/shapes.js';
import { sectionShape } from '../../src/protocol/generated/section-shape.js';
import { shapeOf } from '../../src/protocol/schema-decode.js';
import { fits, issuesIn, type Shape } from '../../src/protocol/shapes.js';

type Schema = z.core.$ZodType;

const results = Object.entries(methods).map(([name, { result }]) => [`result of ${name}`, result as Schema] as const);
const events = Object.entries(gatewayEvents).map(([name, { payload }]) => [name, payload as Schema] as const);
const pairs: readonly (readonly [string, Schema, Shape])[] = [
  ...results.map(([name, schema], index) => [name, schema, Object.values(resultShapes)[index]!] as const),
  ...events.map(([name, schema], index) => [name, schema, Object.values(eventShapes)[index]!] as const),
  ['envelope', RpcResponse, responseShape],
  ['section security', SecuritySection, sectionShape],
];

/** What may stand where something else is expected: JSON, and what JSON cannot carry. */
const oddity = fc.oneof(
  { weight: 5, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  fc.constantFrom<unknown>(
    undefined,
    null,
    NaN,
    Infinity,
    -Infinity,
    -0,
    -1,
    8.64e15,
    8.64e15 + 2,
    '',
    '0',
    true,
    [],
    {},
  ),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__": 5}'), { constructor: 5 }, { toString: null }, [{}], [[]]),
);

/** Values of a shape, with something odd or missing in their place now and then. */
const valueOf = (shape: Shape): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fitting(shape, valueOf) }, { weight: 1, arbitrary: oddity });

/** Values of a shape with all that it requires: left to chance, a large shape gets none. */
const whole = (shape: Shape): fc.Arbitrary<unknown> => fitting(shape, whole);

function fitting(shape: Shape, inner: (shape: Shape) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return fc.string({ maxLength: 5 });
    case 'flag':
      return fc.boolean();
    case 'json':
      return fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 });
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom(shape.min ?? 0, shape.max ?? 0));
    case 'exactly':
      return fc.constant(shape.value);
    case 'either':
      return fc.oneof(...shape.of.map(inner));
    case 'optional':
      return fc.option(inner(shape.of), { nil: undefined });
    case 'list':
      return fc.array(inner(shape.of), { maxLength: 2 });
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 3 }), inner(shape.of), { maxKeys: 2 });
    case 'object': {
      const fields = Object.entries(shape.fields);
      const values = Object.fromEntries(fields.map(([key, field]) => [key, inner(field)] as const));
      const required = fields.filter(([, { kind }]) => kind !== 'optional').map(([key]) => key);
      return fc.record(values, { requiredKeys: inner === whole ? required : [] }).map(present);
    }
    default:
      return oddity;
  }
}

/** What is undefined is not there: JSON has no other way to say it. */
const present = (object: object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

/** A list where an object belongs: zod looks for its fields, a shape says what it is. Both refuse it. */
const hasListForObject = (issues: readonly string[]) => issues.some((each) => each.includes('is a list, an object'));

describe('shapes', () => {
  for (const [name, schema, shape] of pairs) {
    it(`${name}: takes and refuses what its schema does, in the same words`, () => {
      const value = fc
        .record(
          Object.fromEntries(
            Object.entries(shape.kind === 'object' ? shape.fields : {}).map(([key, field]) => [key, valueOf(field)]),
          ),
          { requiredKeys: [] },
        )
        .map(present);
      let [taken, refused] = [0, 0];
      fc.assert(
        fc.property(
          fc.oneof({ weight: 9, arbitrary: value }, { weight: 2, arbitrary: whole(shape) }, oddity),
          (sent) => {
            const parsed = z.safeParse(schema, sent);
            if (parsed.success) taken += 1;
            else refused += 1;
            const issues = issuesIn(shape, sent);
            assert.equal(fits(shape, sent), issues.length === 0, 'both ways to ask agree');
            assert.equal(fits(shape, sent), parsed.success);
            if (!parsed.success && !hasListForObject(issues)) {
              assert.deepEqual([...issues].sort(), describeIssues(parsed.error, sent).sort());
            }
          },
        ),
        { numRuns: 400 },
      );
      assert.ok(taken > 0 && refused > 0, `${taken} taken, ${refused} refused`);
    });

    it(`${name}: is what its schema is made into`, () => {
      const plain = (of: Shape) =>
        JSON.stringify(of, (_, each: unknown) => (typeof each === 'function' ? undefined : each));
      assert.equal(plain(shape), plain(shapeOf(schema)));
    });
  }
});
