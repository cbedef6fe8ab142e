import { GatewayError } from '../protocol/index.js';

/**
 * Loads a part of the library when it is needed, and tries once more if that fails.
 *
 * @throws {GatewayError} `server`, which may be tried again: most often the page is older than what its server has now.
 */
export async function lazily<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load().catch(load);
  } catch (cause) {
    const message = 'A part of this page could not be loaded. The page may be of an older version: reload it.';
    throw new GatewayError('server', message, { cause });
  }
}
