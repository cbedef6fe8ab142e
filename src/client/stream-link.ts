import type { EventSourceMessage } from 'eventsource-parser';
import { GatewayError, toGatewayError } from '../protocol/index.js';
import { Backoff, goodAfterMs } from './backoff.js';
import { MessageTooLong, openEventStream, readEventStream } from './event-stream.js';
import type { Settings } from './options.js';
import type { LiveState } from './rpc-client.js';
import { SilenceWatch } from './silence-watch.js';
import type { TokenSource } from './token-source.js';

/** How soon a gateway that cannot replay says so, in ms. A gap told later is about what was lost since. */
const resumeMs = 250;

/** What the link tells the client. */
export interface StreamLinkEvents {
  onChange(): void;
  /** Whether the gateway can go on after the last event that was seen. */
  replays(): boolean;
  /** A try has begun. */
  onTry(): void;
  /** A stream has opened without the wish to go on after an earlier event. */
  onFreshStream(): void;
  /** Events arrive from now on. @param lostAt - when they last did, epoch ms; undefined the first time. */
  onLive(lostAt: number | undefined): void;
  /** A try has failed, a live stream has ended, or the token does not allow one. `lost`: it was live. */
  onFailed(lost: boolean): void;
  /** A message came. `resuming`: it is how the gateway answers the wish to go on after the last event. */
  onMessage(message: EventSourceMessage, resuming: boolean): void;
  /** No further try makes sense until a person says so. */
  onStopped(error: GatewayError): void;
}

/** What a try to open the stream is made with. */
interface Attempt {
  /** The token's. */
  generation: number;
  /** After which event it is to go on. */
  lastEventId: string | undefined;
}

/** Keeps one event stream alive for ever, and goes on after the last event that it saw. */
export class StreamLink {
  #state: LiveState = { status: 'starting' };
  #lostAt: number | undefined;
  #lastEventId: string | undefined;
  /** The token that was found not to allow a stream. */
  #notAllowedGeneration = 0;
  #request: AbortController | undefined;
  #liveSince: number | undefined;
  readonly #backoff: Backoff;
  readonly #watch = new SilenceWatch(() => this.#silent());

