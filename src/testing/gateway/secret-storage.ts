/** Where secrets are kept: in memory here, in an encrypted file on the reference server. */

/** A secret with its value, as only the store and its storage know it. */
export interface StoredSecret {
  readonly name: string;
  readonly value: string;
  readonly description?: string | undefined;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms. */
  readonly updatedAt: number;
  /** Epoch ms; absent: never used. */
  readonly lastUsedAt?: number | undefined;
  readonly usageCount: number;
}

/** Keeps secrets from one run to the next, or does not and says so. */
export interface SecretStorage {
  /** False: the store is turned off. */
  readonly enabled: boolean;
  /** The file that secrets are, or would be, kept in. */
  readonly dbPath: string;
  /** A note for operators about where the store keeps its data. */
  readonly notes: readonly string[];
  /** What was kept. @throws when it cannot be read. */
  load(): StoredSecret[];
  /** Keeps all of these and nothing else. @throws when it cannot; what was kept before is then still there. */
  save(secrets: readonly StoredSecret[]): void;
}

/** Keeps nothing beyond the life of the gateway. @param changes turns the store off, or names another path. */
export function memoryStorage(
  changes: Partial<Pick<SecretStorage, 'enabled' | 'dbPath' | 'notes'>> = {},
): SecretStorage {
  return {
    enabled: true,
    dbPath: '/var/lib/comis/secrets.db',
    notes: [],
    load: () => [],
    save: () => {},
    ...changes,
  };
}
