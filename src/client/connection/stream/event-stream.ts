import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { GatewayError } from '../../../protocol/index.js';
import { byteString } from '../bytes.js';
import { meaningOf, shownAddress, unreachable } from '../failure-cause.js';
import { refusalOf } from '../http.js';

/** The longest message that is taken, in UTF-16 code units: what one broken line may cost in memory. */
const maxMessageLength = 8 * 2 ** 20;

/** What opens a stream. */
export interface StreamRequest {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly token: string;
  /** The id of the last event that was seen, after which the gateway is to go on. */
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Opens the event stream, the token in a header.
 *
 * @throws {GatewayError} `token-refused` (401), `not-allowed` (403), `rate-limited` (429), `disconnected` (anything else).
 */
export async function openEventStream(request: StreamRequest): Promise<ReadableStream<Uint8Array>> {
  const { fetch, url, token, lastEventId, signal } = request;
  const headers: Record<string, string> = {
    Accept: 'text/event-stream',
    Authorization: `Bearer ${byteString(token)}`,
    ...(lastEventId === undefined ? {} : { 'Last-Event-ID': byteString(lastEventId) }),
  };
  let response: Response;
  try {
    response = await fetch(url, { headers, signal, cache: 'no-store' });
  } catch (cause) {
    throw unreachable(url, cause);
  }
  const body = response.body;
  const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (response.ok && body && type === 'text/event-stream') return body;
  // Frees the connection; what it says is of no use.
  body?.cancel().catch(() => undefined);
  throw refusal(response, url);
}

function refusal(response: Response, url: string): GatewayError {
  const { status } = response;
  const at = shownAddress(url);
  if (response.status === 403) {
    const data = { required: 'ws', status };
    const message =
      `${at} answered with HTTP 403: usually the token lacks the scope "ws", which the live stream needs; else a proxy ` +
      'does not let this page in.';
    return new GatewayError('not-allowed', message, { data });
  }
  if (!response.ok) return refusalOf(response, `its event stream (${at})`);
  const message = `${at} answered with something else than an event stream: ${meaningOf(0)}.`;
  return new GatewayError('disconnected', message, { data: { status } });
}

/** Who takes in what a stream brings. */
export interface StreamSink {
  /** Something arrived, if only a part of a message. */
  onArrival(): void;
  onMessage(message: EventSourceMessage): void;
  /** The gateway wishes that its clients wait this long before they come back, in ms. */
  onRetry(ms: number): void;
}

/** A message that is longer than any can be: the stream cannot be read beyond it. */
export class MessageTooLong extends Error {}

/**
 * Reads a stream to its end.
 *
 * @throws {MessageTooLong} and whatever the stream fails with.
 */
export async function readEventStream(body: ReadableStream<Uint8Array>, sink: StreamSink): Promise<void> {
  const parser = createParser({
    maxBufferSize: maxMessageLength,
    onEvent: (message) => sink.onMessage(message),
    onRetry: (ms) => sink.onRetry(ms),
    onError: ({ type }) => {
      // Unknown fields are to be ignored (WHATWG HTML, server-sent events).
      if (type === 'max-buffer-size-exceeded') throw new MessageTooLong();
    },
  });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      sink.onArrival();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
