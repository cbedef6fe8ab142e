import { GatewayError, toGatewayError } from '../../../protocol/index.js';
import { Backoff, goodAfterMs } from '../backoff.js';
import type { EventHub } from './event-hub.js';
import { MessageTooLong, openEventStream, readEventStream } from './event-stream.js';
import type { Settings } from '../../options.js';
import type { LiveState } from '../../rpc-client.js';
import { SilenceWatch } from '../silence-watch.js';
import { StreamDelay } from './stream-delay.js';
import type { TokenSource } from '../token-source.js';

/** How soon a gateway that cannot replay reports a gap, in ms. A later gap is about newer losses. */
const resumeMs = 250;

/** Callbacks of the link. */
export interface StreamLinkEvents {
  onChange(): void;
  /** Returns the minimum age of a gateway time in ms; undefined while unknown. */
  ageOf(time: number): number | undefined;
  /** Whether the gateway can resume after the last event received. */
  replays(): boolean;
  /** An attempt has started. */
  onTry(): void;
  /** The stream is live. @param lostAt - when it was lost before (epoch ms); undefined the first time. */
  onLive(lostAt: number | undefined): void;
  /** An attempt has failed, a live stream has ended, or the token does not allow one. `lost`: it was live. */
  onFailed(lost: boolean): void;
  /** The gateway refused the token for the stream, and a newer one, too. */
  onRefused(error: GatewayError): void;
}

/** The parameters of an attempt to open the stream. */
interface Attempt {
  /** The generation of the token. */
  generation: number;
  /** The event to resume after. */
  lastEventId: string | undefined;
}

/** Keeps an event stream open with backoff until closed, resuming after the last event received. */
export class StreamLink {
  #state: LiveState = { status: 'starting' };
  #lostAt: number | undefined;
  #lastEventId: string | undefined;
  /** The generation of the token for which the gateway refuses a stream. */
  #uselessGeneration: number | undefined;
  #request: AbortController | undefined;
  /** When the first byte of the stream arrived (monotonic clock, and epoch ms below). */
  #liveSince: number | undefined;
  #liveAt = 0;
  #isPaused = false;
  readonly #backoff: Backoff;
  readonly #watch = new SilenceWatch(() => this.#silent());
  readonly #delay: StreamDelay;

  constructor(
    private readonly settings: Settings,
    private readonly tokens: TokenSource,
    private readonly hub: EventHub,
    private readonly events: StreamLinkEvents,
  ) {
    const { streamPingMs: pingMs, streamDelayMs: delayMs, pingTimeoutMs: firstByteMs } = settings;
    this.#delay = new StreamDelay(
      { pingMs, delayMs, firstByteMs },
      (time) => events.ageOf(time),
      () => this.#judge(),
    );
    this.#backoff = new Backoff(settings.backoff, () => void this.#connect());
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Whether the stream is open, delayed or not. */
  get isOpen(): boolean {
    return this.#liveSince !== undefined;
  }

