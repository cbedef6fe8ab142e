/** The built-in dialects and their detection. To add one, add a row and a folder. */
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

/** All built-in dialects by name. */
const dialects = { documented, 'comis-daemon': comisDaemon } as const satisfies Record<string, Dialect>;

/** The name of a dialect. */
export type DialectName = keyof typeof dialects;

/** The choices of a dialect: `auto` detects it. */
export const dialectChoices = ['auto', ...(Object.keys(dialects) as DialectName[])] as const;
/** The choices of a dialect: `auto` detects it. */
export type DialectChoice = 'auto' | DialectName;

/**
 * Offered first by `auto`. A server that supports subprotocols skips it; the Comis daemon ignores subprotocols, echoes
 * the first one, and then closes with 4001 because there is no token. Only after both is the token put into a URL.
 */
const probe = 'comis.auto';

/** Whether a value is a valid choice: one of the names, or a dialect object of the host. */
export function isDialect(choice: unknown): choice is DialectChoice | Dialect {
  if (typeof choice === 'object' && choice !== null) return 'address' in choice && 'error' in choice;
  return dialectChoices.some((name) => name === choice);
}

/** The chosen dialect; undefined when it has to be detected. */
export function chosenDialect(choice: DialectChoice | Dialect): Dialect | undefined {
  if (typeof choice === 'object') return choice;
  return choice === 'auto' ? undefined : dialects[choice];
}

/** The address of a socket that detects the dialect. */
export function probingAddress(socket: string, token: string): SocketAddress {
  const { url, subprotocols } = documented.address(socket, token);
  return { url, subprotocols: [probe, ...subprotocols] };
}

/**
 * Returns the dialect indicated by the server's choice of subprotocol.
 *
 * `suspected` is the dialect of a server that echoed the probe, confirmed once it refuses a socket without a token.
 */
export function recognize(subprotocol: string): { dialect?: Dialect; suspected?: Dialect } {
  if (subprotocol === documentedSubprotocol) return { dialect: documented };
  return subprotocol === probe ? { suspected: comisDaemon } : {};
}
