/** A gateway for tests: plays what a real Comis daemon was recorded to do, over a real socket, stream and HTTP. */
import { randomUUID } from 'node:crypto';
import { Answers } from './answers.js';
import type { ApprovalRequest } from './approvals.js';
import { ReplayClock } from './clock.js';
import { Daemon, type MadeCall } from './daemon.js';
import { Front, type SeenRequest } from './front.js';
import { field } from './json.js';
import type { Limit } from './limits.js';
import { Pages } from './pages.js';
import { eventIn, type Line, recording, type RecordingName, type Section } from './recording.js';
import { Restarts } from './restarts.js';
import { Script } from './script.js';
import { Sockets } from './sockets.js';
import { EventStreams } from './streams.js';
import { Tape } from './tape.js';
import { recordedTokens, type SecretsIn, TokenRegistry, variableOf } from './tokens.js';

/** How a replay behaves. */
export interface ReplayOptions {
  /** The recording. */
  readonly file: RecordingName;
  /** 0, the default, for any. */
  readonly port?: number;
  /** True: nothing is played before it is asked for. Default false: plays to the end from the first open stream on. */
  readonly paused?: boolean;
  /** How many recorded ms pass in one real ms. Default 20. */
  readonly speed?: number;
  /** The longest pause between two lines, real ms. Default 200. */
  readonly maxGapMs?: number;
  /** False: events are played even if no stream is open, and lost. Default true: the tape waits for an open stream. */
  readonly waitForStream?: boolean;
  /** How many messages one connection may send. Default 60 in 60 s. */
  readonly messageLimit?: Limit;
  /** How many HTTP requests are taken. Default 100 in 60 s. */
  readonly httpLimit?: Limit;
  /** Default 30 000. */
  readonly heartbeatMs?: number;
  /** How often an open stream gets a `ping`. Default 15 000. */
  readonly pingMs?: number;
  /** How long after the last change of a token the daemon restarts, real ms. Default 2000 / speed. */
  readonly restartAfterMs?: number;
  /** How long it refuses connections then, real ms. Default 500. */
  readonly downMs?: number;
  /** True: the event that a call causes comes before its answer. Default false; a client has to live with both. */
  readonly eventsFirst?: boolean;
  /** Where the secrets of the first tokens stand. Default: as in the recording. */
  readonly secretsIn?: SecretsIn;
  /** The origins whose pages may read. Default: as in the recording. */
  readonly corsOrigins?: readonly string[];
}

/** These were recorded with the secrets in the environment; all others with the secrets in the file. */
const fromEnvironment: readonly RecordingName[] = ['tokens', 'env', 'http-rate-limit'];
const recordedOrigins = ['http://localhost:5173', 'http://127.0.0.1:5173'];
/** How long the recorded daemon took from its start until it had its tokens, ms. */
const bootMs = 4000;

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
  readonly #options: ReplayOptions;
  readonly #streams: EventStreams;
  readonly #sockets: Sockets;
  readonly #daemon: Daemon;
  readonly #tokens: TokenRegistry;
  readonly #front: Front;
  readonly #restarts: Restarts;
  readonly #tape: Tape;
  #asked = 0;

  constructor(options: ReplayOptions) {
    const file = recording(options.file);
    const { speed = 20, maxGapMs = 200, downMs = 500 } = options;
    const { messageLimit = { max: 60, windowMs: 60_000 }, httpLimit = { max: 100, windowMs: 60_000 } } = options;
    const { corsOrigins = recordedOrigins } = options;
    const { secretsIn = fromEnvironment.includes(options.file) ? 'environment' : 'config' } = options;
    const startedAt = Date.now();
    const clock = new ReplayClock(file, speed, startedAt);
    const answers = new Answers(file, clock, startedAt);
    this.#options = options;
    this.sections = file.sections;
    this.#tokens = new TokenRegistry(secretsIn, startedAt - bootMs);
    this.#streams = new EventStreams(options.pingMs ?? 15_000);
    this.#daemon = new Daemon({
      answers,
      tokens: this.#tokens,
      position: () => this.#tape.position,
      send: (event, data) => this.#streams.publish(event, data),
      restarting: (why) => this.#restarts.soon(why),
      messageLimit,
      httpLimit,
      corsOrigins,
      eventsFirst: options.eventsFirst ?? false,
    });
    this.#sockets = new Sockets({
      daemon: this.#daemon,
      tokens: this.#tokens,
      messageLimit,
      heartbeatMs: options.heartbeatMs ?? 30_000,
    });
    const { pages: asked } = recording('auth');
    const pages = new Pages({
      daemon: this.#daemon,
      tokens: this.#tokens,
      streams: this.#streams,
      life: () => this.#front.life,
      corsOrigins,
      recorded: new Map(
        asked
          .filter(({ path, status }) => status === 200 && /^\/api\/(agents|channels)$/.test(path))
          .map(({ path, body }) => [path, body]),
      ),
      missing: new Set(file.pages.filter(({ status }) => status === 404).map(({ path }) => path)),
    });
    this.#front = new Front(
      { sockets: this.#sockets, streams: this.#streams, pages, httpLimit },
      startedAt - 2 * bootMs,
    );
    this.#restarts = new Restarts(
      {
        front: this.#front,
        begin: (bootedAt) => {
          this.#tokens.boot(bootedAt);
          this.#daemon.gate.restart();
          this.#daemon.activity.clear();
        },
      },
      { tokens: options.restartAfterMs ?? 2000 / speed, call: 200 / speed, downMs },
    );
    const script = new Script({
      recording: file,
      answers,
      clock,
      daemon: this.#daemon,
      tokens: this.#tokens,
      heard: async () => {
        await this.#restarts.settled();
        if (options.waitForStream ?? true) await Promise.race([this.#streams.opened(), this.#tape.closed]);
      },
      restart: () => this.#restarts.now(),
    });
    this.#tape = new Tape(file, clock, { speed, maxGapMs }, (line, index) => script.perform(line, index));
    for (const page of file.pages) this.#seed(page.body, file.start, clock);
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
    await this.#front.up(this.#options.port ?? 0);
    if (!this.#options.paused) void this.#streams.opened().then(() => this.play());
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
      createdAt: Date.now(),
      timeoutMs: 120_000,
      ...overrides,
    });
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

  /** What the recorded daemon remembered from before the recording. */
  #seed(body: unknown, start: number, clock: ReplayClock): void {
    const entries = field(body, 'entries');
    if (!Array.isArray(entries) || this.#daemon.activity.size > 0) return;
    for (const entry of entries as unknown[]) {
      const [event, timestamp] = [field(entry, 'event'), field(entry, 'timestamp')];
      if (typeof event === 'string' && typeof timestamp === 'number' && timestamp < start)
        this.#daemon.activity.add(event, clock.rebase(field(entry, 'payload')), clock.real(timestamp));
    }
  }
}
