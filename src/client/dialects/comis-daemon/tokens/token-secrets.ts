/**
 * Where the secrets of tokens are stored: with each change of tokens the daemon writes its config.yaml without any
 * secrets.
 */
import * as z from 'zod/mini';
import { GatewayError } from '../../../../protocol/index.js';
import { check } from '../config/config.js';
import type { Ask } from '../../shared/part.js';
import { canHaveVariable, type TokenMethod, variableOf } from './token-wire.js';

/** The gateway's tokens in `config.read`: a secret is replaced by a placeholder or a reference. */
const GatewaySection = z.looseObject({
  tokens: z.array(
    z.looseObject({ id: z.string(), scopes: z.optional(z.array(z.string())), secret: z.optional(z.unknown()) }),
  ),
});

/** A token, and whether its secret is in the configuration file. */
export interface PlacedToken {
  readonly id: string;
  readonly isAdmin: boolean;
  /** False: the secret is in the environment or nowhere; the daemon does not report which. */
  readonly isInFile: boolean;
}

/** The impact of a change of one token on the others. */
export interface Impact {
  /** Admin tokens that would stop working: the change must not be made. */
  readonly locksOut: readonly PlacedToken[];
  /** Other tokens that would stop working: a person has to accept that. */
  readonly stops: readonly PlacedToken[];
  /** True when the change removes the last admin token. */
  readonly isLastAdmin: boolean;
}

/**
 * Reads where the secrets are stored.
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

/** Computes the impact of a change. @param target - the token to revoke or rotate; undefined for a new one. */
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

/** The ids of the tokens whose loss a person has to accept. */
export function lossesOf({ stops, isLastAdmin }: Impact, target: string | undefined): string[] {
  return [...stops.map(({ id }) => id), ...(isLastAdmin && target !== undefined ? [target] : [])];
}

/**
 * Rejects a change that locks out admins, or that breaks more tokens than were accepted.
 *
 * @param accepted - the ids of the tokens that may stop working.
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

/** Why no token can be changed; undefined when one can. */
export function whyNone(places: readonly PlacedToken[]): string | undefined {
  const { locksOut } = impactOf(places, undefined);
  return locksOut.length > 1 ? words.locksOut(locksOut) : undefined;
}

/** Why a token cannot be created; undefined when one can. */
export function whyNoNew(places: readonly PlacedToken[]): string | undefined {
  const { locksOut } = impactOf(places, undefined);
  return locksOut.length > 0 ? words.locksOut(locksOut) : undefined;
}

/** Why this token cannot be changed, in short; the full explanation is part of {@link whyNoNew}. */
export function whyNotThis(places: readonly PlacedToken[], id: string): string | undefined {
  const { locksOut } = impactOf(places, id);
  return locksOut.length > 0 ? words.locksOutShort(locksOut) : undefined;
}

/** The warning about secrets before a change. @param places - undefined while unknown. */
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

/**
 * What to do on the daemon's machine. The file has precedence over the environment, so the secret must be removed from
 * it.
 */
function advice(tokens: readonly PlacedToken[]): string {
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
    'The gateway removes the secrets of all tokens from its config.yaml. A token whose secret is stored nowhere else stops ' +
    'working with the restart, including that of this page: this can lock everyone out. Where they are stored is read before ' +
    'each change.',
  locksOut: (tokens: readonly PlacedToken[]) =>
    `This would lock out all admins: with each change of tokens the gateway removes all secrets from its ` +
    `config.yaml, and the ${tokens.length === 1 ? 'secret' : 'secrets'} of ${named(tokens)}, with the scope admin or *, ` +
    `${tokens.length === 1 ? 'is' : 'are'} there. First: ${advice(tokens)}`,
  locksOutShort: (tokens: readonly PlacedToken[]) =>
    `Cannot be changed: ${named(tokens)}, with the scope admin or *, would stop working with it.`,
  stops: (tokens: readonly PlacedToken[]) =>
    `${named(tokens)} will stop working with the restart: ${tokens.length === 1 ? 'its secret is' : 'their secrets are'} ` +
    `in the gateway’s config.yaml, from which each change of tokens removes all secrets. To keep ` +
    `${tokens.length === 1 ? 'it' : 'them'}, first: ${advice(tokens)}`,
  lastAdmin: (id: string) =>
    `“${id}” is the last token with the scope admin or *: after the restart nobody can administer this gateway over RPC ` +
    'until another one works.',
  elsewhere: (tokens: readonly PlacedToken[]) =>
    `The ${tokens.length === 1 ? 'secret' : 'secrets'} of ${named(tokens)} ${tokens.length === 1 ? 'is' : 'are'} not in the ` +
    'gateway’s config.yaml. Whether these are in its environment is not reported: a secret stored nowhere was generated when ' +
    'the gateway started, and is lost with any restart.',
  unreadable: (reason: string) =>
    `Nothing was changed: whether this change would lock everyone out is unknown, because the section gateway of the ` +
    `configuration could not be read (${reason}). On the gateway’s machine, check that the secret of each token ` +
    'is in its environment, as GATEWAY_TOKEN_ and the id in capitals with _ for each -, and not in config.yaml; ' +
    'then restart it.',
};
