/** Lists that are read page by page: their order, cursors, bounds and filters. */
import { decodeResult, rpcErrorCodes } from '../../protocol/index.js';
import { CheckFailed, CheckSkipped, expect, type Report } from './report.js';
import { RpcError, type RpcSocket } from './rpc-socket.js';
import type { Answers } from './read-checks.js';

const paged = [
  { method: 'security.events', list: 'events', id: 'id', time: 'timestamp', cursor: 'before' },
  { method: 'security.audit', list: 'entries', id: 'id', time: 'timestamp', cursor: 'cursor' },
  { method: 'approvals.history', list: 'decisions', id: 'approvalId', time: 'resolvedAt', cursor: 'cursor' },
] as const;
type Paged = (typeof paged)[number];
type Item = Readonly<Record<string, unknown>>;

/** Checks all of it, a row each. */
export async function checkPages(report: Report, rpc: RpcSocket, { results }: Answers): Promise<void> {
  const read = paged.flatMap((each) => {
    const result = results[each.method];
    return result ? [{ ...each, items: itemsOf(each, result) }] : [];
  });
  const some = () => {
    if (read.length === 0) throw new CheckSkipped('none of the lists could be read');
  };

  await report.row('newest first', () => {
    some();
    for (const { method, list, time, items } of read)
      for (const [index, item] of items.entries()) {
        const before = items[index - 1];
        expect(
          before === undefined || Number(before[time]) >= Number(item[time]),
          `${method}: ${list}[${index}] is newer than the one before it, by \`${time}\`.`,
        );
      }
    return read.map(({ method }) => method).join(', ');
  });

  await report.row('limits and cursors', async () => {
    some();
    const turned: string[] = [];
    for (const each of read) if (await turnsPages(rpc, each)) turned.push(each.method);
    if (turned.length === 0) throw new CheckSkipped('no list has two entries');
    return `${turned.join(', ')}: page by page, nothing twice; a foreign cursor is refused`;
  });

  await report.row('bounds', async () => {
    const bounded = read.filter(({ method, items }) => method !== 'security.events' && items.length > 0);
    if (bounded.length === 0) throw new CheckSkipped('there is no entry to look for');
    for (const each of bounded) {
      const [first] = each.items;
      const at = Number(first?.[each.time]);
      const found = await page(rpc, each, { from: at, to: at });
      expect(
        found.items.some((item) => item[each.id] === first?.[each.id]),
        `${each.method} with \`from\` and \`to\` of the time of its newest entry does not answer that entry: both bounds are inclusive.`,
      );
    }
    return '`from` and `to` are inclusive';
  });

  await report.row('search', async () => {
    const audit = read.find(({ method }) => method === 'security.audit');
    const [entry] = audit?.items ?? [];
    if (!audit || !entry) throw new CheckSkipped('the audit log has no entry to look for');
    const action = String(entry['action']);
    const found = await page(rpc, audit, { search: action.toUpperCase(), limit: 1000 });
    expect(
      found.items.some((item) => item['action'] === action),
      'security.audit does not find an action when it is searched in capitals: case does not count in `search`.',
    );
    const none = await page(rpc, audit, { action: `${action}-comis-check` });
    expect(
      none.items.length === 0,
      'security.audit with an `action` that does not exist answers entries: filters match whole values.',
    );
    return 'without regard to case; filters match whole values';
  });
}

/** @returns false where there are too few entries. */
async function turnsPages(rpc: RpcSocket, each: Paged & { items: readonly Item[] }): Promise<boolean> {
  const { method, list, id, cursor } = each;
  if (each.items.length < 2) return false;
  const first = await page(rpc, each, { limit: 1 });
  expect(first.items.length === 1, `${method} with \`limit: 1\` answers ${first.items.length} ${list}.`);
  expect(
    first.nextCursor !== undefined,
    `${method} with \`limit: 1\` answers no \`nextCursor\`, although there are ${each.items.length} ${list}.`,
  );
  const second = await page(rpc, each, { limit: 1, [cursor]: first.nextCursor });
  expect(
    second.items.length === 1 && second.items[0]?.[id] !== first.items[0]?.[id],
    `${method} with \`${cursor}\` of its first page answers ${second.items.length === 0 ? 'nothing' : 'the same entry again'}.`,
  );
  try {
    await page(rpc, each, { limit: 1, [cursor]: 'comis-check-no-cursor' });
  } catch (error) {
    if (error instanceof RpcError && error.code === rpcErrorCodes.invalidParams) return true;
    throw error;
  }
  throw new CheckFailed(
    `${method} takes a \`${cursor}\` that it never gave: -32602 keeps a page from showing the wrong entries.`,
  );
}

async function page(rpc: RpcSocket, each: Paged, params: object) {
  const decoded = decodeResult(each.method, await rpc.call(each.method, params));
  if (!decoded.ok) throw new CheckFailed(`${each.method}: ${decoded.unreadable.issues.join('; ')}.`);
  return { items: itemsOf(each, decoded.value), nextCursor: decoded.value.nextCursor };
}

function itemsOf({ list }: Paged, result: object): readonly Item[] {
  return (result as Readonly<Record<string, readonly Item[]>>)[list] ?? [];
}
