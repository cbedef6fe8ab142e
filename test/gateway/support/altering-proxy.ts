/** A gateway with faults: the reference gateway behind a proxy that alters what passes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createParser } from 'eventsource-parser';
import { WebSocket, WebSocketServer } from 'ws';
import { type ReceivedEvent, start, type TestServer } from './gateway.js';

/** A JSON-RPC message, as far as it is altered. */
export interface Wire {
  jsonrpc?: string;
  id?: unknown;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data?: Record<string, unknown> };
}

/** What is altered; all else passes as it is. */
export interface Alterations {
  /** Selects a subprotocol. */
  readonly select?: (offered: Set<string>) => string | false;
  /** Refuses an upgrade with an HTTP status. */
  readonly upgradeStatus?: (request: IncomingMessage) => number | undefined;
  /** Alters an answer. Undefined: it never comes. */
  readonly answer?: (answer: Wire, call: Wire) => Wire | undefined;
  /** Alters the close code; undefined keeps the socket open. */
  readonly close?: (code: number) => number | undefined;
  /** Alters a call on its way. */
  readonly call?: (call: Wire) => Wire;
  /** Alters the answer of the stream. */
  readonly stream?: (status: number, headers: Record<string, string>, request: IncomingMessage) => number;
  /** Alters a message of the stream; undefined drops it. Gets the request that it is an answer to. */
  readonly event?: (event: ReceivedEvent, request: IncomingMessage) => ReceivedEvent | undefined;
}

/** How often a ping of the stream is sent, in ms: a test does not wait 15 s. */
const pingMs = 50;

/** A faulty gateway. */
export interface Faulty {
  readonly url: URL;
  readonly token: string;
  readonly server: TestServer;
}

/** Starts one; it ends with the test. */
export async function faulty(t: TestContext, alterations: Alterations = {}): Promise<Faulty> {
  const server = await start(t, { scenario: 'quiet', audit: 30 });
  const http = createServer((request, response) => void passStream(server.url, request, response, alterations));
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (alterations.select ?? ((all) => all.has('comis.v1') && 'comis.v1'))(offered),
  });
  http.on('upgrade', (request: IncomingMessage, socket, head) => {
    const status = alterations.upgradeStatus?.(request);
    if (status !== undefined) socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
    else sockets.handleUpgrade(request, socket, head, (near) => passSocket(server.url, request, near, alterations));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    http.closeAllConnections();
    for (const each of sockets.clients) each.terminate();
    http.close();
  });
  const url = new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  return { url, token: server.adminToken, server };
}

function passSocket(url: string, request: IncomingMessage, near: WebSocket, { answer, close, call }: Alterations) {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
  const far = new WebSocket(`${url.replace('http', 'ws')}/ws`, offered);
  const calls = new Map<string, Wire>();
  const queue: string[] = [];
  far.on('error', () => near.terminate());
  far.on('open', () => queue.forEach((text) => far.send(text)));
  near.on('error', () => far.terminate());
  near.on('message', (data: Buffer) => {
    let text = data.toString();
    try {
      const message = JSON.parse(text) as Wire;
      calls.set(JSON.stringify(message.id), message);
      text = JSON.stringify(call?.(message) ?? message);
    } catch {
      // Not JSON: passes as it is.
    }
    if (far.readyState === WebSocket.OPEN) far.send(text);
    else queue.push(text);
  });
  far.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Wire;
    const altered = answer ? answer(message, calls.get(JSON.stringify(message.id)) ?? {}) : message;
    if (altered) near.send(JSON.stringify(altered));
  });
  far.on('close', (code) => {
    const altered = close ? close(code) : code;
    if (altered !== undefined) near.close(altered >= 1000 && altered !== 1005 && altered !== 1006 ? altered : 1000);
  });
  near.on('close', () => far.close());
}

async function passStream(url: string, request: IncomingMessage, response: ServerResponse, alterations: Alterations) {
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  const { host: _host, connection: _connection, ...passed } = request.headers;
  try {
    const far = await fetch(url + (request.url ?? ''), {
      method: request.method ?? 'GET',
      headers: passed as Record<string, string>,
      signal: abort.signal,
    });
    const headers = Object.fromEntries(far.headers);
    delete headers['content-length'];
    const status = alterations.stream?.(far.status, headers, request) ?? far.status;
    response.writeHead(status, headers);
    response.flushHeaders();
    const write = (event: ReceivedEvent) => {
      const altered = alterations.event ? alterations.event(event, request) : event;
      if (!altered) return;
      const id = altered.id === '' ? '' : `id: ${altered.id}\n`;
      response.write(`${id}event: ${altered.name}\ndata: ${JSON.stringify(altered.data)}\n\n`);
    };
    const pings = setInterval(() => write({ id: '', name: 'ping', data: { ts: Date.now() } }), pingMs);
    response.on('close', () => clearInterval(pings));
    const parser = createParser({
      onEvent: ({ id = '', event = '', data }) =>
        write({ id, name: event, data: JSON.parse(data) as Record<string, unknown> }),
    });
    const decoder = new TextDecoder();
    for await (const chunk of (far.body ?? []) as unknown as AsyncIterable<Uint8Array>)
      parser.feed(decoder.decode(chunk, { stream: true }));
    clearInterval(pings);
    response.end();
  } catch {
    response.destroy();
  }
}
