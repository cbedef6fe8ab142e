/** A gateway for tests: plays what a real Comis daemon was recorded to do, over a real socket, stream and HTTP. */
import { randomUUID } from 'node:crypto';
import { Answers } from './answers.js';
import type { ApprovalRequest } from './approvals.js';
import { ReplayClock } from './clock.js';
import { Daemon, type MadeCall } from './daemon.js';
import { Front, type SeenRequest } from './front.js';
import { type ReplayOptions, type Settings, settingsOf } from './options.js';
import { Pages } from './pages.js';
import { eventIn, type Line, type Recording, recording, type Section } from './recording.js';
import { Restarts } from './restarts.js';
import { Script } from './script.js';
import { Sockets } from './sockets.js';
import { EventStreams } from './streams.js';
import { Tape } from './tape.js';
import { recordedTokens, TokenRegistry, variableOf } from './tokens.js';

/** How long the recorded daemon took from its start until it had its tokens, ms. */
const bootMs = 4000;

export type { ReplayOptions } from './options.js';

/** Starts a replay. */
export async function startReplay(options: ReplayOptions): Promise<Replay> {
  const replay = new Replay(options);
  await replay.start();
  return replay;
}

/** A running replay. */
export class Replay {
  /** The secret of a token with the scopes rpc, ws and admin. */
  readonly adminToken = recordedTokens.admin;
  /** The secrets of all four: admin; viewer (rpc); ws-only (ws); root (*). */
  readonly secrets = recordedTokens;
  /** The notes in the recording, for {@link playTo}. */
  readonly sections: readonly Section[];
  readonly #settings: Settings;
  readonly #streams: EventStreams;
  readonly #sockets: Sockets;
  readonly #daemon: Daemon;
  readonly #tokens: TokenRegistry;
  readonly #front: Front;
  readonly #restarts: Restarts;
  readonly #tape: Tape;
  #asked = 0;

