/** Which dialects there are, and how the one that a server speaks is found out. */
import type { Dialect } from './dialect.js';
import { documented } from './documented.js';

export type { Dialect } from './dialect.js';

/** How to speak to the gateway: `auto` finds out, the others are sure. */
export const dialectChoices = ['auto', 'documented'] as const;
/** How to speak to the gateway: `auto` finds out, the others are sure. */
export type DialectChoice = (typeof dialectChoices)[number];

/**
 * Offered first by `auto`. A server that knows subprotocols passes over it; one that reads none echoes it, and so shows,
 * before any token has been put into a URL, that it speaks something else.
 */
const probe = 'comis.auto';

/** The dialect to start from, before the server has shown what it speaks. */
export const initialDialect: Dialect = documented;

/** The subprotocols that a socket offers, in order. */
export function subprotocolsFor(choice: DialectChoice, token: string): string[] {
  const known = [documented.subprotocol, ...documented.credentials(token)];
  return choice === 'auto' ? [probe, ...known] : known;
}

/** The dialect of a server that picked this subprotocol; undefined if it is none that this version speaks. */
export function dialectOf(subprotocol: string): Dialect | undefined {
  return subprotocol === documented.subprotocol ? documented : undefined;
}
