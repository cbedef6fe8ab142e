/** Where the secrets of tokens stand: each change of tokens makes the daemon write its config.yaml without any of them. */
import * as z from 'zod/mini';
import { GatewayError } from '../../../../protocol/index.js';
import { check } from '../config/config.js';
import type { Ask } from '../../shared/part.js';
import { canHaveVariable, type TokenMethod, variableOf } from './token-wire.js';

/** What `config.read` tells of the gateway's tokens: a secret as a word in its place or as a reference, never in clear. */
const GatewaySection = z.looseObject({
  tokens: z.array(
    z.looseObject({ id: z.string(), scopes: z.optional(z.array(z.string())), secret: z.optional(z.unknown()) }),
  ),
});

/** A token, and whether its secret stands in the configuration file. */
export interface PlacedToken {
  readonly id: string;
  readonly isAdmin: boolean;
  /** False: it is not in the file. It may stand in the environment or nowhere, which the daemon does not tell. */
  readonly isInFile: boolean;
}

/** What a change of one token does to the others. */
export interface Impact {
  /** Tokens that may administer and would stop working: the change must not be made. */
  readonly locksOut: readonly PlacedToken[];
  /** Tokens that would stop working: somebody has to accept that. */
  readonly stops: readonly PlacedToken[];
  /** The change takes the last token that may administer. */
  readonly isLastAdmin: boolean;
}

/**
 * Reads where the secrets stand.
 *
 * @throws {GatewayError} `not-allowed` and `closed` as the call does, else `server`: nothing was changed then.
 */
export async function readPlaces(ask: Ask, method: TokenMethod): Promise<readonly PlacedToken[]> {
  try {
    const { tokens } = check(
      GatewaySection,
      await ask('config.read', { section: 'gateway' }),
      'config.read of gateway',
    );
    return tokens.map(({ id, scopes, secret }) => ({
      id,
      isAdmin: scopes?.some((scope) => scope === 'admin' || scope === '*') === true,
      isInFile: secret !== undefined && secret !== null,
    }));
  } catch (thrown) {
    if (!(thrown instanceof GatewayError) || thrown.kind === 'not-allowed' || thrown.kind === 'closed') throw thrown;
    throw new GatewayError('server', words.unreadable(thrown.message), { method, cause: thrown });
  }
}

/** Works out what a change does. @param target - the token that it revokes or rotates; undefined when it creates one. */
export function impactOf(places: readonly PlacedToken[], target: string | undefined): Impact {
  const others = places.filter(({ id }) => id !== target);
  const stops = others.filter(({ isInFile }) => isInFile);
  const takesAdmin = places.some(({ id, isAdmin }) => id === target && isAdmin);
  return {
    locksOut: stops.filter(({ isAdmin }) => isAdmin),
    stops,
    isLastAdmin: takesAdmin && !others.some(({ isAdmin }) => isAdmin),
  };
}

/** The tokens that somebody has to accept to lose, by id. */
export function lossesOf({ stops, isLastAdmin }: Impact, target: string | undefined): string[] {
  return [...stops.map(({ id }) => id), ...(isLastAdmin && target !== undefined ? [target] : [])];
}

/**
 * Refuses a change that locks out, and one that takes more tokens with it than were accepted.
 *
 * @param accepted - the ids of the tokens that may stop working with it.
 * @throws {GatewayError} `immutable`, or `unconfirmed` with the ids of all that would stop working.
 */
export function assertHarmless(
  method: TokenMethod,
  places: readonly PlacedToken[],
  target: string | undefined,
  accepted: readonly string[],
): void {
  const impact = impactOf(places, target);
  if (impact.locksOut.length > 0) {
    throw new GatewayError('immutable', `${words.locksOut(impact.locksOut)} Nothing was changed.`, { method });
  }
  const losses = lossesOf(impact, target);
  if (losses.every((id) => accepted.includes(id))) return;
  const why = [...(impact.stops.length > 0 ? [words.stops(impact.stops)] : [])];
  if (impact.isLastAdmin) why.push(words.lastAdmin(target ?? ''));
  throw new GatewayError('unconfirmed', why.join(' '), { method, data: { losses } });
}

/** Why no token can be changed at all; undefined when one can. */
export function whyNone(places: readonly PlacedToken[]): string | undefined {
  const { locksOut } = impactOf(places, undefined);
  return locksOut.length > 1 ? words.locksOut(locksOut) : undefined;
}

