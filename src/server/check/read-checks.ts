/** The results of the methods that read: their schemas, times and ids. */
import * as z from 'zod/mini';
import {
  decodeResult,
  decodeSecuritySection,
  hasDigest,
  hasPassed,
  latestTimestamp,
  methods as methodTable,
  type ResultOf,
  rpcErrorCodes,
  type RpcMethod,
  SecuritySection,
  timeTrouble,
} from '../../protocol/index.js';
import { CheckFailed, CheckSkipped, expect, type Report } from './report.js';
import { shown } from './printable.js';
import { RpcError, type RpcSocket } from './rpc-socket.js';
import { seconds } from './target.js';

/** Methods that change nothing. */
export const readMethods = [
  'approvals.list',
  'approvals.history',
  'security.events',
  'security.audit',
  'config.read',
  'security.providerHealth',
  'security.permissions',
  'tokens.list',
  'secrets.list',
] as const satisfies readonly RpcMethod[];

/** A method that changes nothing. */
export type ReadMethod = (typeof readMethods)[number];

/** The results that are as their schemas say. */
export type Results = { readonly [M in ReadMethod]?: ResultOf<M> };

/** Of what the results consist, as they came. */
export interface Answers {
  /** Before anything was checked. */
  readonly raw: Partial<Record<ReadMethod, unknown>>;
  readonly results: Results;
}

/** What is called so that a page has something to show. */
const paramsOf: Partial<Record<ReadMethod, object>> = {
  'approvals.history': { limit: 100 },
  'security.events': { limit: 100 },
  'security.audit': { limit: 100 },
  'config.read': { section: 'security' },
};

/** Calls every method that reads, a row each. @param offered what `system.ping` lists; undefined when it lists nothing. */
export async function checkReads(
  report: Report,
  rpc: RpcSocket,
  offered: readonly string[] | undefined,
): Promise<Answers> {
  const raw: Partial<Record<ReadMethod, unknown>> = {};
  const results: Partial<Record<ReadMethod, unknown>> = {};
  for (const method of readMethods) {
    await report.row(method, async () => {
      if (offered && !offered.includes(method))
        throw new CheckSkipped('not offered: `methods` of system.ping lacks it');
      raw[method] = await readOf(rpc, method, offered !== undefined);
      const decoded = decodeResult(method, raw[method]);
      if (!decoded.ok) throw new CheckFailed(`${method}: ${decoded.unreadable.issues.join('; ')}.`);
      failUnreadable(method, decoded.unreadable);
      results[method] = decoded.value;
      if (method === 'config.read') return policyOf(decoded.value as ResultOf<'config.read'>);
      return contentsOf(decoded.value);
    });
  }
  return { raw, results: results as Results };
}

async function readOf(rpc: RpcSocket, method: ReadMethod, isListed: boolean): Promise<unknown> {
  try {
    return await rpc.call(method, paramsOf[method]);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    if (error.code === rpcErrorCodes.methodNotFound && !isListed) throw new CheckSkipped('not offered: -32601');
    if (error.code !== rpcErrorCodes.notAllowed) throw error;
    const { scope } = methodTable[method];
    const { required } = error.data;
    expect(
      required === scope,
      `${method} is answered with -32001, and \`data.required\` is ${shown(required)} instead of "${scope}".`,
    );
    throw new CheckSkipped(`not allowed: the token lacks the scope ${scope}`);
  }
}

interface Entry {
  readonly path: string;
  readonly issues: readonly string[];
}

function failUnreadable(method: string, unreadable: readonly Entry[]): void {
  const [first] = unreadable;
  if (!first) return;
  const more = unreadable.length > 1 ? ` (and ${unreadable.length - 1} more entries)` : '';
  throw new CheckFailed(`${method}: ${first.path}: ${first.issues.join('; ')}${more}.`);
}

function policyOf({ value }: ResultOf<'config.read'>): string {
  const decoded = decodeSecuritySection(value);
  if (!decoded.ok) throw new CheckFailed(`config.read: the section security: ${decoded.unreadable.issues.join('; ')}.`);
  failUnreadable('config.read', decoded.unreadable);
  const { remembered, brake } = decoded.value.approvalRules;
  return `the section security; ${remembered ? 'remembers rules' : 'remembers no rules'}; ${brake ? 'has a brake' : 'has no brake'}`;
}

/** How much there was to check, in words. */
function contentsOf(result: object): string {
  const lists = Object.entries(result).filter(([, value]) => Array.isArray(value)) as [string, unknown[]][];
  return (
    lists
      .filter(([name]) => name !== 'notes')
      .map(([name, list]) => `${list.length} ${name}`)
      .join(', ') || 'as its schema says'
  );
}

/** What stands for nothing. */
export async function checkNull(report: Report, { raw }: Answers): Promise<void> {
  await report.row('null', () => {
    const found: string[] = [];
    for (const [method, answer] of entriesOf(raw)) {
      visit(schemaOf(method), answer, method, (schema, value, path, required) => {
        if (value !== null) return;
        if (allowsAnything(schema)) return;
        expect(!required, `${path} is null, and it has to be there.`);
        found.push(path);
      });
    }
    return found.length === 0
      ? 'what is not known is absent'
      : `${found.length} fields are null, which counts as absent, such as ${found[0] ?? ''}`;
  });
}