  /** Starts connecting, also after a stop. */
  start(): void {
    this.#uselessGeneration = undefined;
    this.#backoff.succeeded();
    if (this.#isPaused) this.#rest();
    else void this.#connect();
  }

  /**
   * Closes the stream while it is not needed: browsers allow six HTTP/1.1 connections per origin, shared by all tabs.
   */
  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    // A stream that is off or not allowed uses no connection.
    if (this.#state.status !== 'off' && this.#uselessGeneration === undefined) this.#rest();
  }

  /** Reopens the stream after {@link pause}, resuming after the last event received. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    if (this.#state.status === 'paused') this.start();
  }

  /**
   * Starts a scheduled attempt now.
   *
   * @param tokenGeneration - the generation of the newest token: after "not allowed" only a newer one is tried.
   */
  skipBackoff(tokenGeneration = 0): void {
    if (this.#uselessGeneration === undefined) this.#backoff.now();
    else if (tokenGeneration > this.#uselessGeneration) this.start();
  }

  /** Retries now for a person, replacing an unanswered attempt. */
  retry(): void {
    if (this.#request && !this.isOpen && this.#uselessGeneration === undefined) {
      this.#release();
      void this.#connect();
    } else {
      this.skipBackoff();
    }
  }

  /** Called when the socket was found dead: reopens the stream unless data has arrived since. */
  suspect(): void {
    if (this.#liveSince !== undefined && this.#watch.silentMs >= this.settings.pingTimeoutMs) this.#silent();
  }

  /** Stops retrying. */
  stop(): void {
    this.#end();
    this.#set({ status: 'off' });
  }

  #rest(): void {
    this.#end();
    this.#set({ status: 'paused', since: Date.now() });
    this.events.onFailed(false);
  }

  #end(): void {
    if (this.#liveSince !== undefined) this.#lostAt = Date.now();
    this.#release();
    this.#backoff.cancel();
  }

  async #connect(): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    this.events.onTry();
    if (this.#state.status === 'off' || this.#state.status === 'paused') this.#set(this.#waiting());
    const attempt: Attempt = { generation: 0, lastEventId: undefined };
    try {
      const body = await this.#open(request, attempt);
      if (!body || request !== this.#request) return;
      if (attempt.lastEventId === undefined) this.hub.startAfresh();
      this.#opened(attempt.generation);
      await this.#read(body, request, attempt.lastEventId !== undefined);
      throw new GatewayError('disconnected', 'The gateway ended the event stream.');
    } catch (thrown) {
      if (request === this.#request) this.#failed(this.#explain(thrown), attempt.generation);
    }
  }

  /** A separate function, so that the token is retained only during the request, not for the hours of the stream. */
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
    this.#watch.start(this.settings.streamSilenceMs);
    this.#delay.start(this.#state.status === 'delayed');
  }

  /** Called for the first data: until then a proxy may have answered in the gateway's place. */
  #arrived(): void {
    this.#watch.arrived();
    this.#delay.arrived();
    if (this.#liveSince !== undefined) return;
    this.#liveSince = performance.now();
    this.#liveAt = Date.now();
    this.#judge();
    this.events.onLive(this.#lostAt);
  }

  /** Sets the state to live or delayed, as measured. */
  #judge(): void {
    const { delayMs } = this.#delay;
    const { status } = this.#state;
    if (delayMs !== undefined) {
      this.#set({
        status: 'delayed',
        since: this.#state.status === 'delayed' ? this.#state.since : Date.now(),
        delayMs,
      });
    } else if (this.#liveSince !== undefined && status !== 'live') {
      this.#set({ status: 'live', since: this.#liveAt });
    }
  }

  async #read(body: ReadableStream<Uint8Array>, request: AbortController, resumed: boolean): Promise<void> {
    let resuming = resumed;
    await readEventStream(body, {
      onArrival: () => {
        if (request === this.#request) this.#arrived();
      },
      onRetry: (ms) => (this.#backoff.floorMs = ms),
      onMessage: (message) => {
        // A listener may have closed the client in the middle of a chunk.
        if (request !== this.#request) return;
        if (message.id !== undefined) this.#lastEventId = message.id === '' ? undefined : message.id;
        resuming &&= performance.now() - (this.#liveSince ?? 0) < resumeMs;
        this.#delay.message(message.event ?? 'message', message.data);
        this.hub.receive(message, resuming);
        if (message.event !== 'ping') resuming = false;
      },
    });
  }

  #silent(): void {
    const { pingTimeoutMs } = this.settings;
    const isOpen = this.#liveSince !== undefined || this.#state.status === 'delayed';
    const message = isOpen
      ? 'The event stream went silent.'
      : `The gateway did not answer the request for its event stream within ${pingTimeoutMs / 1000} s. Something between ` +
        'here and the gateway may hold it back, or other tabs may use up the connections of this browser, six to an ' +
        'address over HTTP/1.1.';
    this.#failed(new GatewayError('disconnected', message), 0, Math.round(this.#watch.silentMs));
  }

  /** @param silentMs - how long the stream may have been dead before it was detected. */
  #failed(error: GatewayError, generation: number, silentMs = 0): void {
    const { kind } = error;
    const lost = this.#liveSince !== undefined;
    if (lost) this.#lostAt = Date.now() - silentMs;
    if (performance.now() - (this.#liveSince ?? Infinity) >= goodAfterMs(this.settings.backoff)) {
      this.#backoff.succeeded();
    }
    this.#release();
    if (kind === 'token-refused' && this.tokens.refused('stream', generation) === 'stop') {
      // Only a new token is tried. The client knows whether calls accept this one.
      this.#uselessGeneration = generation;
      const message =
        'The request for the event stream is refused as one without a valid token (HTTP 401). Where calls work, ' +
        'something between here and the gateway removes the token from it.';
      this.#set(this.#waiting(new GatewayError('token-refused', message, { cause: error })));
      this.events.onRefused(error);
    } else if (kind === 'not-allowed') {
      this.tokens.accepted('stream', generation);
      this.#uselessGeneration = generation;
      this.#set({ status: 'not-allowed', error });
    } else if (kind === 'token-refused') {
      this.#backoff.failed(this.#backoff.failures === 0);
      this.#set(this.#waiting(error));
    } else {
      this.tokens.discard();
      this.#backoff.failed(false, error.retryAfterMs);
      // Reopening the stream does not remove the cause of its delay.
      const staysDelayed = silentMs > 0 && this.#state.status === 'delayed';
      if (!staysDelayed) this.#set(this.#waiting(error));
    }
    this.events.onFailed(lost);
  }

  #explain(thrown: unknown): GatewayError {
    if (thrown instanceof MessageTooLong) {
      // Resuming after the last event would return the same message.
      this.#lastEventId = undefined;
      return new GatewayError('invalid-response', 'The event stream brought a message that is too long to read.');
    }
    if (this.#liveSince === undefined || thrown instanceof GatewayError) return toGatewayError(thrown);
    return new GatewayError('disconnected', 'The event stream was lost.', { cause: thrown });
  }

  /** The state while waiting for the next attempt. */
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
    this.#delay.stop();
    request?.abort();
  }

  #set(state: LiveState): void {
    this.#state = state;
    this.events.onChange();
  }
}
