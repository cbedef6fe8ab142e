/** The source of the page's token: its server, or a person. */
import * as z from 'zod/mini';

const Session = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('reference'), token: z.string() }),
  z.object({ mode: z.literal('proxy') }),
]);

/** `reference`: the server hands out its own token. `proxy`: the gateway behind it wants one that only a person has. */
export type Session = z.infer<typeof Session>;

/** Computed once: the page changes its own URL. */
const address = new URL('session', document.baseURI);

/**
 * Asks the server that sent the page. The answer is kept nowhere.
 *
 * @throws {Error} when it cannot be reached or will not answer.
 */
export async function openSession(): Promise<Session> {
  const response = await fetch(address, { method: 'POST' });
  if (!response.ok) throw new Error(`the server answered with ${response.status}`);
  return z.parse(Session, await response.json());
}
