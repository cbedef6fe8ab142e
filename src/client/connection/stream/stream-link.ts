import type { EventSourceMessage } from 'eventsource-parser';
import { GatewayError, toGatewayError } from '../../../protocol/index.js';
import { Backoff, goodAfterMs } from '../backoff.js';
import { MessageTooLong, openEventStream, readEventStream } from './event-stream.js';
import type { Settings } from '../../options.js';
import type { LiveState } from '../../rpc-client.js';
import { SilenceWatch } from '../silence-watch.js';
import { StreamDelay } from './stream-delay.js';
import type { TokenSource } from '../token-source.js';

/** How soon a gateway that cannot replay says so, in ms. A gap told later is about what was lost since. */
const resumeMs = 250;

/** What the link tells the client. */
export interface StreamLinkEvents {
  onChange(): void;
  /** How long ago the gateway's clock showed a time, in ms and at least; undefined while that is not known. */
  ageOf(time: number): number | undefined;
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
  /** The gateway does not take the token for the stream, also not a newer one. */
  onRefused(error: GatewayError): void;
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
  /** The token with which the gateway gives no stream. */
  #uselessGeneration: number | undefined;
  #request: AbortController | undefined;
  /** When the stream brought its first byte, by the monotonic clock and epoch ms. */
  #liveSince: number | undefined;
  #liveAt = 0;
  #isPaused = false;
  readonly #backoff: Backoff;
  readonly #watch = new SilenceWatch(() => this.#silent());
  readonly #delay: StreamDelay;

  constructor(
    private readonly settings: Settings,
    private readonly tokens: TokenSource,
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

  /** Whether events arrive, in time or late. */
  get isOpen(): boolean {
    return this.#liveSince !== undefined;
  }

  /** Makes the first try, or another one after a stop. */
  start(): void {
    this.#uselessGeneration = undefined;
    this.#backoff.succeeded();
    if (this.#isPaused) this.#rest();
    else void this.#connect();
  }

  /** Hands the stream back: browsers allow six connections to an origin over HTTP/1.1, for all tabs together. */
  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    // What is off or useless is no connection.
    if (this.#state.status !== 'off' && this.#uselessGeneration === undefined) this.#rest();
  }

  /** Takes the stream up again, after the last event that was seen. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    if (this.#state.status === 'paused') this.start();
  }

  /**
   * Tries now if a try waits for its turn.
   *
   * @param tokenGeneration - the newest token's: after a "not allowed" only a newer one is worth a try.
   */
  hurry(tokenGeneration = 0): void {
    if (this.#uselessGeneration === undefined) this.#backoff.now();
    else if (tokenGeneration > this.#uselessGeneration) this.start();
  }

  /** A person wants a try now: also instead of one under way that nothing has answered yet. */
  retry(): void {
    if (this.#request && !this.isOpen && this.#uselessGeneration === undefined) {
      this.#release();
      void this.#connect();
    } else {
      this.hurry();
    }
  }

  /** The other channel was found dead: unless this one has shown life since, it starts anew rather than wait. */
  suspect(): void {
    if (this.#liveSince !== undefined && this.#watch.silentMs >= this.settings.pingTimeoutMs) this.#silent();
  }

  /** Stops trying. */
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
    this.#watch.start(this.settings.streamSilenceMs);
    this.#delay.start(this.#state.status === 'delayed');
  }

  /** Something arrived: until then a proxy may have answered in the gateway's place. */
  #arrived(): void {
    this.#watch.arrived();
    this.#delay.arrived();
    if (this.#liveSince !== undefined) return;
    this.#liveSince = performance.now();
    this.#liveAt = Date.now();
    this.#judge();
    this.events.onLive(this.#lostAt);
  }

  /** In time or late, as was found out. */
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
        this.events.onMessage(message, resuming);
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
      // Only another token is worth a try. Whether calls take this one, the client knows.
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
      // What holds the stream back has not gone because it was opened anew.
      const staysDelayed = silentMs > 0 && this.#state.status === 'delayed';
      if (!staysDelayed) this.#set(this.#waiting(error));
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
    this.#delay.stop();
    request?.abort();
  }

  #set(state: LiveState): void {
    this.#state = state;
    this.events.onChange();
  }
}
