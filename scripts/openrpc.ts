/** Writes the documented RPC as an OpenRPC document, from the tables in src/protocol. */
import * as z from 'zod/mini';
import { gatewayEvents, methods, rpcErrorCodes, SecuritySection, SettingFacts } from '../src/protocol/index.js';
import type { MethodRow } from '../src/protocol/methods/method.js';
import { type Docs, docsOf } from './protocol-docs.js';

type ErrorName = keyof typeof rpcErrorCodes;

interface ErrorMeaning {
  readonly message: string;
  /** The fields of its `data`. */
  readonly data?: Readonly<Record<string, object>>;
}

/** What each error code means, and what its `data` holds. */
const errorMeanings: Record<ErrorName, ErrorMeaning> = {
  parseError: { message: 'Not JSON.' },
  invalidRequest: { message: 'Not a JSON-RPC 2.0 request.' },
  methodNotFound: { message: 'Not offered.' },
  invalidParams: {
    message: 'Invalid params; data.issues says which.',
    data: {
      issues: { type: 'array', items: { type: 'string' }, description: 'A sentence for each issue; they are shown.' },
    },
  },
  internal: { message: 'The gateway failed.' },
  notAllowed: {
    message: 'Not allowed; data.required is the scope that is missing.',
    data: { required: { enum: ['rpc', 'ws', 'admin'], description: 'The scope that the token lacks.' } },
  },
  notFound: { message: 'Not found.' },
  alreadyResolved: {
    message: 'Already resolved; data.decision is the decision.',
    data: {
      decision: {
        description: 'The Decision that came first: the payload of approval:resolved.',
        $ref: '#/components/schemas/Decision',
      },
    },
  },
  immutable: {
    message: 'Immutable; data.path is the part of the configuration that cannot be changed.',
    data: { path: { type: 'string', description: 'The setting, with its section: `security.secrets.enabled`.' } },
  },
  stale: {
    message: 'Stale: the digest or the base revision no longer matches; data.current is what is so now.',
    data: {
      current: { description: 'The digest, or the revision, as it is now.' },
      request: {
        description: 'Of approvals.respond: the request as it is now.',
        $ref: '#/components/schemas/ApprovalRequest',
      },
      value: { description: 'Of config.patch: the section as it is now.' },
    },
  },
  rateLimited: {
    message: 'Rate limited; data.retryAfterMs says how long to wait.',
    data: { retryAfterMs: { type: 'number', minimum: 0, description: 'How long to wait before the next attempt.' } },
  },
};

/** What any method may be answered with. */
const common: readonly ErrorName[] = ['methodNotFound', 'invalidParams', 'internal', 'notAllowed', 'rateLimited'];

/** The errors of a method, the common ones first. */
function errorsOf(errors: readonly ErrorName[] = []): readonly ErrorName[] {
  return [...common, ...errors];
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A JSON schema with a description for each of its fields. */
function schemaOf(schema: z.core.$ZodType, docs: Docs): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return described(rest, docs);
}

function described(schema: JsonSchema, { fields, items }: Docs): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    withText(property as JsonSchema, fields?.get(name)),
  ]);
  return {
    ...schema,
    ...(schema.properties ? { properties: Object.fromEntries(properties) as Record<string, JsonSchema> } : {}),
    ...(schema.items && items ? { items: described(schema.items as JsonSchema, items) } : {}),
  };
}

function withText(schema: JsonSchema, docs: Docs = {}): JsonSchema {
  const { description = docs.text, ...rest } = described(schema, docs);
  return { ...(description === undefined ? {} : { description }), ...rest };
}

/** The params of a call by name, as OpenRPC lists them: one content descriptor each. */
function paramsOf(schema: z.core.$ZodType, docs: Docs) {
  const { properties, required } = schemaOf(schema, docs);
  return Object.entries(properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = property as JsonSchema;
    return {
      name,
      ...(description === undefined ? {} : { description }),
      ...(required?.includes(name) ? { required: true } : {}),
      schema: rest,
    };
  });
}

/** The file of a domain's methods. */
const domains = ['approvals', 'audit', 'events', 'health', 'permissions', 'policy', 'secrets', 'system', 'tokens'];

/** The docstrings of a row's part. */
function methodDocs(): (method: string, part: 'params' | 'result') => Docs {
  const rows = new Map(
    domains.flatMap((domain) => {
      const constant = `${domain.replace(/s$/, '')}Methods`;
      return [...(docsOf(`src/protocol/methods/${domain}.ts`, constant).fields ?? [])];
    }),
  );
  return (method, part) => rows.get(method)?.fields?.get(part) ?? {};
}

/** Types that several messages share, or that no schema of a result can name. */
const components = {
  ApprovalRequest: ['domain', gatewayEvents['approval:requested'].payload],
  Decision: ['domain', gatewayEvents['approval:resolved'].payload],
  SecuritySection: ['policy', SecuritySection],
  SettingFacts: ['policy', SettingFacts],
} as const;

/** The document. The same tables give the same text. */
export function openrpc(version: string) {
  const docsOfMethod = methodDocs();
  const eventDocs = docsOf('src/protocol/events.ts', 'gatewayEvents').fields;
  return {
    openrpc: '1.3.2',
    info: {
      title: 'Comis gateway RPC',
      version,
      description:
        'JSON-RPC 2.0 over WebSocket at /ws, with the subprotocols comis.v1 and bearer.<base64url of the token>; live ' +
        'events as server-sent events at GET /api/events with the header Authorization: Bearer <token>. Times are epoch ' +
        'milliseconds. Unknown fields are ignored, never an error. The id of a message on the event stream is never used ' +
        'for another message, also not after a restart, except after stream:gap or on a stream that was opened without ' +
        'Last-Event-ID; a client leaves a message out as a repeat only if its id, name and data were seen before. The id ' +
        'of an event or entry and approvalId are never used twice.',
    },
    methods: Object.entries(methods).map(([name, row]) => ({
      name,
      summary: row.summary,
      paramStructure: 'by-name',
      params: paramsOf(row.params, docsOfMethod(name, 'params')),
      result: { name: 'result', schema: schemaOf(row.result, docsOfMethod(name, 'result')) },
      errors: errorsOf((row as MethodRow<z.core.$ZodType, z.core.$ZodType>).errors).map((error) => ({
        $ref: `#/components/errors/${error}`,
      })),
      examples: [
        { name: 'sample', params: Object.entries<unknown>(row.sample).map(([name, value]) => ({ name, value })) },
      ],
      'x-scope': row.scope,
    })),
    components: {
      schemas: Object.fromEntries(
        Object.entries(components).map(([name, [file, schema]]) => {
          const docs = docsOf(`src/protocol/${file}.ts`, name);
          return [name, { description: docs.text, ...schemaOf(schema, docs) }];
        }),
      ),
      errors: Object.fromEntries(
        Object.entries(rpcErrorCodes).map(([error, code]) => {
          const { message, data } = errorMeanings[error as ErrorName];
          return [error, { code, message, ...(data ? { 'x-data': { type: 'object', properties: data } } : {}) }];
        }),
      ),
    },
    'x-events': Object.entries(gatewayEvents).map(([name, row]) => ({
      name,
      summary: row.summary,
      payload: schemaOf(row.payload, eventDocs?.get(name)?.fields?.get('payload') ?? {}),
      example: row.sample,
    })),
  };
}