/** Times are epoch milliseconds. */
export async function checkTimes(report: Report, { raw }: Answers): Promise<void> {
  await report.row('milliseconds', () => {
    let count = 0;
    for (const [method, answer] of entriesOf(raw)) {
      visit(schemaOf(method), answer, method, (schema, value, path) => {
        if (schema.maximum !== latestTimestamp || typeof value !== 'number') return;
        const trouble = timeTrouble(value);
        count++;
        expect(
          trouble === undefined,
          trouble === 'impossible'
            ? `${path} is ${value}, which is no time in epoch milliseconds; leave out what is not known.`
            : `${path} is ${value}: these are ${trouble ?? ''}, and milliseconds were expected.`,
        );
      });
    }
    if (count === 0) throw new CheckSkipped('no result holds a time');
    return `${count} times`;
  });
}

/** The lists whose entries are told apart by a field. */
const lists = [
  ['approvals.list', 'requests', 'approvalId'],
  ['approvals.history', 'decisions', 'approvalId'],
  ['security.events', 'events', 'id'],
  ['security.audit', 'entries', 'id'],
  ['tokens.list', 'tokens', 'id'],
  ['secrets.list', 'secrets', 'name'],
  ['security.providerHealth', 'providers', 'provider'],
  ['security.permissions', 'roles', 'id'],
  ['security.permissions', 'permissions', 'id'],
] as const;

/** Ids are texts that name one thing. */
export async function checkIds(report: Report, { results }: Answers): Promise<void> {
  await report.row('ids', () => {
    let count = 0;
    for (const [method, list, key] of lists) {
      const result = results[method] as Readonly<Record<string, readonly Record<string, unknown>[]>> | undefined;
      const seen = new Map<unknown, number>();
      for (const [index, item] of (result?.[list] ?? []).entries()) {
        const id = item[key];
        const path = `${method}: ${list}[${index}].${key}`;
        expect(id !== '', `${path} is empty.`);
        const before = seen.get(id);
        expect(before === undefined, `${path} is that of ${list}[${before ?? ''}] too: an id is used once.`);
        seen.set(id, index);
        count++;
      }
    }
    if (count === 0) throw new CheckSkipped('no list has an entry');
    return `${count} ids, each used once in its list`;
  });
}

/** The gateway's clock, and what waits by it. */
export async function checkWaiting(report: Report, rpc: RpcSocket, { results }: Answers): Promise<void> {
  const list = results['approvals.list'];
  await report.row('expired requests', async () => {
    if (!list) throw new CheckSkipped('approvals.list could not be read');
    const { ts } = (await rpc.call('system.ping')) as { ts: number };
    expect(
      Math.abs(ts - list.now) < 60_000,
      `\`now\` of approvals.list and \`ts\` of system.ping differ by ${seconds(Math.abs(ts - list.now))}: both are the gateway's clock.`,
    );
    expect(
      list.total >= list.requests.length,
      `approvals.list: \`total\` is ${list.total}, with ${list.requests.length} requests.`,
    );
    const late = list.requests.find(
      ({ createdAt, timeoutMs }) =>
        timeoutMs !== undefined && timeoutMs > 0 && hasPassed(createdAt + timeoutMs + 5000, list.now),
    );
    expect(
      late === undefined,
      `approvals.list: the request ${late?.approvalId ?? ''} has expired and is still listed: the gateway ends it and sends approval:resolved.`,
    );
    return `none of ${list.requests.length} waiting requests has expired`;
  });
  await report.row('digests', () => {
    if (!list) throw new CheckSkipped('approvals.list could not be read');
    const without = list.requests.find((request) => !hasDigest(request));
    expect(
      without === undefined,
      `approvals.list: the request ${without?.approvalId ?? ''} has no digest, as a text in it holds half of a surrogate pair: it can only be denied.`,
    );
    return `each of ${list.requests.length} waiting requests has one; --write compares them with the gateway's`;
  });
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

const allowsAnything = ({ type }: JsonSchema): boolean => type === undefined;

function schemaOf(method: ReadMethod): JsonSchema {
  const read = (schema: z.core.$ZodType): JsonSchema => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  const schema = read(methodTable[method].result);
  if (method !== 'config.read') return schema;
  return { ...schema, properties: { ...schema.properties, value: read(SecuritySection) } };
}

type Visitor = (schema: JsonSchema, value: unknown, path: string, required: boolean) => void;

/** Visits all values that a schema knows of. */
function visit(schema: JsonSchema, value: unknown, path: string, visitor: Visitor, required = true): void {
  visitor(schema, value, path, required);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (typeof items !== 'object' || Array.isArray(items)) return;
    for (const [index, item] of value.entries()) visit(items, item, `${path}[${index}]`, visitor);
  } else if (typeof value === 'object' && value !== null) {
    const parent = path.includes(': ') ? `${path}.` : `${path}: `;
    for (const [key, field] of Object.entries(schema.properties ?? {})) {
      const inner = (value as Record<string, unknown>)[key];
      if (typeof field !== 'object' || inner === undefined) continue;
      visit(field, inner, `${parent}${key}`, visitor, schema.required?.includes(key) ?? false);
    }
  }
}

function entriesOf(raw: Answers['raw']): [ReadMethod, unknown][] {
  return Object.entries(raw) as [ReadMethod, unknown][];
}
