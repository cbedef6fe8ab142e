/** The gateway's secrets. Values go in and are used; through no method, event, log or error do they come out again. */
import type { ParamsOf, ResultOf, Secret } from '../../protocol/index.js';
import type { AuditLog } from './audit-log.js';
import type { Clock } from '../clock.js';
import type { Publish } from './publish.js';
import { immutable, notFound } from './rpc-failure.js';
import { memoryStorage, type SecretStorage, type StoredSecret } from './secret-storage.js';

/** Uses come by the second; their count is kept no more often than this, and at the end. */
const keepUsesEveryMs = 10_000;

/** The provider whose calls need a secret of this name: `OPENAI_API_KEY` is that of `openai`. */
export function providerOf(secretName: string): string | undefined {
  const [, provider] = /^(.+)_API_KEY$/.exec(secretName) ?? [];
  return provider?.toLowerCase().replaceAll('_', '-');
}

/** The secret of a provider: the way back from {@link providerOf}. */
export function secretOf(provider: string): string {
  return `${provider.toUpperCase().replaceAll('-', '_')}_API_KEY`;
}

/** Holds secrets by name. */
export class SecretStore {
  readonly #clock: Clock;
  readonly #publish: Publish;
  readonly #audit: AuditLog;
  readonly #storage: SecretStorage;
  #secrets: ReadonlyMap<string, StoredSecret>;
  /** The names of all that there are and were. */
  readonly #expected = new Set<string>();
  #cancelKeeping: (() => void) | undefined;

  /** @throws what the storage throws when it cannot be read. */
  constructor(options: { clock: Clock; publish: Publish; audit: AuditLog; storage?: SecretStorage | undefined }) {
    const { clock, publish, audit, storage = memoryStorage() } = options;
    this.#clock = clock;
    this.#publish = publish;
    this.#audit = audit;
    this.#storage = storage;
    this.#secrets = new Map(storage.enabled ? storage.load().map((secret) => [secret.name, secret]) : []);
    for (const name of this.#secrets.keys()) this.expect(name);
  }

  /** False: turned off; it lists nothing and takes nothing. */
  get enabled(): boolean {
    return this.#storage.enabled;
  }

  /** The file that secrets are, or would be, kept in. */
  get dbPath(): string {
    return this.#storage.dbPath;
  }

  /** From now on what uses a secret of this name cannot do without it, whether there is one or not. */
  expect(name: string): void {
    this.#expected.add(name);
  }

  /** True when a secret of this name is expected and not there. While the store is turned off, keys come from elsewhere. */
  lacks(name: string): boolean {
    return this.enabled && this.#expected.has(name) && !this.#secrets.has(name);
  }

  /** Says whether there is a secret of this name. */
  has(name: string): boolean {
    return this.#secrets.has(name);
  }

  /** Answers `secrets.list`: in the order of their names. */
  list(): ResultOf<'secrets.list'> {
    const { enabled, dbPath, notes } = this.#storage;
    const secrets = [...this.#secrets.values()].map(listed).sort((a, b) => (a.name < b.name ? -1 : 1));
    return { enabled, dbPath, secrets, ...(notes.length > 0 ? { notes: [...notes] } : {}) };
  }

  /**
   * Stores a new secret, or a new value for one that there is; the description stays unless another is given.
   *
   * @param by the name of the calling token.
   * @throws RpcFailure (-32004) when the store is turned off.
   */
  set({ name, value, description }: ParamsOf<'secrets.set'>, by: string): ResultOf<'secrets.set'> {
    this.#assertEnabled();
    const before = this.#secrets.get(name);
    const updatedAt = this.#clock.now();
    const secret: StoredSecret = {
      usageCount: 0,
      createdAt: updatedAt,
      ...before,
      name,
      value,
      updatedAt,
      ...(description === undefined ? {} : { description }),
    };
    this.#keep(new Map(this.#secrets).set(name, secret));
    this.#tell(before ? 'updated' : 'created', name, by);
    return { name, created: !before, updatedAt };
  }

  /**
   * Deletes a secret for good.
   *
   * @param by the name of the calling token.
   * @throws RpcFailure: -32002 without such a secret, -32004 when the store is turned off.
   */
  delete(name: string, by: string): ResultOf<'secrets.delete'> {
    this.#assertEnabled();
    const rest = new Map(this.#secrets);
    if (!rest.delete(name)) throw notFound(`secret ${name}`);
    this.#keep(rest);
    this.#tell('deleted', name, by);
    return { name, deleted: true };
  }

  /** Something that happened before this gateway's stream began; does nothing when the store is turned off. */
  setInThePast(secret: StoredSecret): void {
    if (this.enabled) this.#keep(new Map(this.#secrets).set(secret.name, secret));
  }

  /** Notes a use; does nothing when there is no secret of this name. */
  use(name: string): void {
    const secret = this.#secrets.get(name);
    if (!secret) return;
    const used = { ...secret, usageCount: secret.usageCount + 1, lastUsedAt: this.#clock.now() };
    this.#secrets = new Map(this.#secrets).set(name, used);
    this.#cancelKeeping ??= this.#clock.after(keepUsesEveryMs, () => this.#keepUses());
  }

  /** Keeps what is not kept yet. */
  close(): void {
    if (this.#cancelKeeping) this.#keepUses();
  }

  #keepUses(): void {
    this.#cancelKeeping?.();
    this.#cancelKeeping = undefined;
    try {
      this.#storage.save([...this.#secrets.values()]);
    } catch {
      // Only counts of uses are at stake, and the next change or use keeps them; nobody waits for an answer here.
    }
  }

  /** First on disk, then in memory: what cannot be kept is not said to be. */
  #keep(secrets: ReadonlyMap<string, StoredSecret>): void {
    this.#storage.save([...secrets.values()]);
    this.#secrets = secrets;
    for (const name of secrets.keys()) this.expect(name);
  }

  #assertEnabled(): void {
    if (!this.enabled) throw immutable('security.secrets.enabled', 'The secret store is turned off');
  }

  #tell(change: 'created' | 'updated' | 'deleted', name: string, by: string): void {
    this.#publish('secrets:changed', { name, change });
    this.#audit.record({
      action: change === 'deleted' ? 'secrets.delete' : 'secrets.set',
      user: by,
      classification: 'security',
      outcome: 'success',
      details: { name, change },
    });
  }
}

/** Field by field: nothing is listed because it was forgotten to be left out. */
function listed(secret: StoredSecret): Secret {
  const { name, description, createdAt, updatedAt, lastUsedAt, usageCount } = secret;
  return {
    name,
    provider: providerOf(name),
    description,
    createdAt,
    updatedAt,
    lastUsedAt,
    usageCount,
    source: 'store',
  };
}
