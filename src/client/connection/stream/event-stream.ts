import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { GatewayError } from '../../../protocol/index.js';
import { byteString } from '../bytes.js';
import { meaningOf, shownAddress, unreachable } from '../failure-cause.js';
import { refusalOf } from '../http.js';

/** The maximum length of a message, in UTF-16 code units: bounds memory. */
const maxMessageLength = 8 * 2 ** 20;

/** The request for a stream. */
export interface StreamRequest {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly token: string;
  /** The id of the last event received, after which the gateway resumes. */
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
  // Frees the connection; the body is not used.
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
  if (!response.ok) return refusalOf(response, `its event stream (${at})`, url);
  const message = `${at} answered with something else than an event stream: ${meaningOf(0)}.`;
  return new GatewayError('disconnected', message, { data: { status } });
}

/** The consumer of a stream. */
export interface StreamSink {
  /** Data arrived, possibly only a part of a message. */
  onArrival(): void;
  onMessage(message: EventSourceMessage): void;
  /** The reconnection delay requested by the gateway, in ms. */
  onRetry(ms: number): void;
}

/** A message longer than {@link maxMessageLength}: the stream cannot be read beyond it. */
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
      // Unknown fields are ignored (WHATWG HTML, server-sent events).
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
