import * as z from 'zod/mini';
import { describeIssues, GatewayError, RpcResponse } from '../protocol/index.js';
import type { DiagnosticsLog } from './diagnostics.js';
import type { PendingCalls } from './pending-calls.js';

/** The name under which messages are counted that belong to no call and no event. */
export const frameName = '(frame)';

/** Reads one message of the socket and ends the call that it answers. What cannot be read is counted. */
export function readAnswer(data: unknown, calls: PendingCalls, diagnostics: DiagnosticsLog): void {
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
  const notification = z.safeParse(Notification, message);
  if (notification.success && notification.data.id === undefined) {
    diagnostics.unknownEvent(notification.data.method);
    return;
  }
  const parsed = z.safeParse(RpcResponse, message);
  if (!parsed.success) {
    refuse(message, describeIssues(parsed.error).join('; '), calls, diagnostics);
    return;
  }
  const { id, error } = parsed.data;
  if (!calls.knows(id)) {
    const issue = error ? `error ${error.code} for no call: ${error.message}` : 'answers no call';
    diagnostics.unreadable(frameName, issue);
    return;
  }
  if (error) {
    const { code, message: text, data: detail } = error;
    calls.reject(id, (method) => GatewayError.fromWire({ code, message: text, data: detail }, method));
    return;
  }
  if (!Object.hasOwn(parsed.data, 'result')) {
    refuse(message, 'neither result nor error', calls, diagnostics);
    return;
  }
  calls.resolve(id, parsed.data.result);
}

const Notification = z.looseObject({ method: z.string(), id: z.optional(z.unknown()) });
const WithId = z.looseObject({ id: z.number() });

/** Counts an answer that is none, and fails its call now rather than at the timeout. */
function refuse(message: unknown, issue: string, calls: PendingCalls, diagnostics: DiagnosticsLog): void {
  diagnostics.unreadable(frameName, issue);
  const withId = z.safeParse(WithId, message);
  if (!withId.success) return;
  calls.reject(
    withId.data.id,
    (method) =>
      new GatewayError('invalid-response', `The gateway's answer to ${method} cannot be read: ${issue}`, { method }),
  );
}