  constructor(
    private readonly settings: Settings,
    private readonly tokens: TokenSource,
    private readonly events: StreamLinkEvents,
  ) {
    this.#backoff = new Backoff(settings.backoff, () => void this.#connect());
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Makes the first try, or another one after a stop. */
  start(): void {
    this.#backoff.succeeded();
    void this.#connect();
  }

  /**
   * Tries now if a try waits for its turn.
   *
   * @param tokenGeneration - the newest token's: after a "not allowed" only a newer one is worth a try.
   */
  hurry(tokenGeneration = 0): void {
    if (this.#state.status !== 'not-allowed') this.#backoff.now();
    else if (tokenGeneration > this.#notAllowedGeneration) this.start();
  }

  /** The other channel was found dead: unless this one has shown life since, it starts anew rather than wait. */
  suspect(): void {
    if (this.#state.status === 'live' && this.#watch.silentMs >= this.settings.pingTimeoutMs) this.#silent();
  }

  /** Stops trying. */
  stop(): void {
    if (this.#state.status === 'live') this.#lostAt = Date.now();
    this.#release();
    this.#backoff.cancel();
    this.#set({ status: 'off' });
  }

  async #connect(): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    this.events.onTry();
    if (this.#state.status === 'off') this.#set(this.#waiting());
    const attempt: Attempt = { generation: 0, lastEventId: undefined };
    try {
      const body = await this.#open(request, attempt);
      if (!body || request !== this.#request) return;
      if (attempt.lastEventId === undefined) this.events.onFreshStream();
      this.#opened(attempt.generation);
      await this.#read(body, request, attempt.lastEventId !== undefined);
      throw new GatewayError('disconnected', 'The gateway ended the event stream.');
    } catch (thrown) {
      if (request === this.#request) this.#failed(this.#explain(thrown), attempt.generation);
    }
  }

  /** A function of its own, so that the token is reachable no longer than the request takes: the stream lasts for hours. */
  async #open(request: AbortController, attempt: Attempt): Promise<ReadableStream<Uint8Array> | undefined> {
    const token = await this.tokens.ask();
    attempt.generation = token.generation;
    if (request !== this.#request) return undefined;
    this.#watch.start(this.settings.pingTimeoutMs);
    const { fetch, endpoints } = this.settings;
    const lastEventId = (attempt.lastEventId = this.events.replays() ? this.#lastEventId : undefined);
    return openEventStream({
      fetch,
      url: endpoints.events,
      token: token.value,
      lastEventId,
      signal: request.signal,
    });
  }

  #opened(generation: number): void {
    this.tokens.accepted('stream', generation);
    this.#liveSince = performance.now();
    this.#watch.start(this.settings.streamSilenceMs);
    this.#set({ status: 'live', since: Date.now() });
    this.events.onLive(this.#lostAt);
  }

  async #read(body: ReadableStream<Uint8Array>, request: AbortController, resumed: boolean): Promise<void> {
    let resuming = resumed;
    await readEventStream(body, {
      onArrival: () => this.#watch.arrived(),
      onRetry: (ms) => (this.#backoff.floorMs = ms),
      onMessage: (message) => {
        // A listener may have closed the client in the middle of a chunk.
        if (request !== this.#request) return;
        if (message.id !== undefined) this.#lastEventId = message.id === '' ? undefined : message.id;
        resuming &&= performance.now() - (this.#liveSince ?? 0) < resumeMs;
        this.events.onMessage(message, resuming);
        if (message.event !== 'ping') resuming = false;
      },
    });
  }

  #silent(): void {
    const live = this.#state.status === 'live';
    const message = live
      ? 'The event stream went silent.'
      : 'The gateway did not answer the request for its event stream.';
    this.#failed(new GatewayError('disconnected', message), 0, Math.round(this.#watch.silentMs));
  }

  /** @param silentMs - for how long it may have been dead before that was found. */
  #failed(error: GatewayError, generation: number, silentMs = 0): void {
    const { kind } = error;
    const lost = this.#liveSince !== undefined;
    if (lost) this.#lostAt = Date.now() - silentMs;
    if (performance.now() - (this.#liveSince ?? Infinity) >= goodAfterMs(this.settings.backoff)) {
      this.#backoff.succeeded();
    }
    this.#release();
    if (kind === 'token-refused' && this.tokens.refused('stream', generation) === 'stop') {
      this.events.onStopped(error);
      return;
    }
    if (kind === 'not-allowed') {
      this.tokens.accepted('stream', generation);
      this.#notAllowedGeneration = generation;
      this.#set({ status: 'not-allowed', error });
    } else if (kind === 'token-refused') {
      this.#backoff.failed(this.#backoff.failures === 0);
      this.#set(this.#waiting(error));
    } else {
      this.tokens.discard();
      this.#backoff.failed(false, error.retryAfterMs);
      this.#set(this.#waiting(error));
    }
    this.events.onFailed(lost);
  }

  #explain(thrown: unknown): GatewayError {
    if (thrown instanceof MessageTooLong) {
      // Going on after the last event would bring the same message again.
      this.#lastEventId = undefined;
      return new GatewayError('invalid-response', 'The event stream brought a message that is too long to read.');
    }
    if (this.#liveSince === undefined || thrown instanceof GatewayError) return toGatewayError(thrown);
    return new GatewayError('disconnected', 'The event stream was lost.', { cause: thrown });
  }

  /** The state while there is no stream. */
  #waiting(error?: GatewayError): LiveState {
    if (this.#lostAt === undefined) return { status: 'starting', ...(error && { error }) };
    const why = error ?? new GatewayError('disconnected', 'The event stream was stopped.');
    return { status: 'interrupted', lostAt: this.#lostAt, error: why };
  }

  #release(): void {
    const request = this.#request;
    this.#request = undefined;
    this.#liveSince = undefined;
    this.#watch.stop();
    request?.abort();
  }

  #set(state: LiveState): void {
    this.#state = state;
    this.events.onChange();
  }
}
