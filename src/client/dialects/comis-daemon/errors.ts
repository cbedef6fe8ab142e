import { GatewayError, type GatewayErrorKind, rpcErrorCodes } from '../../../protocol/index.js';
import type { WireError } from '../dialect.js';

/** The daemon's code for a connection over the message limit; such an answer has no id. */
const tooManyMessages = -32000;
/** The daemon's code for any error of a handler; only the message says which. */
const handlerFailed = 0;

const tryAgainIn = /Try again in (\d+) seconds?/;
/** Patterns of the handlers' messages, tried in order (1.0.34); others become `server`. */
const said: readonly (readonly [RegExp, GatewayErrorKind])[] = [
  [/rate limit exceeded/i, 'rate-limited'],
  [/is immutable and cannot be modified/, 'immutable'],
  [/not found/i, 'not-found'],
  [/^Missing (or empty )?required parameter|validation failed|^Unknown config section/i, 'invalid-params'],
];

/** Creates the error for an answer of the daemon, with its message unchanged. */
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
