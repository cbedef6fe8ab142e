import {
  decodeResult,
  GatewayError,
  isJsonObject,
  readRpcResponse,
  type ResultOf,
  type RpcMethod,
} from '../../protocol/index.js';
import type { DiagnosticsLog } from '../diagnostics.js';
import type { Dialect, WireError } from '../dialects/index.js';
import type { PendingCalls } from './pending-calls.js';

/** The name in the diagnostics for messages that belong to no call and no event. */
export const frameName = '(frame)';

/** The consumer of a socket's messages. */
export interface AnswerSink {
  readonly calls: PendingCalls;
  readonly diagnostics: DiagnosticsLog;
  readonly dialect: Pick<Dialect, 'error' | 'heartbeats'>;
  /** An error without an id: one of the pending calls will never be answered. */
  readonly onUnaddressed: (error: WireError) => void;
  /** A heartbeat. @param at - the gateway's time (epoch ms), if the heartbeat contains it. */
  readonly onHeartbeat: (at: number | undefined) => void;
}

/** Reads one message of the socket and settles the call that it answers. Unreadable messages are counted. */
export function readAnswer(
  data: unknown,
  { calls, diagnostics, dialect, onUnaddressed, onHeartbeat }: AnswerSink,
): void {
  if (typeof data !== 'string') {
    diagnostics.unreadable(frameName, 'not text');
    return;
  }
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    // Not the parser's message, which quotes the input.
    diagnostics.unreadable(frameName, 'not JSON');
    return;
  }
  if (isNotification(message)) {
    const { method, params } = message;
    const timeIn = dialect.heartbeats?.[method];
    if (timeIn) onHeartbeat(timeIn(params));
    else diagnostics.unknownEvent(method);
    return;
  }
  const read = readRpcResponse(message);
  if ('issues' in read) {
    refuse(message, read.issues.join('; '), calls, diagnostics);
    return;
  }
  const { response } = read;
  const { id, error } = response;
  if (!calls.knows(id)) {
    const issue = error ? `error ${error.code} for no call: ${error.message}` : 'answers no call';
    diagnostics.unreadable(frameName, issue);
    if (error && id === null) onUnaddressed(error);
    return;
  }
  if (error) {
    calls.reject(id, (method) => dialect.error(error, method));
    return;
  }
  if (!Object.hasOwn(response, 'result')) {
    refuse(message, 'neither result nor error', calls, diagnostics);
    return;
  }
  calls.resolve(id, response.result);
}

function isNotification(message: unknown): message is { readonly method: string; readonly params?: unknown } {
  return isJsonObject(message) && typeof message['method'] === 'string' && message['id'] === undefined;
}

/** Counts an invalid answer, and fails its call now rather than at the timeout. */
function refuse(message: unknown, issue: string, calls: PendingCalls, diagnostics: DiagnosticsLog): void {
  diagnostics.unreadable(frameName, issue);
  const id = isJsonObject(message) ? message['id'] : undefined;
  if (typeof id !== 'number') return;
  calls.reject(
    id,
    (method) =>
      new GatewayError('invalid-response', `The gateway's answer to ${method} cannot be read: ${issue}`, { method }),
  );
}

/**
 * Decodes the answer to a documented call, its lists entry by entry. Unreadable entries are counted.
 *
 * @throws {GatewayError} `invalid-response` when the whole answer is unreadable.
 */
export function checkedAnswer<M extends RpcMethod>(
  method: M,
  answer: unknown,
  diagnostics: DiagnosticsLog,
): ResultOf<M> {
  const decoded = decodeResult(method, answer);
  if (decoded.ok) {
    // Once per kind of issue: a list is read repeatedly.
    const issues = new Set(decoded.unreadable.map((each) => each.issues.join('; ')));
    for (const issue of issues) diagnostics.unreadable(method, issue);
    return decoded.value;
  }
  const issue = decoded.unreadable.issues.join('; ');
  diagnostics.unreadable(method, issue);
  throw new GatewayError('invalid-response', `The gateway's answer to ${method} cannot be read: ${issue}`, { method });
}
