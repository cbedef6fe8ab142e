/** JSON Schema, as far as openrpc.json uses it. A keyword that it does not know is an error, not a free pass. */

/** A schema as it stands in the document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Check = (value: unknown, argument: unknown, schema: JsonSchema, path: string) => string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: Number.isSafeInteger,
  boolean: (value) => typeof value === 'boolean',
};

const numeric =
  (fits: (value: number, bound: number) => boolean): Check =>
  (value, bound, _schema, path) =>
    typeof value === 'number' && !fits(value, Number(bound)) ? [`${path}: beyond ${String(bound)}`] : [];
const sized =
  (fits: (size: number, bound: number) => boolean): Check =>
  (value, bound, _schema, path) =>
    (typeof value === 'string' || Array.isArray(value)) && !fits(value.length, Number(bound))
      ? [`${path}: length beyond ${String(bound)}`]
      : [];

const keywords: Readonly<Record<string, Check>> = {
  type: (value, type, _schema, path) => {
    const names = Array.isArray(type) ? (type as string[]) : [String(type)];
    return names.some((name) => types[name]?.(value)) ? [] : [`${path}: not ${names.join(' or ')}`];
  },
  const: (value, expected, _schema, path) => (value === expected ? [] : [`${path}: not ${String(expected)}`]),
  enum: (value, choices, _schema, path) =>
    (choices as unknown[]).includes(value) ? [] : [`${path}: ${String(value)} is none of the choices`],
  anyOf: (value, schemas, _schema, path) =>
    (schemas as JsonSchema[]).some((each) => issuesOf(value, each, path).length === 0) ? [] : [`${path}: fits none`],
  required: (value, names, _schema, path) =>
    isObject(value)
      ? (names as string[]).filter((name) => !(name in value)).map((name) => `${path}.${name}: missing`)
      : [],
  properties: (value, properties, _schema, path) =>
    isObject(value)
      ? Object.entries(properties as Record<string, JsonSchema>).flatMap(([name, each]) =>
          name in value ? issuesOf(value[name], each, `${path}.${name}`) : [],
        )
      : [],
  additionalProperties: (value, each, { properties = {} }, path) =>
    isObject(value) && isObject(each)
      ? Object.keys(value)
          .filter((name) => !(name in (properties as object)))
          .flatMap((name) => issuesOf(value[name], each, `${path}.${name}`))
      : [],
  propertyNames: (value, each, _schema, path) =>
    isObject(value) ? Object.keys(value).flatMap((name) => issuesOf(name, each as JsonSchema, path)) : [],
  items: (value, each, _schema, path) =>
    Array.isArray(value) ? value.flatMap((item, i) => issuesOf(item, each as JsonSchema, `${path}.${i}`)) : [],
  pattern: (value, pattern, _schema, path) =>
    typeof value === 'string' && !new RegExp(String(pattern), 'u').test(value) ? [`${path}: does not match`] : [],
  minimum: numeric((value, bound) => value >= bound),
  maximum: numeric((value, bound) => value <= bound),
  exclusiveMinimum: numeric((value, bound) => value > bound),
  minLength: sized((size, bound) => size >= bound),
  maxLength: sized((size, bound) => size <= bound),
  minItems: sized((size, bound) => size >= bound),
  // Says what there is, and forbids nothing.
  examples: () => [],
  description: () => [],
};

/** What is wrong with a value, each as `path: what`; empty when nothing is. @throws on a keyword that is not known. */
export function issuesOf(value: unknown, schema: JsonSchema, path = '$'): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    const check = keywords[keyword];
    if (!check) throw new Error(`${path}: JSON Schema keyword ${keyword} is not known here`);
    return check(value, argument, schema, path);
  });
}