/** Why a token cannot be created; undefined when one can. */
export function whyNoNew(places: readonly PlacedToken[]): string | undefined {
  const { locksOut } = impactOf(places, undefined);
  return locksOut.length > 0 ? words.locksOut(locksOut) : undefined;
}

/** Why just this token cannot be changed, in short: the whole of it is said once, for creating one. */
export function whyNotThis(places: readonly PlacedToken[], id: string): string | undefined {
  const { locksOut } = impactOf(places, id);
  return locksOut.length > 0 ? words.locksOutShort(locksOut) : undefined;
}

/** What is to be read of the secrets before a change. @param places - undefined while it is not known. */
export function placesNote(places: readonly PlacedToken[] | undefined): string {
  if (!places) return words.unknown;
  const inFile = places.filter(({ isInFile }) => isInFile);
  const elsewhere = places.filter(({ isInFile }) => !isInFile);
  return [
    ...(inFile.length > 0 ? [words.stops(inFile)] : []),
    ...(elsewhere.length > 0 ? [words.elsewhere(elsewhere)] : []),
  ].join(' ');
}

const named = (tokens: readonly PlacedToken[]): string => {
  const names = tokens.map(({ id }) => `“${id}”`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};

/** What to do on the daemon's machine. The file goes before the environment, so that the secret must leave it. */
function wayOut(tokens: readonly PlacedToken[]): string {
  const able = tokens.filter(({ id }) => canHaveVariable(id));
  const unable = tokens.filter(({ id }) => !canHaveVariable(id));
  const moved =
    able.length === 0
      ? ''
      : `put each secret into the environment of the gateway (${able.map(({ id }) => variableOf(id)).join(', ')}), ` +
        'take it out of config.yaml, and restart the gateway.';
  const renamed =
    unable.length === 0
      ? ''
      : `${named(unable)} ${unable.length === 1 ? 'needs' : 'need'} another id first: no variable can be named after it.`;
  return [moved, renamed].filter(Boolean).join(' Also: ');
}

const words = {
  unknown:
    'The gateway removes the secrets of all tokens from its config.yaml. A token whose secret stands nowhere else stops ' +
    'working with the restart, that of this page too: this can lock everybody out. Where they stand is read before ' +
    'each change.',
  locksOut: (tokens: readonly PlacedToken[]) =>
    `This would lock out whoever administers: with each change of tokens the gateway removes all secrets from its ` +
    `config.yaml, and the ${tokens.length === 1 ? 'secret' : 'secrets'} of ${named(tokens)}, with the scope admin or *, ` +
    `${tokens.length === 1 ? 'stands' : 'stand'} there. Before: ${wayOut(tokens)}`,
  locksOutShort: (tokens: readonly PlacedToken[]) =>
    `Cannot be changed: ${named(tokens)}, with the scope admin or *, would stop working with it.`,
  stops: (tokens: readonly PlacedToken[]) =>
    `${named(tokens)} will stop working with the restart: ${tokens.length === 1 ? 'its secret stands' : 'their secrets stand'} ` +
    `in the gateway’s config.yaml, which each change of tokens empties of secrets. To keep ` +
    `${tokens.length === 1 ? 'it' : 'them'}, before: ${wayOut(tokens)}`,
  lastAdmin: (id: string) =>
    `“${id}” is the last token with the scope admin or *: after the restart nobody can administer this gateway over RPC ` +
    'until another one works.',
  elsewhere: (tokens: readonly PlacedToken[]) =>
    `The ${tokens.length === 1 ? 'secret' : 'secrets'} of ${named(tokens)} ${tokens.length === 1 ? 'is' : 'are'} not in the ` +
    'gateway’s config.yaml. Whether one stands in its environment is not told: one that stands nowhere was made up when ' +
    'the gateway started, and is lost with any restart.',
  unreadable: (reason: string) =>
    `Nothing was changed: whether this change would lock everybody out is not known, as the section gateway of the ` +
    `configuration could not be read (${reason}). On the gateway’s machine, make sure that the secret of each token ` +
    'stands in its environment, as GATEWAY_TOKEN_ and the id in capitals with _ for each -, and not in config.yaml; ' +
    'then restart it.',
};
