/** Where the reference gateway keeps its secrets: in a file, in memory, or nowhere. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryStorage, type SecretStorage } from '../../../src/testing/index.js';
import { openSecretFile } from './secret-file.js';

/** What decides about it. */
export interface SecretsOptions {
  /** The folder of `secrets.db`; a temporary one by default. */
  readonly data?: string;
  /** False turns the store off. */
  readonly secrets?: boolean;
  /** Without it secrets are kept in memory only. */
  readonly masterKey?: string;
}

/** An open store. */
export interface OpenSecrets {
  readonly storage: SecretStorage;
  /** Where they are, in one sentence for the terminal. */
  readonly note: string;
  /** Removes the temporary folder, if one was made. */
  close(): void;
}

const keyName = 'COMIS_SECRETS_MASTER_KEY';

/**
 * Opens the store.
 *
 * @throws {SecretFileError} when there is a file that cannot be opened.
 */
export function openSecrets({ data, secrets = true, masterKey }: SecretsOptions): OpenSecrets {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'comis-security-'));
  if (data !== undefined) mkdirSync(data, { recursive: true, mode: 0o700 });
  const close = () => {
    if (data === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const dbPath = join(folder, 'secrets.db');
  if (!secrets) {
    const notes = ['The store is turned off by --no-secrets.'];
    return { storage: memoryStorage({ enabled: false, dbPath, notes }), note: 'off', close };
  }
  if (masterKey === undefined) {
    const note = `in memory only, gone when the gateway ends: ${keyName} is not set`;
    const notes = [`${keyName} is not set: secrets are kept in memory only and are gone when the gateway ends.`];
    return { storage: memoryStorage({ dbPath, notes }), note, close };
  }
  return { storage: openSecretFile(dbPath, masterKey), note: `encrypted in ${dbPath}`, close };
}
