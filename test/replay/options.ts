/** How a replay behaves, and what holds where nothing is said. */
import type { Limit } from './limits.js';
import type { RecordingName } from './recording.js';
import type { SecretsIn } from './tokens.js';

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
  /** What the daemon's clock is ahead of this machine's. Default 0. What the tape plays stays on this machine's. */
  readonly aheadMs?: number;
  /** The origins whose pages may read. Default: as in the recording. */
  readonly corsOrigins?: readonly string[];
}

/** These were recorded with the secrets in the environment; all others with the secrets in the file. */
const fromEnvironment: readonly RecordingName[] = ['tokens', 'env', 'http-rate-limit'];

/** Options with nothing left open. */
export type Settings = Required<ReplayOptions>;

/** Fills in the defaults. */
export function settingsOf(options: ReplayOptions): Settings {
  const { speed = 20 } = options;
  return {
    port: 0,
    paused: false,
    speed,
    maxGapMs: 200,
    waitForStream: true,
    messageLimit: { max: 60, windowMs: 60_000 },
    httpLimit: { max: 100, windowMs: 60_000 },
    heartbeatMs: 30_000,
    pingMs: 15_000,
    restartAfterMs: 2000 / speed,
    downMs: 500,
    eventsFirst: false,
    aheadMs: 0,
    secretsIn: fromEnvironment.includes(options.file) ? 'environment' : 'config',
    corsOrigins: ['http://localhost:5173', 'http://127.0.0.1:5173'],
    ...options,
  };
}
