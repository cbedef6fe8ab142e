import { GatewayError } from '../protocol/index.js';

/**
 * Loads a part of the library on demand, with one retry.
 *
 * @throws {GatewayError} `server`, retryable: usually the page is older than the files on its server.
 */
export async function lazily<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load().catch(load);
  } catch (cause) {
    const message = 'A part of this page could not be loaded. The page may be outdated: reload it.';
    throw new GatewayError('server', message, { cause });
  }
}
