import { decodeResult, GatewayError, type ResultOf, type RpcMethod } from '../../protocol/index.js';
import type { DiagnosticsLog } from '../diagnostics.js';

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
