/** Pages of other origins: CORS for the stream, and Origin of the socket. */
import { requestStream } from './event-stream.js';
import { CheckSkipped, expect, type Report } from './report.js';
import { bearer, NotOpened, RpcSocket } from './rpc-socket.js';
import { streamUrl, type Target } from './target.js';

/** An origin that no page can have. */
const foreign = 'https://comis-check.invalid';
const headersNeeded = ['authorization', 'last-event-id'];

/** Checks both, a row each. */
export async function checkOrigins(report: Report, target: Target): Promise<void> {
  const origin = target.origin ?? foreign;
  const unknown = 'refuses pages of other origins; --origin ORIGIN checks the one of yours';

  await report.row('CORS preflight', async () => {
    const { response, abort } = await requestStream(target, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': headersNeeded.join(','),
      },
    });
    abort.abort();
    const { status, headers } = response;
    const allowed = headers.get('access-control-allow-origin');
    if (target.origin === undefined && allowed === null) throw new CheckSkipped(unknown);
    const where = `OPTIONS ${streamUrl(target)} with the Origin ${origin}`;
    expect(status >= 200 && status < 300, `${where} answers ${status}: a preflight has no token, and needs 204.`);
    expect(
      allowed === origin || allowed === '*',
      `${where} answers Access-Control-Allow-Origin: ${allowed ?? 'nothing'}.`,
    );
    const names = (headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/\s*,\s*/);
    // For `authorization` the wildcard does not count (Fetch, CORS-preflight fetch).
    const missing = headersNeeded.filter(
      (name) => !names.includes(name) && !(names.includes('*') && name !== 'authorization'),
    );
    expect(missing.length === 0, `${where}: Access-Control-Allow-Headers lacks ${missing.join(' and ')}.`);
    const { response: actual, abort: end } = await requestStream(target, {
      headers: { origin, authorization: `Bearer ${target.token}` },
    });
    end.abort();
    const actualOrigin = actual.headers.get('access-control-allow-origin');
    expect(
      actualOrigin === origin || actualOrigin === '*',
      `GET ${streamUrl(target)} with the Origin ${origin} answers Access-Control-Allow-Origin: ${actualOrigin ?? 'nothing'}, other than its preflight.`,
    );
    const isAnybody = target.origin === undefined;
    return `${isAnybody ? 'pages of any origin' : origin} may send ${headersNeeded.join(' and ')}`;
  });

  await report.row('Origin of the socket', async () => {
    try {
      const rpc = await RpcSocket.open(target, { protocols: ['comis.v1', bearer(target.token)], origin });
      rpc.close();
    } catch (error) {
      if (target.origin === undefined && error instanceof NotOpened && error.status === 403)
        throw new CheckSkipped(unknown);
      throw error;
    }
    return target.origin === undefined ? 'pages of any origin may open it' : `${origin} may open it`;
  });
}
