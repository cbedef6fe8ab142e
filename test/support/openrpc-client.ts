/**
 * A client written from the published documents alone, openrpc.json and the words about the connection: it shares no
 * line with the library. Every answer and every event that it gets is checked against the document, and it keeps account
 * of what it has met.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import { issuesOf, type JsonSchema } from './json-schema.js';

/**
 * The fields that the documents speak of, all in one. Which message has which is the document's to say: each message is
 * checked against it when it comes, and a field that it does not have is undefined and fails what reads it.
 */
export interface Message {
  // Of events, audit entries, approvals and decisions
  readonly id: string;
  readonly approvalId: string;
  readonly timestamp: number;
  readonly outcome: string;
  readonly resolvedBy: string;
  readonly revokedAt: number;
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly change: string;
  readonly by: string;
  // Of answers
  readonly pong: boolean;
  readonly ts: number;
  readonly scopes: string[];
  readonly secret: string;
  readonly oldId: string;
  readonly newId: string;
  readonly total: number;
  readonly oldest: number;
  readonly nextCursor: string | undefined;
  readonly created: boolean;
  readonly enabled: boolean;
  readonly dbPath: string;
  readonly notes: string[];
  readonly revision: number | string;
  readonly value: Policy;
  readonly tokens: Message[];
  readonly requests: Message[];
  readonly decisions: Message[];
  readonly entries: Message[];
  readonly events: Message[];
  readonly secrets: Message[];
  readonly providers: Health[];
  readonly roles: { readonly id: string }[];
  readonly permissions: { readonly id: string }[];
  readonly grants: { readonly role: string; readonly permission: string; readonly effect: string }[];
  // Of controls
  readonly ids: string[];
  readonly state: string;
  readonly comment: string;
  readonly decision: string;
  /** The setting that decided, by its name; in answers and events about a rule, the rule. */
  readonly rule: string & { readonly id: string; readonly uses: number };
  readonly entry: string;
  readonly section: string;
  readonly revoked: boolean;
  readonly ok: number;
  readonly errors: number;
  // Of events of providers
  readonly provider: string;
}

interface Policy {
  readonly secrets: { readonly enabled: boolean };
  readonly approvalRules: { readonly defaultMode: string };
}

interface Health {
  readonly provider: string;
  readonly state: string;
  readonly calls: number;
  readonly errors: number;
}

/** What comes with an error. */
export interface ErrorData {
  readonly required: string;
  readonly decision: Message;
  readonly current: unknown;
  readonly path: string;
  readonly issues: string[];
  readonly retryAfterMs: number;
}

/** A JSON-RPC 2.0 answer. */
interface Envelope {
  readonly jsonrpc: string;
  readonly id: number | null;
  readonly result: Message;
  readonly error?: { readonly code: number; readonly message: string; readonly data: ErrorData };
}

interface Document {
  readonly methods: readonly {
    readonly name: string;
    readonly params: readonly { readonly name: string; readonly required?: boolean; readonly schema: JsonSchema }[];
    readonly result: { readonly schema: JsonSchema };
    readonly examples: readonly [{ readonly params: readonly { readonly name: string; readonly value: unknown }[] }];
    readonly 'x-scope': string;
  }[];
  readonly components: { readonly errors: Readonly<Record<string, { readonly code: number }>> };
  readonly 'x-events': readonly { readonly name: string; readonly payload: JsonSchema }[];
}

/** The published document. */
export const openrpc = JSON.parse(readFileSync(new URL('../../openrpc.json', import.meta.url), 'utf8')) as Document;

/** What has been met of what the document promises. */
export class Account {
  readonly methods = new Set<string>();
  readonly errors = new Set<number>();
  readonly events = new Set<string>();
}

/** An answer that was an error. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data: ErrorData,
  ) {
    super(message);
  }
}

/** A socket to a gateway. */
export class OpenRpcClient {
  readonly #socket: WebSocket;
  readonly #account: Account;
  readonly #waiting = new Map<number | null, (answer: Envelope) => void>();
  #nextId = 0;
  /** The code with which the socket closes. */
  readonly closed: Promise<number>;
  readonly #opened: Promise<void>;

