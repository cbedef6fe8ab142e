/** The daemon's JSON-RPC: envelopes, batches and what it refuses before a method is looked at. */
import { isJson, type Json } from './json.js';
import type { Outcome } from './recording.js';

const maxMessage = 1_048_576;
const maxBatch = 50;

/** An answer on its way. */
export type Answer = Json;

const refusal = (code: number, message: string): Answer => ({ jsonrpc: '2.0', error: { code, message }, id: null });

/** What is said when a connection sends too much: nobody can know which call it was. */
export const tooMany = refusal(-32000, 'Message rate limit exceeded');
export const binaryRefused = refusal(-32700, 'Binary messages not supported');

/**
 * Answers one message.
 *
 * @param call - answers one call.
 * @returns undefined when nothing is sent back.
 */
export function answerText(
  text: string,
  call: (method: string, params: unknown) => Outcome,
): Answer | Answer[] | undefined {
  if (text.length > maxMessage)
    return refusal(-32600, `Message size ${text.length} bytes exceeds maximum of ${maxMessage}`);
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return refusal(-32700, 'Parse error');
  }
  if (message === null) return refusal(-32603, 'Internal error');
  if (!Array.isArray(message)) return answerOne(message, call);
  if (message.length > maxBatch) return refusal(-32600, `Batch size ${message.length} exceeds maximum of ${maxBatch}`);
  const answers: Answer[] = [];
  for (const one of message as unknown[]) {
    const answer = answerOne(one, call);
    if (answer) answers.push(answer);
  }
  return answers.length > 1 ? answers : answers[0];
}

function answerOne(request: unknown, call: (method: string, params: unknown) => Outcome): Answer | undefined {
  const id = isJson(request) ? request['id'] : undefined;
  if (!isJson(request) || request['jsonrpc'] !== '2.0' || !('method' in request))
    return { jsonrpc: '2.0', id: id ?? null, error: { code: -32600, message: 'Invalid Request' } };
  const outcome = call(String(request['method']), request['params']);
  return id === undefined ? undefined : { jsonrpc: '2.0', id, ...outcome };
}