  constructor(options: ReplayOptions) {
    const settings = settingsOf(options);
    const file = recording(settings.file);
    const { corsOrigins, httpLimit, messageLimit, speed } = settings;
    const startedAt = Date.now();
    const now = () => Date.now() + settings.aheadMs;
    const clock = new ReplayClock(file, speed, startedAt);
    const answers = new Answers(file, clock, startedAt);
    const bootedAt = clock.real(file.bootedAt);
    const tokens = new TokenRegistry(settings.secretsIn, bootedAt);
    const streams = new EventStreams(settings.pingMs);
    const daemon = new Daemon({
      answers,
      tokens,
      position: () => this.#tape.position,
      send: (event, data) => streams.publish(event, data),
      restarting: (why) => this.#restarts.soon(why),
      messageLimit,
      httpLimit,
      corsOrigins,
      now,
      eventsFirst: settings.eventsFirst,
    });
    const sockets = new Sockets({ daemon, tokens, messageLimit, heartbeatMs: settings.heartbeatMs, now });
    const pages = new Pages({
      daemon,
      tokens,
      streams,
      life: () => this.#front.life,
      now,
      corsOrigins,
      ...pagesOf(file),
    });
    const front = new Front({ sockets, streams, pages, httpLimit }, bootedAt - bootMs);
    const begin = (at: number) => {
      tokens.boot(at);
      daemon.gate.restart();
      daemon.activity.clear();
    };
    const { downMs, restartAfterMs, maxGapMs } = settings;
    const restarts = new Restarts({ front, begin }, { tokens: restartAfterMs, call: 200 / speed, downMs });
    const heard = async () => {
      await restarts.settled();
      if (settings.waitForStream) await Promise.race([streams.opened(), this.#tape.closed]);
    };
    const restart = () => restarts.now();
    const script = new Script({ recording: file, answers, clock, daemon, tokens, heard, restart });
    this.#tape = new Tape(file, clock, { speed, maxGapMs }, (line, index) => script.perform(line, index));
    this.#settings = settings;
    this.#tokens = tokens;
    this.#streams = streams;
    this.#daemon = daemon;
    this.#sockets = sockets;
    this.#front = front;
    this.#restarts = restarts;
    this.sections = file.sections;
    for (const { event, payload, timestamp } of file.remembered)
      daemon.activity.add(event, clock.rebase(payload), clock.real(timestamp));
  }

  /** The address: `http://127.0.0.1:port`. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return this.#front.port;
  }

  /** What `/health` says of this run of the daemon. */
  get instanceId(): string {
    return this.#front.life.instanceId;
  }

  /** The calls that clients made, refused ones included; not those that were dropped for their number. */
  get calls(): readonly MadeCall[] {
    return this.#daemon.calls;
  }

  /** The HTTP requests that came, upgrades to a socket included. */
  get httpRequests(): readonly SeenRequest[] {
    return this.#front.requests;
  }

  /** What was asked for and is known neither to the file nor to the base set. A test ends with none. */
  get failures(): readonly string[] {
    return this.#daemon.failures;
  }

  /** How many messages and requests were refused for their number. */
  get refused(): { messages: number; requests: number } {
    const requests = this.#front.requests.filter(({ status }) => status === 429).length;
    return { messages: this.#sockets.refused, requests };
  }

  /** How many sockets and streams are open. */
  get open(): { sockets: number; streams: number } {
    return { sockets: this.#sockets.size, streams: this.#streams.size };
  }

  /** Listens; done by {@link startReplay}. */
  async start(): Promise<void> {
    await this.#front.up(this.#settings.port);
    if (!this.#settings.paused) void this.#streams.opened().then(() => this.play());
  }

  /** Plays to the end. */
  play(): Promise<void> {
    return this.#tape.play();
  }

  /** Plays until the section with this note comes next: `playTo('5')` stops before “5 guest-trust request…”. */
  playTo(note: string): Promise<void> {
    return this.#tape.playTo(note);
  }

  /** Plays through the next section. @returns its note; undefined when there is none ahead. */
  playNext(): Promise<string | undefined> {
    return this.#tape.playNext();
  }

  /**
   * Plays up to a line, that line included.
   *
   * @param wanted - the name of an event, or what says whether it is the line.
   */
  playUntil(wanted: string | ((line: Line) => boolean)): Promise<void> {
    return this.#tape.playUntil(typeof wanted === 'string' ? (line) => eventIn(line)?.name === wanted : wanted);
  }

  /** Restarts the daemon now. Resolves when it is up again. */
  restart({ downMs }: { downMs?: number } = {}): Promise<void> {
    return this.#restarts.now(downMs);
  }

  /** Sends an event as if the daemon had: approvals wait, audit events stay in the ring of activity. */
  emit(event: string, data: unknown): void {
    this.#daemon.happens(event, data);
  }

  /**
   * An agent's tool asks for approval, now. A cached decision answers it at once, as in the daemon.
   *
   * @returns the id under which it is resolved.
   */
  request(overrides: Partial<ApprovalRequest> = {}): string {
    return this.#daemon.gate.request({
      requestId: randomUUID(),
      toolName: 'agents_manage',
      action: 'agents.delete',
      params: { action: 'delete', agent_id: 'ops-agent' },
      agentId: 'u-1042',
      sessionKey: `acme:u-1042:telegram-${++this.#asked}`,
      trustLevel: 'user',
      createdAt: Date.now() + this.#settings.aheadMs,
      timeoutMs: 120_000,
      ...overrides,
    });
  }

  /** Answers a method in another way from now on. @param answer - throws a `HandlerError` for what the daemon refuses. */
  answerWith(method: string, answer: (params: unknown) => unknown): void {
    this.#daemon.instead.set(method, answer);
  }

  /** Puts a token's secret into the daemon's environment, as an operator would: it counts from the next start on. */
  setSecret(tokenId: string, secret: string): void {
    this.#tokens.environment[variableOf(tokenId)] = secret;
  }

  /** Ends it; safe to call twice. */
  async close(): Promise<void> {
    this.#tape.close();
    this.#daemon.gate.close();
    this.#front.down();
    await this.#restarts.close();
  }
}

/** What the pages take from recordings: what never changed, and what was never there. */
function pagesOf(file: Recording): { recorded: Map<string, unknown>; missing: Set<string> } {
  const { pages } = recording('auth');
  const unchanging = pages.filter(({ path, status }) => status === 200 && /^\/api\/(agents|channels)$/.test(path));
  return {
    recorded: new Map(unchanging.map(({ path, body }) => [path, body])),
    missing: new Set(file.pages.filter(({ status }) => status === 404).map(({ path }) => path)),
  };
}
