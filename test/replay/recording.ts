/** The recorded files: their lines, the calls in them with their answers, and their sections. */
import { readFileSync } from 'node:fs';
import { field, isJson, type Json } from './json.js';
import { momentsIn } from './moments.js';

/** The recordings there are; each is a file in `test/fixtures/comis-1.0.34`. */
export const recordingNames = [
  'approvals',
  'auth',
  'config',
  'env',
  'errors',
  'events',
  'http-rate-limit',
  'methods',
  'tokens',
] as const;
export type RecordingName = (typeof recordingNames)[number];

/** One line of a file. */
export interface Line {
  /** Ms since the recording began, when the recording client noticed it: up to seconds after it happened. */
  readonly t: number;
  readonly dir: 'client' | 'server';
  readonly channel: 'ws' | 'sse' | 'http' | 'note';
  readonly conn?: string;
  readonly data: unknown;
}

/** What a call was answered with. */
export type Outcome = { readonly result: unknown } | { readonly error: WireError };

/** An error as it stands in an answer. */
export interface WireError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** A call with its answer. */
export interface RecordedCall {
  readonly method: string;
  readonly params: unknown;
  readonly outcome: Outcome;
  /** The index of the line with the answer. */
  readonly line: number;
}

/** A page that was asked for over HTTP, with its answer. */
export interface RecordedPage {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** An event of before. */
export interface Remembered {
  readonly event: string;
  readonly payload: unknown;
  /** Epoch ms. */
  readonly timestamp: number;
}

/** A note in the file: what follows belongs to it. */
export interface Section {
  readonly note: string;
  readonly line: number;
}

/** One file, read. */
export interface Recording {
  readonly name: RecordingName;
  readonly lines: readonly Line[];
  /** When it began, epoch ms. */
  readonly start: number;
  /** When the daemon had started, at the latest: nothing in the file is older. Epoch ms. */
  readonly bootedAt: number;
  readonly calls: readonly RecordedCall[];
  readonly pages: readonly RecordedPage[];
  /** What the daemon had in its ring of activity when the recording began. */
  readonly remembered: readonly Remembered[];
  readonly sections: readonly Section[];
  /** The indices of the lines at which the daemon went down. */
  readonly restarts: readonly number[];
}

const folder = new URL('../fixtures/comis-1.0.34/', import.meta.url);
const loaded = new Map<RecordingName, Recording>();

/** Reads a file, once. @throws when a line is not what the format says. */
export function recording(name: RecordingName): Recording {
  const known = loaded.get(name);
  if (known) return known;
  const text = readFileSync(new URL(`${name}.jsonl`, folder), 'utf8');
  const lines = text.trim().split('\n').map(lineOf);
  const start = startOf(lines);
  const pages = pagesIn(lines);
  const read = {
    name,
    lines,
    start,
    bootedAt: Math.min(start, ...lines.flatMap(({ data }) => momentsIn(data))),
    calls: callsIn(lines),
    pages,
    remembered: rememberedIn(pages, start),
    sections: lines.flatMap(({ channel, data }, line) =>
      channel === 'note' && typeof data === 'string' ? [{ note: data, line }] : [],
    ),
    restarts: restartsIn(lines),
  };
  loaded.set(name, read);
  return read;
}

function lineOf(text: string): Line {
  const line: unknown = JSON.parse(text);
  const [t, dir, channel] = [field(line, 't'), field(line, 'dir'), field(line, 'channel')];
  if (
    typeof t !== 'number' ||
    (dir !== 'client' && dir !== 'server') ||
    (channel !== 'ws' && channel !== 'sse' && channel !== 'http' && channel !== 'note')
  )
    throw new Error(`Not a line of a recording: ${text.slice(0, 100)}`);
  const conn = field(line, 'conn');
  return { t, dir, channel, data: field(line, 'data'), ...(typeof conn === 'string' && { conn }) };
}

/** No line says when a file began, but nothing is noticed before it happened: the tightest pair comes closest. */
function startOf(lines: readonly Line[]): number {
  let start = -Infinity;
  for (const { t, data } of lines) for (const moment of momentsIn(data)) start = Math.max(start, moment - t);
  if (start === -Infinity) throw new Error('A recording without any moment in it.');
  return start;
}

function callsIn(lines: readonly Line[]): RecordedCall[] {
  const asked = new Map<string, Json>();
  const calls: RecordedCall[] = [];
  lines.forEach(({ channel, dir, conn, data }, line) => {
    if (channel !== 'ws') return;
    for (const message of Array.isArray(data) ? (data as unknown[]) : [data]) {
      if (!isJson(message) || message['id'] === undefined || message['id'] === null) continue;
      const key = JSON.stringify([conn, message['id']]);
      const call = asked.get(key);
      if (dir === 'client') asked.set(key, message);
      else if (call && typeof call['method'] === 'string') {
        asked.delete(key);
        calls.push({ method: call['method'], params: call['params'], outcome: outcomeOf(message), line });
      }
    }
  });
  return calls;
}

/** Requests were made one after the other. */
function pagesIn(lines: readonly Line[]): RecordedPage[] {
  const http = lines.filter(({ channel }) => channel === 'http');
  return http.flatMap(({ dir, data }, index) => {
    const answer = http[index + 1]?.data;
    if (dir !== 'client' || !isJson(data) || !isJson(answer)) return [];
    const { pathname } = new URL(String(data['path']), 'http://replay');
    return [{ method: String(data['method']), path: pathname, status: Number(answer['status']), body: answer['body'] }];
  });
}

function rememberedIn(pages: readonly RecordedPage[], start: number): Remembered[] {
  const entries = pages.map(({ body }) => field(body, 'entries')).find((found) => Array.isArray(found)) ?? [];
  return (entries as Remembered[]).filter(({ timestamp }) => timestamp < start);
}

const outcomeOf = (answer: Json): Outcome =>
  'error' in answer ? { error: answer['error'] as WireError } : { result: answer['result'] };

/** Each connection sees the end by itself; it is one end until somebody connects again. */
function restartsIn(lines: readonly Line[]): number[] {
  const restarts: number[] = [];
  let down = false;
  lines.forEach(({ channel, dir, data }, line) => {
    if (channel !== 'ws') return;
    if (dir === 'client' && field(data, '$ws') === 'connect') down = false;
    if (dir === 'server' && field(data, '$ws') === 'close' && field(data, 'code') === 1001 && !down) {
      down = true;
      restarts.push(line);
    }
  });
  return restarts;
}

/** The event in a line of a stream; undefined for all other lines, and for what each connection gets of its own. */
export function eventIn({ channel, data }: Line): { name: string; data: unknown } | undefined {
  const name = field(data, 'event');
  if (channel !== 'sse' || typeof name !== 'string' || name === 'retry' || name === 'ping') return undefined;
  return { name, data: field(data, 'data') };
}
