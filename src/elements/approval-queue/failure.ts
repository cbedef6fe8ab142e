import type { GatewayError, GatewayErrorKind } from '../../protocol/index.js';
import { HostRefusal } from '../shared/before-event.js';
import { strings } from './approval-queue.strings.js';
import { requestStrings } from './request.strings.js';

/** After these nobody here knows whether the gateway carried the decision out. */
const unanswered: readonly GatewayErrorKind[] = ['timeout', 'disconnected', 'invalid-response', 'closed'];

/** It was taken back, or could not be sent any more, before anything was sent. The message is the reason, and may be empty. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/** Why a decision was not taken, in words. */
export function failureWords({ kind, message, cause, unsent }: GatewayError): string {
  if (cause instanceof HostRefusal) return strings.refused(cause.message);
  if (cause instanceof NotSent) return requestStrings.notSent(cause.message);
  if (kind === 'stale') return strings.stale;
  return unanswered.includes(kind) && !unsent ? strings.unanswered(message) : strings.failed(message);
}
