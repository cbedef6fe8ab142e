/** Which dialects there are, and how the one that a server speaks is found out. Adding one is adding a row and a folder. */
import { comisDaemon } from './comis-daemon/index.js';
import type { Dialect, SocketAddress } from './dialect.js';
import { documented, documentedSubprotocol } from './documented.js';

export type {
  Dialect,
  MessageLimit,
  RequestOptions,
  Server,
  SocketAddress,
  Translation,
  WireError,
} from './dialect.js';

/** All dialects that this version speaks, by name. */
const dialects = { documented, 'comis-daemon': comisDaemon } as const satisfies Record<string, Dialect>;

/** The name of a dialect. */
export type DialectName = keyof typeof dialects;

/** How to speak to the gateway: `auto` finds out, the others are sure. */
export const dialectChoices = ['auto', ...(Object.keys(dialects) as DialectName[])] as const;
/** How to speak to the gateway: `auto` finds out, the others are sure. */
export type DialectChoice = 'auto' | DialectName;

/**
 * Offered first by `auto`. A server that knows subprotocols passes over it; the Comis daemon reads none, echoes it, and
 * then closes with 4001 since no token came: only after both does a token go into a URL.
 */
const probe = 'comis.auto';

/** Whether something can be spoken: one of the names, or a dialect of the host's own. */
export function isDialect(choice: unknown): choice is DialectChoice | Dialect {
  if (typeof choice === 'object' && choice !== null) return 'address' in choice && 'error' in choice;
  return dialectChoices.some((name) => name === choice);
}

/** The dialect to speak from the start; undefined when it has to be found out. */
export function chosenDialect(choice: DialectChoice | Dialect): Dialect | undefined {
  if (typeof choice === 'object') return choice;
  return choice === 'auto' ? undefined : dialects[choice];
}

/** Where a socket goes that is to find out what the server speaks. */
export function probingAddress(socket: string, token: string): SocketAddress {
  const { url, subprotocols } = documented.address(socket, token);
  return { url, subprotocols: [probe, ...subprotocols] };
}

/**
 * What the subprotocol that a server picked says of it.
 *
 * `suspected` is the dialect of a server that echoed the probe: sure once it refuses a socket without a token.
 */
export function recognize(subprotocol: string): { dialect?: Dialect; suspected?: Dialect } {
  if (subprotocol === documentedSubprotocol) return { dialect: documented };
  return subprotocol === probe ? { suspected: comisDaemon } : {};
}
