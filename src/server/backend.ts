import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { SignIn } from './sign-in.js';

/** The backend of the pages: the reference gateway, or a proxy to another one. */
export interface Backend {
  /** The response to a sign-in of our own pages. @throws {Error} that says why there is none. */
  signIn(): SignIn | Promise<SignIn>;
  /** True where another gateway answers: only it knows what refuses a socket. */
  readonly isElsewhere: boolean;
  /** Answers below `/api/`. */
  api(request: IncomingMessage, response: ServerResponse, path: string): void;
  /** Takes the upgrade to a WebSocket at `/ws`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Answers below `/demo/`. */
  control(request: IncomingMessage, response: ServerResponse, path: string): void;
  /** Ends all connections; clients are told that it restarts. */
  close(): void;
}

/** Refuses an upgrade with an HTTP status. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
