/** Writes the documented RPC as an OpenRPC document, from the tables in src/protocol. */
import * as z from 'zod/mini';
import { gatewayEvents, methods, rpcErrorCodes } from '../src/protocol/index.js';

/** What each error code means, and what its `data` holds. */
const errorMeanings: Record<keyof typeof rpcErrorCodes, string> = {
  parseError: 'Not JSON.',
  invalidRequest: 'Not a JSON-RPC 2.0 request.',
  methodNotFound: 'Not offered.',
  invalidParams: 'Invalid params; data.issues says which.',
  internal: 'The gateway failed.',
  notAllowed: 'Not allowed; data.required is the scope that is missing.',
  notFound: 'Not found.',
  alreadyResolved: 'Already resolved; data.decision is the decision.',
  immutable: 'Immutable; data.path is the part of the configuration that cannot be changed.',
  stale: 'Stale: the digest or the base revision no longer matches; data.current is what is so now.',
  rateLimited: 'Rate limited; data.retryAfterMs says how long to wait.',
};

const schemaOf = (schema: z.core.$ZodType): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return rest;
};

/** The params of a call by name, as OpenRPC lists them: one content descriptor each. */
function paramsOf(schema: z.core.$ZodType) {
  const { properties, required } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return Object.entries(properties ?? {}).map(([name, property]) => ({
    name,
    ...(required?.includes(name) ? { required: true } : {}),
    schema: property,
  }));
}

/** The document. The same tables give the same text. */
export function openrpc(version: string) {
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
      params: paramsOf(row.params),
      result: { name: 'result', schema: schemaOf(row.result) },
      errors: Object.keys(rpcErrorCodes)
        .filter((error) => error !== 'parseError' && error !== 'invalidRequest')
        .map((error) => ({ $ref: `#/components/errors/${error}` })),
      examples: [
        { name: 'sample', params: Object.entries<unknown>(row.sample).map(([name, value]) => ({ name, value })) },
      ],
      'x-scope': row.scope,
    })),
    components: {
      errors: Object.fromEntries(
        Object.entries(rpcErrorCodes).map(([error, code]) => [
          error,
          { code, message: errorMeanings[error as keyof typeof rpcErrorCodes] },
        ]),
      ),
    },
    'x-events': Object.entries(gatewayEvents).map(([name, row]) => ({
      name,
      summary: row.summary,
      payload: schemaOf(row.payload),
      example: row.sample,
    })),
  };
}
