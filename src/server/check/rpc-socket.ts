/** JSON-RPC over a WebSocket, independent of the library's client: a fault there must not hide one of the gateway. */
import { WebSocket } from 'ws';
import { RpcResponse, type RpcErrorObject } from '../../protocol/index.js';
import { CheckFailed } from './report.js';
import { seconds, socketUrl, type Target, within } from './target.js';
import * as z from 'zod/mini';

/** A socket that was not opened. */
export class NotOpened extends CheckFailed {
  constructor(
    message: string,
    /** The HTTP status of the refusal, if there was one. */
    readonly status: number | undefined,
  ) {
    super(message);
  }
}

/** A call that was answered with an error. */
export class RpcError extends CheckFailed {
  readonly code: number;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    readonly method: string,
    error: RpcErrorObject,
  ) {
    super(`${method} was answered with ${error.code}: ${error.message}`);
    this.code = error.code;
    const { data } = error;
    this.data = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  }
}

/** The subprotocol that holds a token. */
export const bearer = (token: string): string => `bearer.${Buffer.from(token).toString('base64url')}`;

/** How a socket is opened. */
interface OpenOptions {
  readonly protocols?: readonly string[];
  readonly origin?: string | undefined;
}

/** An open socket. */
export class RpcSocket {
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  readonly #waiting = new Map<string, (answer: unknown) => void>();
  /** Messages that answer no call. */
  readonly stray: unknown[] = [];
  #next = 0;
  #wake = (): void => undefined;

  private constructor(
    readonly socket: WebSocket,
    private readonly target: Target,
  ) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => this.#received(data));
  }

  /** Opens a socket. @throws NotOpened */
  static async open(target: Target, { protocols, origin }: OpenOptions = {}): Promise<RpcSocket> {
    const offered = [...(protocols ?? ['comis.v1', bearer(target.token)])];
    const url = socketUrl(target);
    const socket = new WebSocket(url, offered, { ...(origin === undefined ? {} : { origin }) });
    const rpc = new RpcSocket(socket, target);
    const opened = new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (_request, response) => {
        response.resume();
        socket.terminate();
        reject(new NotOpened(`${url} answered the upgrade with HTTP ${response.statusCode}.`, response.statusCode));
      });
      // Also after it has opened, where nobody waits for it any more.
      socket.on('error', (error) => reject(new NotOpened(`${url} could not be opened: ${explain(error)}.`, undefined)));
    });
    try {
      await within(
        opened,
        target.limits.openMs,
        () => new NotOpened(`${url} did not open within ${seconds(target.limits.openMs)}.`, undefined),
      );
    } catch (error) {
      socket.terminate();
      throw error;
    }
    return rpc;
  }

  /** Calls a method. @returns the result, unchecked. @throws RpcError, or CheckFailed when no answer comes. */
  async call(method: string, params: object = {}, options: { id?: string; timeoutMs?: number } = {}): Promise<unknown> {
    const { id = ++this.#next, timeoutMs = this.target.limits.callMs } = options;
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(JSON.stringify(id), resolve));
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const lost = this.closed.then((code) => {
      throw new CheckFailed(`The socket was closed with ${code} while ${method} waited for its answer.`);
    });
    const late = () => new CheckFailed(`${method} was not answered within ${seconds(timeoutMs)}.`);
    const message = await within(Promise.race([answer, lost]), timeoutMs, late);
    return resultOf(method, message);
  }

  /** Calls a method that has to fail. @throws CheckFailed when it does not. */
  async refused(method: string, params: object = {}): Promise<RpcError> {
    try {
      await this.call(method, params);
    } catch (error) {
      if (error instanceof RpcError) return error;
      throw error;
    }
    throw new CheckFailed(`${method} was answered with a result, and an error was expected.`);
  }

  /** Sends text as it is, and waits for a message that answers no call. */
  async mistake(text: string): Promise<unknown> {
    const before = this.stray.length;
    const arrived = new Promise<void>((resolve) => (this.#wake = resolve));
    this.socket.send(text);
    const { callMs } = this.target.limits;
    await within(
      Promise.race([
        arrived,
        this.closed.then((code) => {
          throw new CheckFailed(`The socket was closed with ${code} after a message that is not JSON.`);
        }),
      ]),
      callMs,
      () => new CheckFailed(`A message that is not JSON was not answered within ${seconds(callMs)}.`),
    );
    return this.stray[before];
  }

  /** Closes it. */
  close(): void {
    this.socket.close(1000);
    // A gateway that does not say goodbye must not keep the command alive.
    setTimeout(() => this.socket.terminate(), 500).unref();
  }

  #received(data: WebSocket.RawData): void {
    let message: unknown;
    try {
      message = JSON.parse(Buffer.isBuffer(data) ? data.toString() : Buffer.from(data as ArrayBuffer).toString());
    } catch {
      message = data;
    }
    const { id } = typeof message === 'object' && message !== null ? (message as { id?: unknown }) : {};
    const key = JSON.stringify(id ?? null);
    const resolve = this.#waiting.get(key);
    if (resolve) {
      this.#waiting.delete(key);
      resolve(message);
      return;
    }
    this.stray.push(message);
    this.#wake();
  }
}

/** The result in an answer. @throws RpcError for an error, CheckFailed for what is no JSON-RPC. */
function resultOf(method: string, message: unknown): unknown {
  const parsed = z.safeParse(RpcResponse, message);
  if (!parsed.success)
    throw new CheckFailed(`The answer to ${method} is no JSON-RPC 2.0: it needs \`jsonrpc: "2.0"\` and its \`id\`.`);
  const { error, result } = parsed.data;
  if (error) throw new RpcError(method, error);
  if (result === undefined) throw new CheckFailed(`The answer to ${method} has neither \`result\` nor \`error\`.`);
  return result;
}

/** Why a connection failed, with the code of the system. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const inner = cause instanceof Error ? cause : error;
  const { code } = inner as NodeJS.ErrnoException;
  const message = inner.message || error.message;
  return code === undefined || message.includes(code) ? message : `${code}: ${message}`;
}
