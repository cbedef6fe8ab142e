/** Writes the tables of docs/protocol.md from those in src/protocol. */
import * as z from 'zod/mini';
import { gatewayEvents, methods } from '../src/protocol/index.js';

/** What every result may carry; said once in the document. */
const everywhere = new Set(['derived', 'notes']);

/** The fields of an object, as `{name, other?}`. */
function fieldsOf(schema: z.core.$ZodType, leftOut: ReadonlySet<string> = new Set()): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  const fields = Object.entries(properties)
    .filter(([field]) => !leftOut.has(field))
    .map(([field, property]) => {
      const words = typeof property === 'object' ? wordsOf(property) : '';
      return `${field}${required.includes(field) ? '' : '?'}${words}`;
    });
  return fields.length === 0 ? '' : `\`{${fields.join(', ')}}\``;
}

/** The words of an enum; with an ellipsis where others may come. */
function wordsOf({ enum: closed, examples: open }: z.core.JSONSchema.BaseSchema): string {
  if (closed) return `: ${closed.join('/')}`;
  return Array.isArray(open) ? `: ${open.join('/')}/…` : '';
}

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;

/** The methods: one row each. */
export function methodTable(): string {
  return [
    row('method', 'scope', 'params', 'result', 'what it does'),
    row('---', '---', '---', '---', '---'),
    ...Object.entries(methods).map(([name, { scope, params, result, summary }]) =>
      row(`\`${name}\``, scope, fieldsOf(params), fieldsOf(result, everywhere), summary),
    ),
  ].join('\n');
}

/** The events of the stream: one row each. */
export function eventTable(): string {
  return [
    row('event', 'when', 'payload'),
    row('---', '---', '---'),
    ...Object.entries(gatewayEvents).map(([name, { summary, payload }]) =>
      row(`\`${name}\``, summary, fieldsOf(payload)),
    ),
  ].join('\n');
}
