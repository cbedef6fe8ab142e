/** Reads what a request carries. */
import type { IncomingMessage } from 'node:http';
import { fieldNestedTooDeep, maxNesting } from '../../../src/testing/gateway/nesting.js';

/** Room for about 100 000 events in one request. */
const maxBodyBytes = 32 * 2 ** 20;

/** A request that cannot be understood, with the HTTP status that says so. */
export class BadRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly issues: readonly string[] = [message],
  ) {
    super(message);
  }
}

/** Reads a JSON body; `{}` when there is none. @throws BadRequest (400 not JSON, 413 too long). */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new BadRequest(413, `The body is longer than ${maxBodyBytes} bytes.`);
    chunks.push(chunk);
  }
  if (length === 0) return {};
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest(400, 'The body is not JSON.');
  }
  const deep = fieldNestedTooDeep(body);
  if (deep !== undefined) throw new BadRequest(400, `${deep} is nested deeper than ${maxNesting} levels.`);
  return body;
}
