/** Checks a gateway against the documented RPC. */
import { methodNames, type RpcMethod } from '../../protocol/index.js';
import { checkInvalidParams, checkJsonRpc } from './call-checks.js';
import type { Cleanup } from './cleanup.js';
import { checkDecisions } from './decision-checks.js';
import { checkPing, checkSubprotocol, checkWrongToken } from './handshake-checks.js';
import { checkOrigins } from './origin-checks.js';
import { checkPages } from './page-checks.js';
import { checkIds, checkNull, checkReads, checkTimes, checkWaiting } from './read-checks.js';
import { CheckFailed, Report, type Row } from './report.js';
import { checkEvents, checkGap, checkKeepalive, checkResume, checkStream, checkStreamToken } from './stream-checks.js';
import type { Target } from './target.js';
import { checkRules, checkSecrets, checkTokens, eventMaker, type Writing } from './write-checks.js';

/** What is done. */
export interface CheckOptions {
  /** False: nothing is changed. */
  readonly write: boolean;
  /** Called with each row once it is known. */
  readonly onRow: (row: Row) => void;
  /** Knows what is still to be removed, for who is interrupted. */
  readonly cleanup: Cleanup;
}

/** Checks a gateway. @returns the rows. Never throws. */
export async function checkGateway(target: Target, { write, onRow, cleanup }: CheckOptions): Promise<Report> {
  const secrets = [target.token];
  const report = new Report(onRow, secrets);
  const rpc = await checkSubprotocol(report, target);
  await checkWrongToken(report, target);
  // Without a socket there is nothing to ask, and without a ping nobody to answer.
  const pong = rpc && (await checkPing(report, target, rpc));
  if (!rpc || !pong) {
    rpc?.close();
    return report;
  }

  const stream = await checkStream(report, target);
  await checkStreamToken(report, target);
  await checkJsonRpc(report, rpc);
  const answers = await checkReads(report, rpc, pong.methods);
  const withLimit = (['security.events', 'security.audit', 'approvals.history'] as const).find((m) => answers.raw[m]);
  await checkInvalidParams(report, rpc, withLimit);
  await checkNull(report, answers);
  await checkTimes(report, answers);
  await checkIds(report, answers);
  await checkWaiting(report, rpc, answers);
  await checkPages(report, rpc, answers);
  await checkOrigins(report, target);

  let changes: (() => Promise<string>) | undefined;
  if (write) {
    const offers = (method: RpcMethod) => (pong.methods ?? methodNames).includes(method);
    const writing: Writing = { report, target, rpc, cleanup, secrets, offers };
    await checkTokens(writing);
    await checkSecrets(writing);
    await checkRules(writing);
    await checkDecisions(writing, stream);
    if (pong.scopes?.includes('admin')) changes = eventMaker(writing);
  }
  if (stream) {
    await checkKeepalive(report, target, stream);
    await checkEvents(report, stream);
    await checkResume(report, target, stream, changes);
    await checkGap(report, target);
    stream.close();
  }
  if (write)
    await report.row('clean-up', async () => {
      const left = await cleanup.run();
      if (left.length > 0) throw new CheckFailed(`Could not be removed: ${left.join(', ')}. Remove it by hand.`);
      return 'everything that was made is gone';
    });
  rpc.close();
  return report;
}
