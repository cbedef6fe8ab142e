/** JSON-RPC 2.0, and the errors that calls are answered with. */
import * as z from 'zod/mini';
import { RpcResponse, rpcErrorCodes } from '../../protocol/index.js';
import { expect, type Report } from './report.js';
import type { RpcSocket } from './rpc-socket.js';

/** Ids, errors, and calls side by side. */
export async function checkJsonRpc(report: Report, rpc: RpcSocket): Promise<void> {
  await report.row('JSON-RPC 2.0', async () => {
    // An answer is found by its id: a text stays one, and calls may be answered in any order.
    await Promise.all([rpc.call('system.ping', {}, { id: 'text' }), rpc.call('system.ping'), rpc.call('system.ping')]);
    const unknown = await rpc.refused('comis.check.noSuchMethod');
    expect(
      unknown.code === rpcErrorCodes.methodNotFound,
      `A method that does not exist is answered with ${unknown.code}, and not with -32601.`,
    );
    const answer = z.safeParse(RpcResponse, await rpc.mistake('{'));
    const code = answer.success ? answer.data.error?.code : undefined;
    expect(
      code === rpcErrorCodes.parseError,
      `A message that is not JSON is answered with ${code ?? 'no JSON-RPC error'}, and not with -32700 and the id null.`,
    );
    return 'ids come back as they were sent; -32601 and -32700 where they belong';
  });
}

/** Params that no schema allows. @param method one that is offered. */
export async function checkInvalidParams(report: Report, rpc: RpcSocket, method: string | undefined): Promise<void> {
  await report.row('invalid params', async () => {
    const [name, params] =
      method === undefined
        ? (['approvals.respond', { approvalId: 'comis-check-none', decision: 'maybe' }] as const)
        : ([method, { limit: 0 }] as const);
    const { code, data } = await rpc.refused(name, params);
    expect(
      code === rpcErrorCodes.invalidParams,
      `${name} with ${JSON.stringify(params)} is answered with ${code}, and not with -32602.`,
    );
    const { issues } = data;
    if (issues === undefined) return '-32602, without `data.issues`, which would say what is wrong';
    expect(
      Array.isArray(issues) && issues.every((issue) => typeof issue === 'string'),
      `${name}: \`data.issues\` of -32602 has to be a list of sentences.`,
    );
    return '-32602, with a sentence for each issue';
  });
}
