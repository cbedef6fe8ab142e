/**
 * `secrets.db`: all secrets in one encrypted file.
 *
 * AES-256-GCM with a key that scrypt makes from the master key and a salt of the file. The whole list is one message:
 * names are as secret as values, and no entry can be taken out, added or brought back without the seal breaking.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { SecretStorage, StoredSecret } from '../../../src/testing/index.js';
import { replaceFile, sweepLeftovers } from './replace-file.js';

/** The file cannot be opened; the message says why, and holds nothing of it. */
export class SecretFileError extends Error {}

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+=*$/));
const Envelope = z.object({
  format: z.literal('comis-secrets-1'),
  salt: base64,
  /** Distinguishes a wrong key from a damaged file. Derived beside the key, not from it. */
  keyCheck: base64,
  iv: base64,
  tag: base64,
  data: base64,
});
type Envelope = z.infer<typeof Envelope>;

const Secrets = z.array(
  z.object({
    name: z.string(),
    value: z.string(),
    description: z.optional(z.string()),
    createdAt: z.number(),
    updatedAt: z.number(),
    lastUsedAt: z.optional(z.number()),
    usageCount: z.number(),
  }),
);

interface Keys {
  readonly salt: Buffer;
  readonly key: Buffer;
  readonly keyCheck: Buffer;
}

const cipher = 'aes-256-gcm';
/** 96 bits, the size that GCM is made for (NIST SP 800-38D, 8.2); random, and new for each writing. */
const ivBytes = 12;

/** 64 bytes of scrypt with 32 MiB of memory: the first half is the key, the second proves it. */
function deriveKeys(masterKey: string, salt: Buffer): Keys {
  const bytes = scryptSync(masterKey, salt, 64, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 });
  return { salt, key: bytes.subarray(0, 32), keyCheck: bytes.subarray(32) };
}

/**
 * Opens the file, or begins one; it is written when the first secret is.
 *
 * @param masterKey any text; the longer the better.
 * @throws {SecretFileError} when it was written with another key, was changed, or is no such file.
 */
export function openSecretFile(dbPath: string, masterKey: string): SecretStorage {
  sweepLeftovers(dbPath);
  const before = existsSync(dbPath) ? readEnvelope(dbPath) : undefined;
  const keys = deriveKeys(masterKey, before ? Buffer.from(before.salt, 'base64') : randomBytes(16));
  const kept = before ? open(dbPath, before, keys) : [];
  return {
    enabled: true,
    dbPath,
    notes: [],
    load: () => kept,
    save: (secrets) => replaceFile(dbPath, JSON.stringify(seal(secrets, keys))),
  };
}

function readEnvelope(dbPath: string): Envelope {
  try {
    return z.parse(Envelope, JSON.parse(readFileSync(dbPath, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      throw new SecretFileError(`${dbPath} cannot be read: ${error.code}`);
    }
    throw new SecretFileError(`${dbPath} is damaged, or no file of secrets.`);
  }
}

function open(dbPath: string, { keyCheck, iv, tag, data }: Envelope, keys: Keys): StoredSecret[] {
  const check = Buffer.from(keyCheck, 'base64');
  if (check.length !== keys.keyCheck.length || !timingSafeEqual(check, keys.keyCheck)) {
    throw new SecretFileError(`${dbPath} was written with another COMIS_SECRETS_MASTER_KEY.`);
  }
  try {
    const decipher = createDecipheriv(cipher, keys.key, Buffer.from(iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(keys.salt).setAuthTag(Buffer.from(tag, 'base64'));
    const text = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
    return z.parse(Secrets, JSON.parse(text));
  } catch {
    throw new SecretFileError(`${dbPath} was changed by something else than this gateway, or is damaged.`);
  }
}

function seal(secrets: readonly StoredSecret[], { salt, key, keyCheck }: Keys): Envelope {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: 16 }).setAAD(salt);
  const data = Buffer.concat([sealing.update(JSON.stringify(secrets), 'utf8'), sealing.final()]);
  return {
    format: 'comis-secrets-1',
    salt: salt.toString('base64'),
    keyCheck: keyCheck.toString('base64'),
    iv: iv.toString('base64'),
    tag: sealing.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}
