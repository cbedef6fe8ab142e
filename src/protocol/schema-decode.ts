/** Decodes values by a schema. The client uses generated shapes instead, which need no zod. */
import * as z from 'zod/mini';
import { type Decoded, decodeShape } from './decode-shape.js';
import { JsonObject } from './domain.js';
import { describeIssues } from './issues.js';
import {
  any,
  either,
  exactly,
  flag,
  json,
  list,
  number,
  object,
  optional,
  record,
  type Shape,
  text,
} from './shapes.js';

/**
 * Decodes a value by its schema.
 *
 * @param path - its location, for {@link Unreadable.path}.
 * @returns the value including unknown fields; copied only where entries were removed.
 */
export function decode<S extends z.core.$ZodType>(schema: S, value: unknown, path: string): Decoded<z.infer<S>> {
  return decodeShape<z.infer<S>>(shapeOf(schema), value, path);
}

/** Converts a schema to a shape; schemas without a counterpart are called by the shape. */
export function shapeOf(schema: z.core.$ZodType): Shape {
  // zod's discriminant of schemas; `in` does not narrow them.
  const { def } = schema._zod as { readonly def: z.core.$ZodTypes['_zod']['def'] };
  if (schema === JsonObject) return json;
  if (def.type === 'optional') return optional(shapeOf(def.innerType));
  if (def.type === 'array' && !def.checks?.length) return list(shapeOf(def.element));
  if (def.type === 'union') return either(...def.options.map(shapeOf));
  if (def.type === 'boolean') return flag;
  if (def.type === 'unknown') return any;
  if (def.type === 'null') return exactly(null);
  if (def.type === 'string' && !def.checks?.length) return text;
  if (def.type === 'literal' && def.values.length === 1) return exactly(def.values[0]);
  if (def.type === 'record' && !def.checks?.length) return record(shapeOf(def.valueType));
  if (def.type === 'number') return numberShape(def.checks ?? []) ?? asking(schema);
  if (def.type !== 'object' || def.checks?.length) return asking(schema);
  const fields = Object.entries(def.shape).map(([key, field]): [string, Shape] => [key, shapeOf(field)]);
  return object(Object.fromEntries(fields));
}

function numberShape(checks: readonly z.core.$ZodCheck[]): Shape | undefined {
  let [min, max]: [number?, number?] = [];
  for (const { _zod } of checks) {
    const { check, value, inclusive } = _zod.def as { check: string; value?: unknown; inclusive?: boolean };
    if (typeof value !== 'number' || inclusive !== true) return undefined;
    if (check === 'greater_than') min = value;
    else if (check === 'less_than') max = value;
    else return undefined;
  }
  return number(min, max);
}

function asking(schema: z.core.$ZodType): Shape {
  return {
    kind: 'schema',
    issues: (value) => {
      const parsed = z.safeParse(schema, value);
      return parsed.success ? [] : describeIssues(parsed.error, value);
    },
  };
}
