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

/** The name under which messages are counted that belong to no call and no event. */
export const frameName = '(frame)';

/** Who takes in what a socket brings. */
export interface AnswerSink {
  readonly calls: PendingCalls;
  readonly diagnostics: DiagnosticsLog;
  readonly dialect: Pick<Dialect, 'error' | 'heartbeats'>;
  /** An error that says not which call it answers: one of those that wait will never be answered. */
  readonly onUnaddressed: (error: WireError) => void;
  /** A sign of life. @param at - what the gateway's clock says, epoch ms, where the sign tells. */
  readonly onHeartbeat: (at: number | undefined) => void;
}

/** Reads one message of the socket and ends the call that it answers. What cannot be read is counted. */
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
    // Not the parser's own words: they quote the message.
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

/** Counts an answer that is none, and fails its call now rather than at the timeout. */
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
 * Reads what a documented call was answered with, its lists item by item. What cannot be read is counted.
 *
 * @throws {GatewayError} `invalid-response` when it cannot be read at all.
 */
export function checkedAnswer<M extends RpcMethod>(
  method: M,
  answer: unknown,
  diagnostics: DiagnosticsLog,
): ResultOf<M> {
  const decoded = decodeResult(method, answer);
  if (decoded.ok) {
    // Once for all that is wrong in the same way: a list is read again and again.
    const issues = new Set(decoded.unreadable.map((each) => each.issues.join('; ')));
    for (const issue of issues) diagnostics.unreadable(method, issue);
    return decoded.value;
  }
  const issue = decoded.unreadable.issues.join('; ');
  diagnostics.unreadable(method, issue);
  throw new GatewayError('invalid-response', `The gateway's answer to ${method} cannot be read: ${issue}`, { method });
}
