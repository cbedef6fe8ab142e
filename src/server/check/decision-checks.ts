/** Decisions, on a request that was made for it: agents ask by ways of the gateway's own. */
import { type ApprovalRequest, digestOf, isDecision, rpcErrorCodes } from '../../protocol/index.js';
import type { EventStream } from './event-stream.js';
import { CheckSkipped, expect } from './report.js';
import { shown } from './printable.js';
import { result, type Writing } from './write-checks.js';

/** Requests for this action are made for the check. */
export const checkAction = 'comis.check';

/** Decides a request with the action `comis.check`, if one waits: first wrongly, then as it should be. */
export async function checkDecisions(writing: Writing, stream: EventStream | undefined): Promise<void> {
  const { report, rpc, target } = writing;
  let request: ApprovalRequest | undefined;

  const isRefused = await report.row('digest vectors', async () => {
    const { requests } = await result(rpc, 'approvals.list', {});
    const own = requests.filter(({ action }) => action === checkAction);
    [request] = own;
    if (!request)
      throw new CheckSkipped(
        `no request with the action ${checkAction} waits: have an agent ask for it, best with the params of docs/gateway-authors.md`,
      );
    for (const each of own) {
      const { approvalId } = each;
      const digest = digestOf(each);
      const wrong = '0'.repeat(64);
      const error = await rpc.refused('approvals.respond', { approvalId, decision: 'approve', digest: wrong });
      expect(
        error.code === rpcErrorCodes.stale,
        `approvals.respond with a wrong digest is answered with ${error.code}, and not with -32005.`,
      );
      expect(
        error.data['current'] === digest,
        `approvals.respond: the gateway's digest of ${approvalId} (\`data.current\`) is ${shown(error.data['current'])}, and ${digest} was expected.`,
      );
    }
    const none = await rpc.refused('approvals.respond', { approvalId: request.approvalId, decision: 'approve' });
    expect(
      none.code === rpcErrorCodes.invalidParams,
      `approvals.respond approves with ${none.code} where the digest is missing, and not with -32602.`,
    );
    return `the same for ${own.length === 1 ? 'one request' : `${own.length} requests`}; a wrong one is refused`;
  });

  await report.row('approvals.respond', async () => {
    if (!request || !isRefused) throw new CheckSkipped('the digests have to be right first');
    const { approvalId } = request;
    const params = {
      approvalId,
      decision: 'deny',
      digest: digestOf(request),
      comment: 'comis-security-elements check',
    };
    const answer = await result(rpc, 'approvals.respond', params);
    expect(
      answer.outcome === 'denied' && answer.approvalId === approvalId,
      `approvals.respond: the outcome of a denial is ${answer.outcome}, for ${answer.approvalId}.`,
    );
    const second = await rpc.refused('approvals.respond', params);
    expect(
      second.code === rpcErrorCodes.alreadyResolved,
      `approvals.respond for a request that was decided is answered with ${second.code}, and not with -32003.`,
    );
    expect(isDecision(second.data['decision']), 'approvals.respond: `data.decision` of -32003 is no Decision.');
    const unknown = await rpc.refused('approvals.respond', { ...params, approvalId: 'comis-check-none' });
    expect(
      unknown.code === rpcErrorCodes.notFound,
      `approvals.respond for a request that does not exist is answered with ${unknown.code}, and not with -32002.`,
    );
    const { requests } = await result(rpc, 'approvals.list', {});
    expect(
      requests.every((each) => each.approvalId !== approvalId),
      'approvals.list still has a request that was decided.',
    );
    return 'denied; a second decision is answered with the first';
  });

  await report.row('approval:resolved', async () => {
    if (!request || !isRefused) throw new CheckSkipped('nothing was decided');
    if (!stream) throw new CheckSkipped('there is no stream');
    const { approvalId } = request;
    const found = await stream.next(
      ({ name, data }) => name === 'approval:resolved' && data.includes(approvalId),
      target.limits.eventMs,
    );
    expect(found !== undefined, 'The stream has no approval:resolved for the decision: other pages go on showing it.');
    return 'sent to whoever listens';
  });
}
