/** The daemon's gateway tokens: the list in memory, the file it writes, and who may connect. */
import { randomBytes, randomUUID } from 'node:crypto';
import { HandlerError } from './handler-error.js';
import { type Json, field } from './json.js';

/** A token as the configuration file holds it. */
export interface ConfiguredToken {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly secret?: string;
}

/** A token as the daemon lists it. */
export interface ListedToken {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
}

/** Whoever connected, by the token. */
export type Caller = Pick<ListedToken, 'id' | 'scopes'>;

/** One change of the tokens, made by a client or read from the tape. */
export interface TokenChange {
  readonly removed?: string;
  readonly added?: ListedToken;
}

/** Where the secrets of the first tokens stand. In the file they are lost with the first change of any token. */
export type SecretsIn = 'config' | 'environment';

/** The tokens of the recorded daemon. */
export const recordedTokens = {
  admin: 'fake-admin-token-0123456789abcdef0123456789abcdef',
  viewer: 'fake-viewer-token-0123456789abcdef0123456789abcde',
  'ws-only': 'fake-wsonly-token-0123456789abcdef0123456789abcde',
  root: 'fake-root-token-0123456789abcdef0123456789abcdefg',
};

const recordedScopes = { admin: ['rpc', 'ws', 'admin'], viewer: ['rpc'], 'ws-only': ['ws'], root: ['*'] };

/** The name under which the daemon looks for a token's secret in its environment. */
export const variableOf = (id: string): string => `GATEWAY_TOKEN_${id.toUpperCase().replaceAll('-', '_')}`;

const newSecret = () => randomBytes(48).toString('base64url');

/** Tokens as one life of the daemon after the other sees them. */
export class TokenRegistry {
  /** The daemon's environment as its next start will see it. */
  readonly environment: Record<string, string> = {};
  #file: readonly ConfiguredToken[];
  #booted: readonly ConfiguredToken[] = [];
  #listed = new Map<string, ListedToken>();
  /** A snapshot: changes reach it with the next start only. */
  #callers = new Map<string, Caller>();

  constructor(secretsIn: SecretsIn, at: number) {
    this.#file = Object.entries(recordedScopes).map(([id, scopes]) => ({ id, scopes }));
    const secrets = Object.entries(recordedTokens);
    if (secretsIn === 'environment') for (const [id, secret] of secrets) this.environment[variableOf(id)] = secret;
    else this.#file = this.#file.map((token, at) => ({ ...token, secret: secrets[at]![1] }));
    this.boot(at);
  }

  /** The daemon starts. @param at - epoch ms; what every token's `createdAt` is from now on. */
  boot(at: number): void {
    this.#booted = this.#file;
    this.#listed = new Map(this.#booted.map(({ id, scopes }) => [id, { id, scopes, createdAt: at }]));
    this.#callers = new Map(
      this.#booted.map(({ id, scopes, secret }) => [
        secret ?? this.environment[variableOf(id)] ?? newSecret(),
        { id, scopes },
      ]),
    );
  }

  /** Whoever has this secret. */
  caller(secret: string | undefined): Caller | undefined {
    return secret === undefined ? undefined : this.#callers.get(secret);
  }

  /** `gateway.tokens` as `config.read` shows it. */
  get configured(): Json[] {
    return this.#booted.map(({ id, secret, scopes }) => ({
      id,
      ...(secret !== undefined && { secret: '[REDACTED]' }),
      scopes,
    }));
  }

  /** `tokens.list` */
  list(): { tokens: ListedToken[] } {
    return { tokens: [...this.#listed.values()] };
  }

  /** Works out `tokens.create`. @throws {HandlerError} */
  create(params: unknown): { result: Json; change: TokenChange } {
    const scopes: unknown = field(params, 'scopes');
    if (!Array.isArray(scopes) || scopes.length === 0)
      throw new HandlerError('Missing or empty required parameter: scopes');
    const id = field(params, 'id');
    const added = {
      id: typeof id === 'string' ? id : randomUUID(),
      scopes: scopes.map(String),
      createdAt: Date.now(),
    };
    const message = 'Token created. Save the secret now -- it will not be shown again.';
    return {
      result: { id: added.id, secret: newSecret(), scopes, createdAt: added.createdAt, message },
      change: { added },
    };
  }

  /** Works out `tokens.revoke`. @throws {HandlerError} */
  revoke(params: unknown): { result: Json; change: TokenChange } {
    const { id } = this.#existing(params);
    return { result: { id, revoked: true, message: 'Token revoked' }, change: { removed: id } };
  }

  /** Works out `tokens.rotate`. @throws {HandlerError} */
  rotate(params: unknown): { result: Json; change: TokenChange } {
    const { id, scopes } = this.#existing(params);
    const added = { id: `${id}-${randomBytes(8).toString('base64url')}`, scopes, createdAt: Date.now() };
    const message = 'Token rotated. Save the new secret now.';
    return {
      result: { oldId: id, newId: added.id, newSecret: newSecret(), scopes, createdAt: added.createdAt, message },
      change: { removed: id, added },
    };
  }

  /** Makes a change. The file gets it as if there had been no other since the start, and without any secret. */
  apply({ removed, added }: TokenChange): void {
    const file = new Map(this.#booted.map(({ id, scopes }) => [id, { id, scopes }]));
    if (removed !== undefined) {
      this.#listed.delete(removed);
      file.delete(removed);
    }
    if (added) {
      this.#listed.set(added.id, added);
      file.set(added.id, { id: added.id, scopes: added.scopes });
    }
    this.#file = [...file.values()];
  }

  #existing(params: unknown): ListedToken {
    const id = field(params, 'id');
    if (typeof id !== 'string' || id === '') throw new HandlerError('Missing required parameter: id');
    const token = this.#listed.get(id);
    if (!token) throw new HandlerError('Token not found or already revoked');
    return token;
  }
}

/** The change that a recorded answer to a `tokens.*` call stands for; undefined when it changed nothing. */
export function changeIn(method: string, result: Json): TokenChange | undefined {
  const scopes = result['scopes'] as string[];
  const createdAt = result['createdAt'] as number;
  if (method === 'tokens.create') return { added: { id: String(result['id']), scopes, createdAt } };
  if (method === 'tokens.revoke') return { removed: String(result['id']) };
  if (method === 'tokens.rotate')
    return { removed: String(result['oldId']), added: { id: String(result['newId']), scopes, createdAt } };
  return undefined;
}