  constructor(url: string, token: string, account: Account) {
    this.#account = account;
    const bearer = `bearer.${Buffer.from(token).toString('base64url')}`;
    this.#socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, ['comis.v1', bearer]);
    this.closed = new Promise((resolve) => this.#socket.on('close', resolve));
    this.#opened = new Promise((resolve, reject) => this.#socket.on('open', resolve).on('error', reject));
    this.#opened.catch(() => {});
    this.#socket.on('message', (text: Buffer) => {
      const answer = JSON.parse(text.toString()) as Envelope;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  /** Calls a method. @throws RpcError when the answer is an error. */
  async call(method: string, params: object = {}): Promise<Message> {
    const answer = await this.#exchange(++this.#nextId, { jsonrpc: '2.0', id: this.#nextId, method, params });
    const row = openrpc.methods.find(({ name }) => name === method);
    assert.ok(row, `${method} was answered and is not in the document`);
    assert.deepEqual(issuesOf(answer, row.result.schema), [], `the result of ${method}`);
    this.#account.methods.add(method);
    return answer;
  }

  /** Sends a message as it is, and gives the error that it must meet. */
  async mistake(message: unknown, id: number | null = null): Promise<RpcError> {
    return refusalOf(this.#exchange(id, message));
  }

  /** Calls a method that must fail, and gives the error. */
  async refused(method: string, params: object = {}): Promise<RpcError> {
    return this.mistake({ jsonrpc: '2.0', id: ++this.#nextId, method, params }, this.#nextId);
  }

  close(): void {
    this.#socket.terminate();
  }

  async #exchange(id: number | null, message: unknown): Promise<Message> {
    await this.#opened;
    const answer = await new Promise<Envelope>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    });
    assert.equal(answer.jsonrpc, '2.0');
    if (answer.error === undefined) return answer.result;
    const { code, message: words, data } = answer.error;
    const codes = Object.values(openrpc.components.errors).map((error) => error.code);
    assert.ok(codes.includes(code), `the code ${String(code)} is not in the document`);
    this.#account.errors.add(code);
    throw new RpcError(code, words, data);
  }
}

async function refusalOf(answer: Promise<unknown>): Promise<RpcError> {
  try {
    await answer;
  } catch (error) {
    assert.ok(error instanceof RpcError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'It was not refused.' });
}

/** An event as it came. */
export interface StreamedEvent {
  readonly id: string;
  readonly name: string;
  readonly data: Message;
}

/** The live stream. */
export class OpenRpcStream {
  readonly #account: Account;
  readonly #abort = new AbortController();
  readonly events: StreamedEvent[] = [];
  #lastId = '';
  #wake = () => {};
  /** Resolves when the stream ends, in whatever way. */
  ended: Promise<void> = Promise.resolve();

  constructor(account: Account) {
    this.#account = account;
  }

  /** The id to resume after. */
  get lastId(): string {
    return this.#lastId;
  }

  /** Opens it. @returns the HTTP status. */
  async open(url: string, token: string, lastEventId?: string): Promise<number> {
    const response = await fetch(`${url}/api/events`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
      signal: this.#abort.signal,
    });
    const { body, status } = response;
    if (status === 200 && body) this.ended = this.#read(body).catch(() => {});
    else await response.text();
    return status;
  }

  /** Waits for an event of a name, and for which a condition holds. */
  async next(name: string, where: (data: Message) => boolean = () => true): Promise<StreamedEvent> {
    for (;;) {
      const found = this.events.find((event) => event.name === name && where(event.data));
      if (found) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) this.#take(message);
      this.#wake();
    }
  }

  #take(message: string): void {
    const field = (name: string) =>
      message
        .split('\n')
        .filter((line) => line.startsWith(`${name}: `))
        .map((line) => line.slice(name.length + 2))
        .join('\n');
    if (message.includes('id: ')) this.#lastId = field('id');
    const name = field('event');
    if (name === '') return;
    const data = JSON.parse(field('data')) as Message;
    const row = openrpc['x-events'].find((event) => event.name === name);
    if (name !== 'ping') {
      assert.ok(row, `${name} came and is not in the document`);
      assert.deepEqual(issuesOf(data, row.payload), [], `the payload of ${name}`);
    }
    this.#account.events.add(name);
    this.events.push({ id: this.#lastId, name, data });
  }
}

/** The digest of a request as it was shown: SHA-256 of its canonical JSON (RFC 8785), absent fields left out. */
export function digestOf(request: object): string {
  const bound = ['approvalId', 'agentId', 'action', 'toolName', 'params', 'sessionKey'];
  const shown = Object.fromEntries(Object.entries(request).filter(([name]) => bound.includes(name)));
  return createHash('sha256').update(canonical(shown)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}
