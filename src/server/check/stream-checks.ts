/** The stream of live events, and who may read it. */
import { randomBytes } from 'node:crypto';
import { decodeEvent, isGatewayEventName, timeTrouble } from '../../protocol/index.js';
import { EventStream, requestStream, type StreamMessage } from './event-stream.js';
import { CheckFailed, CheckSkipped, expect, type Report } from './report.js';
import { seconds, streamUrl, type Target } from './target.js';

/** Opens the stream. @returns undefined when there is none. */
export async function checkStream(report: Report, target: Target): Promise<EventStream | undefined> {
  let stream: EventStream | undefined;
  await report.row('stream', async () => {
    const opened = await EventStream.open(target);
    const { status, headers } = opened.response;
    try {
      if (status === 403) throw new CheckSkipped('not allowed: the token lacks the scope ws');
      expect(status === 200, `${streamUrl(target)} answers ${status} to the token that the socket accepts.`);
      const type = headers.get('content-type') ?? 'no content type';
      expect(
        type.startsWith('text/event-stream'),
        `${streamUrl(target)} has the content type ${type}, and not text/event-stream.`,
      );
      const first = await opened.next(() => true, target.limits.eventMs);
      expect(
        first !== undefined,
        `${streamUrl(target)} sends nothing within ${seconds(target.limits.eventMs)}: the first \`ping\` shows that the stream flows.`,
      );
      const ping = await opened.next(({ name }) => name === 'ping', target.limits.eventMs);
      expect(ping !== undefined, `${streamUrl(target)} does not begin with an \`event: ping\`.`);
      stream = opened;
      return `open, with ${opened.lastId === '' ? 'no id yet' : 'the id of its position'}${clockOf(ping)}`;
    } catch (error) {
      opened.close();
      throw error;
    }
  });
  return stream;
}

function clockOf({ data }: StreamMessage): string {
  const value = parse(data);
  const ts = typeof value === 'object' && value !== null ? (value as { ts?: unknown }).ts : undefined;
  if (ts === undefined) return '; `ping` without `ts`: its delay is not known';
  expect(
    typeof ts === 'number' && timeTrouble(ts) === undefined,
    `\`ts\` of \`ping\` on the stream is ${JSON.stringify(ts)}, and epoch milliseconds were expected.`,
  );
  return '';
}

/** The stream needs a token. */
export async function checkStreamToken(report: Report, target: Target): Promise<void> {
  await report.row('stream without token', async () => {
    for (const [what, headers] of [
      ['without a token', {}],
      ['with a wrong token', { authorization: `Bearer wrong-${randomBytes(24).toString('base64url')}` }],
    ] as const) {
      const { response, abort } = await requestStream(target, { headers });
      abort.abort();
      expect(response.status === 401, `${streamUrl(target)} ${what} answers ${response.status}, and not 401.`);
    }
    return '401';
  });
}

/** Messages keep coming. Takes as long as the interval between two of them. */
export async function checkKeepalive(report: Report, target: Target, stream: EventStream): Promise<void> {
  await report.row('keepalive', async () => {
    const { keepaliveMs } = target.limits;
    const [first] = stream.messages;
    const isPing = ({ name, at }: StreamMessage) => name === 'ping' && at > (first?.at ?? 0);
    const next = await stream.next(isPing, keepaliveMs - (performance.now() - stream.openedAt));
    expect(!stream.isOver, `The stream ended by itself after ${seconds(performance.now() - stream.openedAt)}.`);
    expect(
      next !== undefined,
      `No \`ping\` came on the stream within ${seconds(keepaliveMs)}: one is sent every 15 s, also when nothing happens.`,
    );
    return `a \`ping\` after ${seconds(next.at - (first?.at ?? 0))}`;
  });
}

/** What came on the stream is as documented. */
export async function checkEvents(report: Report, { messages }: EventStream): Promise<void> {
  await report.row('events', () => {
    const names = new Set<string>();
    const ids = new Map<string, string>();
    for (const message of messages) {
      const { name, data, hasId, id } = message;
      if (name === 'ping' || !isGatewayEventName(name)) continue;
      const decoded = decodeEvent(name, parse(data));
      if (!decoded.ok) throw new CheckFailed(`${name} on the stream: ${decoded.issues.join('; ')}.`);
      expect(hasId && id !== '', `${name} on the stream has no \`id:\`: without one it cannot be resumed after it.`);
      const before = ids.get(id);
      expect(
        before === undefined,
        `${name} on the stream has the id of the ${before ?? ''} before it: an id is used once.`,
      );
      ids.set(id, name);
      names.add(name);
    }
    if (names.size === 0) throw new CheckSkipped('nothing happened meanwhile; --write makes events of its own');
    return `${ids.size}, as their schemas say: ${[...names].join(', ')}`;
  });
}

/** A reader that comes back goes on where it was. @param changes makes events; undefined where nothing may be changed. */
export async function checkResume(
  report: Report,
  target: Target,
  stream: EventStream,
  changes?: () => Promise<string>,
): Promise<void> {
  await report.row('resume', async () => {
    const id = stream.lastId;
    if (id === '') throw new CheckSkipped('no message of the stream had an id, as nothing happened meanwhile');
    stream.close();
    const expected = await changes?.();
    const again = await EventStream.open(target, { 'last-event-id': id });
    try {
      const { status } = again.response;
      expect(status === 200, `${streamUrl(target)} with Last-Event-ID answers ${status}.`);
      const first = await again.next(
        ({ name }) => name === (expected ?? 'ping') || name === 'stream:gap',
        target.limits.eventMs,
      );
      expect(
        first?.name !== 'stream:gap',
        'The stream begins with `stream:gap` for an id that it has just sent: it has to replay what came after it.',
      );
      expect(
        first !== undefined || expected === undefined,
        `The stream does not replay ${expected ?? ''}, which happened after the id of Last-Event-ID.`,
      );
      return expected === undefined
        ? 'goes on after the last id'
        : `replays ${expected}, which happened while nobody listened`;
    } finally {
      again.close();
    }
  });
}

/** A reader whose id is not known is told so. */
export async function checkGap(report: Report, target: Target): Promise<void> {
  await report.row('gap', async () => {
    const stream = await EventStream.open(target, { 'last-event-id': 'comis-check-unknown-id' });
    try {
      const isEvent = ({ name }: StreamMessage) => name !== 'ping';
      const first = await stream.next(isEvent, target.limits.eventMs);
      const why = 'the client would take the stream for complete';
      expect(
        first?.name === 'stream:gap',
        `The stream with an unknown Last-Event-ID begins with ${first?.name ?? 'nothing'} instead of \`stream:gap\`: ${why}.`,
      );
      expect(first.hasId, '`stream:gap` has no `id:`: a reader that drops right after it would get it again.');
      const decoded = decodeEvent('stream:gap', parse(first.data));
      if (!decoded.ok) throw new CheckFailed(`stream:gap: ${decoded.issues.join('; ')}.`);
      const { from, to } = decoded.payload;
      for (const [name, time] of Object.entries({ from, to }))
        expect(
          timeTrouble(time) === undefined,
          `stream:gap: \`${name}\` is ${time}, and epoch milliseconds were expected.`,
        );
      expect(from <= to, `stream:gap: \`from\` (${from}) is later than \`to\` (${to}).`);
      return 'an unknown id gets `stream:gap` first, with an id of its own';
    } finally {
      stream.close();
    }
  });
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new CheckFailed('A message of the stream holds data that is not JSON.');
  }
}
