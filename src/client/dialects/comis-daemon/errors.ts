import { GatewayError, type GatewayErrorKind, rpcErrorCodes } from '../../../protocol/index.js';
import type { WireError } from '../dialect.js';

/** The daemon's code for a connection that sends too much; its answer carries no id. */
const tooManyMessages = -32000;
/** The daemon answers whatever its handlers throw with this code, and says what it was in words only. */
const handlerFailed = 0;

const tryAgainIn = /Try again in (\d+) seconds?/;
/** What handlers say, in the order in which it is tried (1.0.34; a later version may say it otherwise: then `server`). */
const said: readonly (readonly [RegExp, GatewayErrorKind])[] = [
  [/rate limit exceeded/i, 'rate-limited'],
  [/is immutable and cannot be modified/, 'immutable'],
  [/not found/i, 'not-found'],
  [/^Missing (or empty )?required parameter|validation failed|^Unknown config section/i, 'invalid-params'],
];

/** Makes the error that an answer of the daemon stands for. Its words stay as they are. */
export function daemonError({ code, message, data }: WireError, method: string | undefined): GatewayError {
  const about = { code, ...(method === undefined ? {} : { method }) };
  const make = (kind: GatewayErrorKind, detail: unknown = data) =>
    new GatewayError(kind, message, { ...about, ...(detail === undefined ? {} : { data: detail }) });
  if (code === rpcErrorCodes.methodNotFound) return make('not-offered');
  if (code === tooManyMessages) return make('rate-limited');
  if (code === rpcErrorCodes.internal && message.startsWith('Insufficient scope')) return make('not-allowed');
  if (code !== handlerFailed) return GatewayError.fromWire({ code, message, data }, method);
  const kind = said.find(([pattern]) => pattern.test(message))?.[1] ?? 'server';
  const seconds = tryAgainIn.exec(message)?.[1];
  return make(kind, kind === 'rate-limited' && seconds ? { retryAfterMs: Number(seconds) * 1000 } : undefined);
}
