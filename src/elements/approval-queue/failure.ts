import type { GatewayError, GatewayErrorKind } from '../../protocol/index.js';
import { HostRefusal } from '../shared/before-event.js';
import { strings } from './approval-queue.strings.js';

/** After these nobody here knows whether the gateway carried the decision out. */
const unanswered: readonly GatewayErrorKind[] = ['timeout', 'disconnected', 'invalid-response', 'closed'];

/** Why a decision was not taken, in words. */
export function failureWords({ kind, message, cause, unsent }: GatewayError): string {
  if (cause instanceof HostRefusal) return strings.refused(cause.message);
  if (kind === 'stale') return strings.stale;
  return unanswered.includes(kind) && !unsent ? strings.unanswered(message) : strings.failed(message);
}
