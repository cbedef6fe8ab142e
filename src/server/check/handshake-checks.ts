/** How a socket is opened, and what becomes of one without a token that is accepted. */
import { randomBytes } from 'node:crypto';
import { closeCodes, decodeResult, type ResultOf, timeTrouble } from '../../protocol/index.js';
import { CheckFailed, expect, type Report } from './report.js';
import { bearer, NotOpened, RpcSocket } from './rpc-socket.js';
import { seconds, socketUrl, type Target, within } from './target.js';

const version = 'comis.v1';

/** Opens the socket that the other checks use. @returns undefined when there is none. */
export async function checkSubprotocol(report: Report, target: Target): Promise<RpcSocket | undefined> {
  let opened: RpcSocket | undefined;
  await report.row('subprotocol', async () => {
    const own = bearer(target.token);
    // The library's client offers its own name first while it does not know who answers.
    for (const protocols of [
      ['comis.auto', version, own],
      [version, own],
    ]) {
      const rpc = await RpcSocket.open(target, { protocols });
      const { protocol } = rpc.socket;
      if (protocol === version) {
        opened?.close();
        opened = rpc;
        continue;
      }
      rpc.close();
      opened?.close();
      opened = undefined;
      const offered = protocols.map((each) => (each === own ? 'bearer.…' : each)).join(', ');
      const selected = protocol === '' ? 'none' : protocol === own ? 'the one with the token' : protocol;
      throw new CheckFailed(
        `${socketUrl(target)} selected ${selected} of the subprotocols ${offered}: it has to select ${version}.`,
      );
    }
    return `${version} is selected, also where others are offered before it`;
  });
  return opened;
}

/** A token that is not accepted gets nothing. */
export async function checkWrongToken(report: Report, target: Target): Promise<void> {
  await report.row('wrong token', async () => {
    const wrong = `wrong-${randomBytes(24).toString('base64url')}`;
    const ends = [
      await endOf(target, [version, bearer(wrong)], 'a wrong token'),
      await endOf(target, [version], 'no token'),
    ];
    return `refused by ${[...new Set(ends)].join(' and ')}`;
  });
}

async function endOf(target: Target, protocols: readonly string[], what: string): Promise<string> {
  let rpc: RpcSocket;
  try {
    rpc = await RpcSocket.open(target, { protocols });
  } catch (error) {
    if (error instanceof NotOpened && error.status === 401) return '401 at the upgrade';
    throw error;
  }
  try {
    // An error, or no answer, is as it should be: then the close code counts.
    const answered = rpc.call('system.ping').then(
      () => 'answered' as const,
      () => rpc.closed,
    );
    const { openMs } = target.limits;
    const first = await within(
      Promise.race([rpc.closed, answered]),
      openMs,
      () =>
        new CheckFailed(
          `A socket with ${what} stays open for more than ${seconds(openMs)}: it has to be closed with 4001.`,
        ),
    );
    expect(first !== 'answered', `A socket with ${what} gets an answer to system.ping: it has to be closed with 4001.`);
    expect(
      first === closeCodes.tokenRefused,
      `A socket with ${what} is closed with ${first}: 4001 says that the token is refused, anything else is tried again for ever.`,
    );
    return '4001';
  } finally {
    rpc.close();
  }
}

/** The answer to the first ping. */
export async function checkPing(
  report: Report,
  target: Target,
  rpc: RpcSocket,
): Promise<ResultOf<'system.ping'> | undefined> {
  let pong: ResultOf<'system.ping'> | undefined;
  await report.row('system.ping', async () => {
    const answer = await rpc.call('system.ping', {}, { timeoutMs: target.limits.pingMs });
    const decoded = decodeResult('system.ping', answer);
    if (!decoded.ok) throw new CheckFailed(`system.ping: ${decoded.unreadable.issues.join('; ')}.`);
    pong = decoded.value;
    const { ts, scopes, methods, name } = pong;
    const trouble = timeTrouble(ts);
    expect(
      trouble === undefined,
      `system.ping: \`ts\` is ${ts}, which is ${trouble ?? ''} and not epoch milliseconds.`,
    );
    const offBy = Math.abs(ts - Date.now());
    const facts = [
      scopes ? `scopes ${scopes.join(', ') || 'none'}` : 'scopes not reported',
      methods ? `${methods.length} methods` : 'methods not reported: each is tried',
      name === undefined ? 'name not reported' : `as ${name}`,
      ...(offBy > 5000 ? [`its clock differs from this machine's by ${seconds(offBy)}`] : []),
    ];
    return facts.join('; ');
  });
  return pong;
}
