/** The gateway's API tokens. Of a secret only its hash stays here. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Scope, Token } from '../../protocol/index.js';
import type { Clock } from '../clock.js';
import { invalidParams, notFound } from './rpc-failure.js';

/** A token as the gateway keeps it. */
export interface StoredToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: number;
  readonly expiresAt: number | undefined;
  /** How its secret begins, so that people can tell which one they hold; undefined for one that is not of our own form. */
  readonly prefix: string | undefined;
  /** Hex SHA-256 of the secret. Secrets are random and long, so a slow hash would protect nothing more. */
  readonly hash: string;
  lastUsedAt: number | undefined;
  revokedAt: number | undefined;
}

/** What a new token is made from. */
export interface TokenInput {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Epoch ms; absent: never expires. */
  readonly expiresAt?: number | undefined;
}

/** Recognisable, so that scanners find a secret that leaked. */
const secretPrefix = 'comis_';
/** 32 bytes are 43 characters of base64url: beyond guessing. */
const secretBytes = 32;
/** What may be shown of a secret, of one that is long enough not to be given away by it. */
const shownCharacters = 4;
const shortestShown = 43;

/** Creates, checks, rotates and revokes tokens. */
export class TokenRegistry {
  readonly #clock: Clock;
  readonly #randomBytes: (count: number) => Uint8Array;
  readonly #tokens = new Map<string, StoredToken>();
  readonly #idsByHash = new Map<string, string>();
  readonly #endListeners = new Set<(id: string) => void>();
  readonly #cancels = new Map<string, () => void>();

  constructor(options: { clock: Clock; randomBytes: (count: number) => Uint8Array }) {
    this.#clock = options.clock;
    this.#randomBytes = options.randomBytes;
  }

  /**
   * Makes a token.
   *
   * @param secret the secret to use instead of a random one.
   * @returns the token and, this once, its secret.
   * @throws RpcFailure (-32602) when the name is taken by a token in force or `expiresAt` lies in the past.
   */
  create({ name, scopes, expiresAt }: TokenInput, secret = this.#newSecret()): { token: StoredToken; secret: string } {
    const now = this.#clock.now();
    const issues = [
      ...(this.#inForce().some((token) => token.name === name) ? [`name: There is already a token named ${name}`] : []),
      ...(expiresAt !== undefined && expiresAt <= now ? ['expiresAt: Lies in the past'] : []),
    ];
    if (issues.length > 0) throw invalidParams(issues);
    return this.#add({ name, scopes, expiresAt }, secret);
  }

  #add({ name, scopes, expiresAt }: TokenInput, secret: string): { token: StoredToken; secret: string } {
    const now = this.#clock.now();
    const token: StoredToken = {
      id: `tok_${bytesToHex(this.#randomBytes(6))}`,
      name,
      scopes: [...new Set(scopes)],
      createdAt: now,
      expiresAt,
      prefix: prefixOf(secret),
      hash: hashOf(secret),
      lastUsedAt: undefined,
      revokedAt: undefined,
    };
    this.#tokens.set(token.id, token);
    this.#idsByHash.set(token.hash, token.id);
    if (expiresAt !== undefined) {
      this.#cancels.set(
        token.id,
        this.#clock.after(expiresAt - now, () => this.#end(token.id)),
      );
    }
    return { token, secret };
  }

  /** The token in force that a secret stands for; undefined for any other. Counts as a use. */
  authenticate(secret: string): StoredToken | undefined {
    const token = this.#tokens.get(this.#idsByHash.get(hashOf(secret)) ?? '');
    if (!token || !this.isInForce(token)) return undefined;
    this.touch(token);
    return token;
  }

  /** Notes that a token was used now. */
  touch(token: StoredToken): void {
    token.lastUsedAt = this.#clock.now();
  }

  /** True unless revoked or expired. */
  isInForce(token: StoredToken): boolean {
    return token.revokedAt === undefined && (token.expiresAt ?? Infinity) > this.#clock.now();
  }

  /**
   * Revokes a token at once. It stays listed, so that people see what became of it.
   *
   * @throws RpcFailure (-32002) when there is none in force with this id.
   */
  revoke(id: string): StoredToken {
    const token = this.#tokens.get(id);
    if (!token || token.revokedAt !== undefined)
      throw notFound(token ? `token ${id} is revoked already` : `token ${id}`);
    token.revokedAt = this.#clock.now();
    this.#cancels.get(id)?.();
    this.#cancels.delete(id);
    this.#end(id);
    return token;
  }

  /**
   * Replaces a token by a new one with the same name, scopes and expiry.
   *
   * @throws RpcFailure (-32002) when there is none in force with this id.
   */
  rotate(id: string): { token: StoredToken; secret: string } {
    const token = this.#tokens.get(id);
    if (!token || !this.isInForce(token)) throw notFound(`token ${id} in force`);
    // Not create(): what it refuses, it would refuse when the old one is gone already.
    return this.#add(this.revoke(id), this.#newSecret());
  }

  /** All tokens as they are listed, oldest first. @param currentId the caller's own. */
  list(currentId: string): Token[] {
    return [...this.#tokens.values()].map(({ hash: _hash, scopes, ...token }) => ({
      ...token,
      scopes: [...scopes],
      ...(token.id === currentId ? { current: true } : {}),
    }));
  }

  /** Tells when a token is no longer in force, so that its sessions can be thrown out. */
  onEnd(listener: (id: string) => void): () => void {
    this.#endListeners.add(listener);
    return () => this.#endListeners.delete(listener);
  }

  /** Stops waiting for tokens to expire. */
  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }

  #inForce(): StoredToken[] {
    return [...this.#tokens.values()].filter((token) => this.isInForce(token));
  }

  #end(id: string): void {
    for (const listener of this.#endListeners) listener(id);
  }

  #newSecret(): string {
    const base64 = btoa(String.fromCharCode(...this.#randomBytes(secretBytes)));
    return secretPrefix + base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  }
}

function prefixOf(secret: string): string | undefined {
  const ours = secret.startsWith(secretPrefix) && secret.length >= secretPrefix.length + shortestShown;
  return ours ? secret.slice(0, secretPrefix.length + shownCharacters) : undefined;
}

function hashOf(secret: string): string {
  return bytesToHex(sha256(utf8ToBytes(secret)));
}
