/** The gateway that is checked, and how long it may take. */

/** The time limits of a check, in ms. */
export interface Limits {
  /** For a socket to open, and for the headers of the stream. */
  readonly openMs: number;
  /** For the first ping of a socket. */
  readonly pingMs: number;
  /** For any other call. */
  readonly callMs: number;
  /** Between two messages of the stream: 15 s are documented, and some delay is no fault. */
  readonly keepaliveMs: number;
  /** For an event after its cause, and for a socket to be closed. */
  readonly eventMs: number;
}

/** As the library's client has them. */
export const usualLimits: Limits = {
  openMs: 10_000,
  pingMs: 10_000,
  callMs: 30_000,
  keepaliveMs: 20_000,
  eventMs: 5_000,
};

/** What is checked. */
export interface Target {
  readonly gateway: URL;
  readonly token: string;
  /** The origin of a page that is to reach the gateway from elsewhere. */
  readonly origin: string | undefined;
  readonly limits: Limits;
}

/** The address of the socket. */
export function socketUrl({ gateway }: Target): string {
  return `${gateway.href.replace(/^http/, 'ws').replace(/\/$/, '')}/ws`;
}

/** The address of the stream. */
export function streamUrl({ gateway }: Target): string {
  return `${gateway.href.replace(/\/$/, '')}/api/events`;
}

/** Waits for a promise, and fails with a message after a time. */
export async function within<T>(promise: Promise<T>, ms: number, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds in words: `20 s`. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
