/** openrpc.json says what each field means. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../scripts/root.mjs';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

const document = JSON.parse(readFileSync(join(root, 'openrpc.json'), 'utf8')) as {
  methods: {
    name: string;
    params: (Schema & { name: string; schema: Schema })[];
    result: { schema: Schema };
    errors: { $ref: string }[];
  }[];
  components: { schemas: Record<string, Schema>; errors: Record<string, { code: number; 'x-data'?: Schema }> };
  'x-events': { name: string; payload: Schema }[];
};

/** The fields below a schema that nothing is said of. */
function silent({ properties = {}, items }: Schema, path: string): string[] {
  const own = Object.entries(properties).flatMap(([name, field]) => [
    ...((field.description ?? '').length < 4 ? [`${path}.${name}`] : []),
    ...silent(field, `${path}.${name}`),
  ]);
  return [...own, ...(items ? silent(items, `${path}[]`) : [])];
}

describe('openrpc.json', () => {
  it('describes every param, field of a result, of an event, of an error and of a shared type', () => {
    const { methods, components } = document;
    const found = [
      ...methods.flatMap(({ name, params }) =>
        params.flatMap((param) => [
          ...((param.description ?? '').length < 4 ? [`${name}(${param.name})`] : []),
          ...silent(param.schema, `${name}(${param.name})`),
        ]),
      ),
      ...methods.flatMap(({ name, result }) => silent(result.schema, name)),
      ...document['x-events'].flatMap(({ name, payload }) => silent(payload, name)),
      ...Object.entries(components.errors).flatMap(([name, each]) => silent(each['x-data'] ?? {}, name)),
      ...Object.entries(components.schemas).flatMap(([name, schema]) => silent(schema, name)),
    ];
    assert.deepEqual(found, []);
  });

  it('has the shapes of the policy and of the brake', () => {
    const { approvalRules } = document.components.schemas['SecuritySection']?.properties ?? {};
    assert.deepEqual(Object.keys(approvalRules?.properties?.['brake']?.properties ?? {}), [
      'engaged',
      'by',
      'at',
      'reason',
    ]);
  });

  it('says by method which errors it is answered with', () => {
    const errorsOf = (method: string) =>
      document.methods.find(({ name }) => name === method)?.errors.map(({ $ref }) => $ref.split('/').at(-1));
    assert.deepEqual(errorsOf('approvals.respond')?.slice(-3), ['notFound', 'alreadyResolved', 'stale']);
    assert.deepEqual(errorsOf('system.ping'), [
      'methodNotFound',
      'invalidParams',
      'internal',
      'notAllowed',
      'rateLimited',
    ]);
  });
});
