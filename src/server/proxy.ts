/** The way to another gateway: passes calls and the stream on as they are, so that the page stays same-origin. */
import { type ClientRequest, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { type Backend, refuseUpgrade } from './backend.js';
import { sendError } from './respond.js';

/** Request headers that are passed on. Not Origin, Host or Cookie: for the gateway we are a program, not a page. */
const passedOn = ['accept', 'authorization', 'last-event-id', 'content-type', 'content-length', 'user-agent'];
const passedOnUpgrade = ['connection', 'upgrade'];
const upgradePrefix = 'sec-websocket-';
/** Response headers that are passed back; our own security headers stay. */
const passedBack = ['content-type', 'content-length', 'cache-control', 'retry-after', 'www-authenticate'];

/**
 * Leads to the gateway at `target`, a base address: `http://host:port/path`.
 *
 * @param signIn what our own pages are told; by default that a person has to type the token.
 */
export function proxyBackend(target: URL, signIn: Backend['signIn'] = () => ({ mode: 'proxy' })): Backend {
  const open = new Set<{ destroy(): void }>();
  const keep = (stream: Duplex | ClientRequest) => {
    open.add(stream);
    stream.on('close', () => open.delete(stream));
  };
  const unreachable = `The gateway at ${target.origin} cannot be reached.`;

  return {
    signIn,
    isElsewhere: true,

    api(request, response) {
      const onward = send(target, request, passedOn);
      keep(onward);
      response.on('close', () => onward.destroy());
      onward.on('error', () => {
        if (response.headersSent) response.destroy();
        else sendError(response, 502, unreachable);
      });
      onward.on('response', (answer) => {
        response.writeHead(
          answer.statusCode ?? 502,
          pick(answer.headers, (name) => passedBack.includes(name)),
        );
        // At once, so that a stream is known to be open before its first event.
        response.flushHeaders();
        answer.on('error', () => response.destroy());
        answer.pipe(response);
      });
      request.pipe(onward);
    },

    upgrade(request, socket, head) {
      const onward = send(target, request, passedOnUpgrade, upgradePrefix);
      keep(onward);
      keep(socket);
      const giveUp = () => onward.destroy();
      socket.on('close', giveUp).on('error', giveUp);
      onward.on('error', () => refuseUpgrade(socket, '502 Bad Gateway'));
      onward.on('response', (answer) => {
        answer.resume();
        refuseUpgrade(socket, `${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`);
      });
      onward.on('upgrade', (answer, far, farHead) => {
        keep(far);
        tunnel(socket, far);
        socket.write(`HTTP/1.1 101 Switching Protocols\r\n${rawHeaders(answer)}\r\n`);
        socket.write(farHead);
        far.write(head);
      });
      onward.end();
    },

    control(_request, response) {
      sendError(response, 404, 'There are no controls: this server leads to another gateway.');
    },

    close() {
      for (const stream of open) stream.destroy();
    },
  };
}

function send(target: URL, request: IncomingMessage, names: readonly string[], prefix?: string): ClientRequest {
  const options: RequestOptions = {
    method: request.method,
    path: target.pathname.replace(/\/$/, '') + (request.url ?? '/'),
    host: target.hostname.replace(/^\[|\]$/g, ''),
    port: target.port,
    headers: pick(request.headers, (name) => names.includes(name) || (prefix !== undefined && name.startsWith(prefix))),
    // A connection of its own: a stream that never ends must not hold up a pool.
    agent: false,
  };
  return target.protocol === 'https:' ? httpsRequest(options) : httpRequest(options);
}

/** Both ends hear each other's bytes, close frames among them, and end together. */
function tunnel(near: Duplex, far: Duplex): void {
  near.pipe(far).pipe(near);
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

function pick<T>(headers: Record<string, T>, isWanted: (name: string) => boolean): Record<string, T & {}> {
  const wanted = Object.entries(headers).filter(([name, value]) => value !== undefined && isWanted(name));
  return Object.fromEntries(wanted) as Record<string, T & {}>;
}

function rawHeaders({ rawHeaders: raw }: IncomingMessage): string {
  let text = '';
  for (let i = 0; i < raw.length; i += 2) text += `${raw[i] ?? ''}: ${raw[i + 1] ?? ''}\r\n`;
  return text;
}
